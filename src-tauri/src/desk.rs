//! What the window holds between two commands: the session, a file that waits to be opened, the last export.

use mingce_app::view::AppError;
use mingce_app::{Assets, Preview, Session};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The window's state. One file is open at a time.
pub struct Desk {
    session: Mutex<Result<Session, AppError>>,
    /// The report's pages; apart from the session, so that laying out keeps nobody from working. `None` when there is no
    /// session either.
    preview: Option<Arc<Preview>>,
    /// The file that the system asked for (double click, second start): the page's next question opens it, so that
    /// the answer, good or bad, has somebody to go to.
    asked_for: Mutex<Option<PathBuf>>,
    cancel: AtomicBool,
    exported_to: Mutex<Option<PathBuf>>,
}

impl Desk {
    /// A session without a file; `asked_for` is the file that the program was started with.
    pub fn new(asked_for: Option<PathBuf>) -> Desk {
        let session = Assets::find().map(Session::new).map_err(AppError::from);
        Desk {
            preview: session.as_ref().ok().map(|session| Arc::new(Preview::new(session.assets()))),
            session: Mutex::new(session),
            asked_for: Mutex::new(asked_for),
            cancel: AtomicBool::new(false),
            exported_to: Mutex::new(None),
        }
    }

    /// Does something with the session, or says why there is none.
    pub fn with<T>(&self, act: impl FnOnce(&mut Session) -> Result<T, AppError>) -> Result<T, AppError> {
        match lock(&self.session).as_mut() {
            Ok(session) => act(session),
            Err(error) => Err(error.clone()),
        }
    }

    /// The report's pages, or why there are none.
    pub fn preview(&self) -> Result<Arc<Preview>, AppError> {
        match &self.preview {
            Some(preview) => Ok(preview.clone()),
            // The session says what is wrong.
            None => self.with(|_| Err(AppError::plain("预览不可用，请重新启动本程序".into()))),
        }
    }

    /// The file has changed or is closed: its pages are forgotten, and the fonts read for the next one's.
    pub fn turn_over(&self) {
        let Some(preview) = self.preview.clone() else { return };
        preview.forget();
        // Beside the work; should it fail, whoever asks for a page is told.
        std::thread::spawn(move || preview.warm());
    }

    /// Leaves a file to be opened by the page's next question.
    pub fn ask_for(&self, file: PathBuf) {
        *lock(&self.asked_for) = Some(file);
    }

    /// The file that waits to be opened, once.
    pub fn take_asked_for(&self) -> Option<PathBuf> {
        lock(&self.asked_for).take()
    }

    /// Forgets an earlier wish to stop.
    pub fn begin_export(&self) {
        self.cancel.store(false, Ordering::SeqCst);
    }

    /// Asks the running export to stop.
    pub fn cancel_export(&self) {
        self.cancel.store(true, Ordering::SeqCst);
    }

    /// Whether the export is to stop.
    pub fn is_cancelled(&self) -> bool {
        self.cancel.load(Ordering::SeqCst)
    }

    /// Keeps where the last export went.
    pub fn remember_export(&self, folder: PathBuf) {
        *lock(&self.exported_to) = Some(folder);
    }

    /// Where the last export went.
    pub fn exported_to(&self) -> Option<PathBuf> {
        lock(&self.exported_to).clone()
    }

    /// Stops a running export and puts the data file to rest.
    pub fn leave(&self) {
        self.cancel_export();
        if let Err(error) = self.with(|session| session.close()) {
            eprintln!("{error}\n{}", error.detail);
        }
    }
}

/// A poisoned lock means that a command panicked; its data is still whole, because commands change it by assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

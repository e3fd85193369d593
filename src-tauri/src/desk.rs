//! What the window holds between two commands: the session, a file that waits to be opened, the last export.

use mingce_app::view::AppError;
use mingce_app::{Assets, Session};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// The window's state. One file is open at a time.
pub struct Desk {
    session: Mutex<Result<Session, AppError>>,
    /// The file that the system asked for (double click, second start): the page's next question opens it, so that
    /// the answer, good or bad, has somebody to go to.
    asked_for: Mutex<Option<PathBuf>>,
    cancel: AtomicBool,
    exported_to: Mutex<Option<PathBuf>>,
}

impl Desk {
    /// A session without a file; `asked_for` is the file that the program was started with.
    pub fn new(asked_for: Option<PathBuf>) -> Desk {
        Desk {
            session: Mutex::new(Assets::find().map(Session::new).map_err(AppError::from)),
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

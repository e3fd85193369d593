//! What a user interface holds between two commands, and the one table of commands that it may give. The window and the
//! page on loopback are two doors to the same desk; neither knows more than how words travel.

mod applications;
mod booklet;
mod catalogue;
mod commands;
mod disputes;
mod process;
#[cfg(test)]
mod tests;

pub use commands::{COMMANDS, STREAMED};

use crate::assets::AssetsError;
use crate::prepare::Now;
use crate::shipped_fonts::BuiltIn;
use crate::view::{AppError, Progress};
use crate::{Assets, Preview, Session};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a command answers.
pub type Answer<T> = Result<T, AppError>;

/// Where the clerk is asked to point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Question {
    /// Where a new data file goes; with a suggested name.
    NewFile(String),
    /// Which data file to open.
    ExistingFile,
    /// Where exported files go.
    Folder,
}

/// The side of a door that touches the machine. A page never names a path: it gives a command, and the host asks.
pub trait Host {
    /// This instant.
    fn now(&self) -> Now;
    /// Asks the clerk; `None` when the clerk cancels. May block.
    ///
    /// # Errors
    /// When the place that was pointed to cannot be one.
    fn ask(&self, question: &Question) -> Answer<Option<PathBuf>>;
    /// The folder that the sample county is written to.
    ///
    /// # Errors
    /// When this machine has no such place.
    fn sample_folder(&self) -> Answer<PathBuf>;
    /// A folder for files that are looked at and thrown away.
    ///
    /// # Errors
    /// When none can be made.
    fn scratch(&self) -> Answer<PathBuf>;
    /// Shows a folder in the file manager, or a file in its program.
    ///
    /// # Errors
    /// What the system says when it has nothing to show it with.
    fn show(&self, path: &Path) -> Result<(), String>;
    /// Whether what is exported is handed over when it is shown, instead of lying in a folder that the clerk chose.
    fn hands_over(&self) -> bool {
        false
    }
}

/// One user interface's state. One file is open at a time.
pub struct Desk {
    session: Mutex<Result<Session, AppError>>,
    /// The report's pages; apart from the session, so that laying out keeps nobody from working. `None` when there is no
    /// session either.
    preview: Option<Arc<Preview>>,
    /// The file that the system asked for (double click, second start): the page's next question opens it, so that
    /// the answer, good or bad, has somebody to go to.
    asked_for: Mutex<Option<PathBuf>>,
    /// The file that was refused because another program has it.
    elsewhere: Mutex<Option<PathBuf>>,
    cancel: AtomicBool,
    exported_to: Mutex<Option<PathBuf>>,
    /// How far the running export is; apart from the session, which it holds.
    progress: Mutex<Option<Progress>>,
}

impl Desk {
    /// A session without a file; `asked_for` is the file that the program was started with.
    pub fn new(asked_for: Option<PathBuf>) -> Desk {
        Desk::of(asked_for, Assets::find())
    }

    /// The same, with fonts that are part of the program.
    pub fn with_fonts(asked_for: Option<PathBuf>, built_in: BuiltIn) -> Desk {
        Desk::of(asked_for, Assets::find().map(|assets| Assets { fonts: assets.fonts.with(built_in), ..assets }))
    }

    fn of(asked_for: Option<PathBuf>, assets: Result<Assets, AssetsError>) -> Desk {
        let session = assets.map(Session::new).map_err(AppError::from);
        Desk {
            preview: session.as_ref().ok().map(|session| Arc::new(Preview::new(session.assets()))),
            session: Mutex::new(session),
            asked_for: Mutex::new(asked_for),
            elsewhere: Mutex::new(None),
            cancel: AtomicBool::new(false),
            exported_to: Mutex::new(None),
            progress: Mutex::new(None),
        }
    }

    /// Leaves a file to be opened by the page's next question.
    pub fn ask_for(&self, file: PathBuf) {
        *lock(&self.asked_for) = Some(file);
    }

    /// Stops a running export and puts the data file to rest.
    ///
    /// # Errors
    /// When the last writing fails.
    pub fn leave(&self) -> Answer<()> {
        self.cancel.store(true, Ordering::SeqCst);
        self.with(|session| session.close())
    }

    /// Does something with the session, or says why there is none.
    fn with<T>(&self, act: impl FnOnce(&mut Session) -> Answer<T>) -> Answer<T> {
        match lock(&self.session).as_mut() {
            Ok(session) => act(session),
            Err(error) => Err(error.clone()),
        }
    }

    /// The report's pages, or why there are none.
    fn preview(&self) -> Answer<Arc<Preview>> {
        match &self.preview {
            Some(preview) => Ok(preview.clone()),
            // The session says what is wrong.
            None => self.with(|_| Err(AppError::plain("预览不可用，请重新启动本程序".into()))),
        }
    }

    /// The file has changed or is closed: its pages are forgotten, and the fonts read for the next one's.
    fn turn_over(&self) {
        let Some(preview) = self.preview.clone() else { return };
        preview.forget();
        // Beside the work; should it fail, whoever asks for a page is told.
        std::thread::spawn(move || preview.warm());
    }
}

/// A poisoned lock means that a command panicked; its data is still whole, because commands change it by assignment.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

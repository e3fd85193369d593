//! `mingce init`.

use super::Answer;
use crate::arguments::Init;
use crate::say;
use mingce_app::view::{AppError, NewFileRequest};
use mingce_app::{Assets, Now, Session};

pub fn run(init: &Init, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let request = NewFileRequest { agency: init.agency.clone(), kind: init.kind.clone(), code: init.code.clone() };
    let mut session = Session::new(assets);
    let file = session.create(&init.file, &request, now)?;
    session.close()?;
    say::line(&format!("已建立数据文件 {}（{}）", file.path, init.agency));
    Ok(Answer::Yes)
}

//! `mingce demo`: the sample county, its 2025 reports and a guide page.

use super::Answer;
use super::report::tell;
use crate::arguments::Demo;
use crate::say;
use mingce_app::view::AppError;
use mingce_app::{Assets, Now, Session};

pub fn run(demo: &Demo, assets: Assets, now: &Now) -> Result<Answer, AppError> {
    let mut session = Session::new(assets);
    let file = session.create_sample(&demo.folder)?;
    say::line(&format!("示例县数据文件：{}", file.path));
    let outcome = session.demo_outputs(&demo.folder, now, &mut say::progress())?;
    tell(&outcome, false);
    if demo.booklets {
        tell(&session.demo_booklets(&demo.folder, now, &mut say::progress())?, false);
    }
    session.close()?;
    Ok(Answer::Yes)
}

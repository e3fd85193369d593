//! The commands of the desk over HTTP. Each runs on a thread of its own: counting and laying out keep no request waiting
//! that needs neither.

use crate::Shared;
use crate::guard::refuse;
use crate::host::ServedHost;
use crate::sent::Sent;
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path as Segments, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use mingce_app::desk::{Answer, Desk, Host};
use mingce_app::view::{AppError, ExportRequest};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::convert::Infallible;
use std::sync::{Arc, PoisonError};
use tokio::sync::mpsc;
use tokio_stream::wrappers::UnboundedReceiverStream;

/// A command's arguments, and the name of the data file that the clerk chose where it asks for one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    #[serde(default)]
    arguments: Value,
    #[serde(default)]
    chosen: Option<String>,
}

/// A command's answer, and what the browser is to fetch.
#[derive(Serialize)]
struct Answered<T> {
    answer: T,
    sent: Option<Sent>,
}

macro_rules! answer_by_name {
    ($($name:ident($($argument:ident: $type:ty),*) -> $answer:ty,)*) => {
        /// Gives a command of the table to the desk. `None` when there is no such command.
        fn by_name(desk: &Desk, host: &dyn Host, name: &str, arguments: Value) -> Option<Answer<Value>> {
            $(
                #[allow(non_camel_case_types)]
                #[derive(Deserialize)]
                #[serde(deny_unknown_fields)]
                struct $name { $($argument: $type),* }
            )*
            Some(match name {
                $(stringify!($name) => read(arguments).and_then(|$name { $($argument),* }| {
                    written(&desk.$name(host, $($argument),*)?)
                }),)*
                _ => return None,
            })
        }
    };
}
mingce_app::commands!(answer_by_name);

/// Arguments as a command wants them. Only a page that is not ours can get them wrong.
fn read<T: for<'a> Deserialize<'a>>(arguments: Value) -> Answer<T> {
    let arguments = if arguments.is_null() { Value::Object(serde_json::Map::new()) } else { arguments };
    serde_json::from_value(arguments).map_err(|error| AppError {
        detail: error.to_string(),
        ..AppError::plain("页面与程序的版本不一致，请刷新页面后重试".into()).coded("malformed")
    })
}

fn written<T: Serialize>(answer: &T) -> Answer<Value> {
    serde_json::to_value(answer).map_err(|error| AppError::with_detail("程序内部出错，请重新启动明册".into(), &error))
}

/// Runs on a thread that may block; a panic is a defect of ours and is said to be one.
async fn apart<T: Send + 'static>(work: impl FnOnce() -> Answer<T> + Send + 'static) -> Answer<T> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|error| {
        Err(AppError {
            detail: error.to_string(),
            ..AppError::plain("程序内部出错，这一步没有完成。请刷新页面；仍不行时重新启动明册".into())
        })
    })
}

fn failed(error: AppError) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(error)).into_response()
}

/// `POST /call/{name}`.
pub async fn call(State(shared): State<Arc<Shared>>, Segments(name): Segments<String>, body: Bytes) -> Response {
    let call: Call = match serde_json::from_slice::<Value>(&body)
        .map_err(|error| AppError {
            detail: error.to_string(),
            ..AppError::plain("页面发来的内容无法识别，请刷新页面后重试".into())
        })
        .and_then(read)
    {
        Ok(call) => call,
        Err(error) => return failed(error),
    };
    let done = apart(move || {
        let host = ServedHost::new(&shared.machine, call.chosen);
        let answer = by_name(&shared.desk, &host, &name, call.arguments).transpose()?;
        let sent = host.handed.lock().unwrap_or_else(PoisonError::into_inner).take();
        Ok(answer.map(|answer| Answered { answer, sent }))
    });
    match done.await {
        Ok(Some(answered)) => Json(answered).into_response(),
        Ok(None) => refuse(StatusCode::NOT_FOUND, "not_found", "没有这个命令"),
        Err(error) => failed(error),
    }
}

/// `POST /page/{version}/{page}`: a page of the preview, as it is.
pub async fn page(State(shared): State<Arc<Shared>>, Segments((version, page)): Segments<(u32, u32)>) -> Response {
    match apart(move || shared.desk.report_page(version, page)).await {
        Ok(svg) => ([(CONTENT_TYPE, "text/plain; charset=utf-8")], svg).into_response(),
        Err(error) => failed(error),
    }
}

/// `POST /files`: the names of the data files that can be opened.
pub async fn files(State(shared): State<Arc<Shared>>) -> Response {
    match apart(move || shared.machine.files()).await {
        Ok(names) => Json(names).into_response(),
        Err(error) => failed(error),
    }
}

/// `POST /alive`: the page is still open.
pub async fn alive() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// `POST /export`: one line of JSON a step (`progress`), the last one with `answer` or `error`.
pub async fn export(State(shared): State<Arc<Shared>>, Json(request): Json<ExportRequest>) -> Response {
    let (lines, stream) = mpsc::unbounded_channel::<Result<String, Infallible>>();
    let tell = move |key: &str, value: Value| {
        // A page that is gone needs no progress.
        let _ = lines.send(Ok(format!("{}\n", serde_json::json!({ key: value }))));
    };
    tokio::task::spawn_blocking(move || {
        let host = ServedHost::new(&shared.machine, None);
        let done = shared.desk.report_export(&host, &request, &mut |step| {
            tell("progress", serde_json::json!(step));
        });
        let done = done.and_then(|outcome| {
            let Some(mut outcome) = outcome else { return written(&Answered { answer: (), sent: None }) };
            shared.desk.export_reveal(&host)?;
            outcome.handed_over = true;
            outcome.folder.clear();
            let sent = host.handed.lock().unwrap_or_else(PoisonError::into_inner).take();
            written(&Answered { answer: outcome, sent })
        });
        match done {
            Ok(answer) => tell("done", answer),
            Err(error) => tell("error", serde_json::json!(error)),
        }
    });
    ([(CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(UnboundedReceiverStream::new(stream))).into_response()
}

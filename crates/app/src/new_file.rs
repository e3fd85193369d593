//! A new data file for one office.

use crate::prepare::Now;
use crate::view::{AppError, NewFileRequest};
use mingce_domain::agency::{Agency, AgencyId, AgencyKind, DatedName, agency_name, check_credit_code};
use mingce_store::{Ids, NewFile, Stamp, Store};
use std::path::Path;

/// What a file says of the program that made it.
pub const PROGRAM: &str = concat!("mingce ", env!("CARGO_PKG_VERSION"));

/// Who acts where nobody has signed in: the program is used by one person.
pub const WHO: &str = "本机用户";

/// Makes the file with its own agency in it.
///
/// # Errors
/// When the request is incomplete or wrong, the file exists, or cannot be written; no file is left then.
pub fn create(path: &Path, request: &NewFileRequest, now: &Now) -> Result<Store, AppError> {
    let name = agency_name(&request.agency).map_err(|misfit| AppError::plain(misfit.to_string()).at("agency"))?;
    let kind = kind(&request.kind)?;
    let code = request.code.trim().to_uppercase();
    if !code.is_empty() {
        check_credit_code(&code).map_err(|error| AppError::plain(error.to_string()).at("code"))?;
    }
    let stamp = Stamp::new(&now.at_utc, WHO)?;
    let new = NewFile { stamp: stamp.clone(), program: PROGRAM.into(), sample: false, ids: Ids::random() };
    let mut store = Store::create(path, new)?;
    store.act(&stamp, "建立数据文件", |act| {
        let agency = Agency {
            id: AgencyId(act.new_id()),
            code: (!code.is_empty()).then_some(code),
            kind,
            level: kind.usual_level(),
            names: vec![DatedName { from: first_day(now.today), name: name.to_string() }],
            parents: Vec::new(),
            since: None,
            ended: None,
            ledger_since: None,
            position: 0,
        };
        act.keep_for_good();
        act.put_agency(&agency)?;
        act.set_own_agency(&agency.id)
    })?;
    Ok(store)
}

/// The kind of agency with this key.
///
/// # Errors
/// When there is none; the message lists those there are.
pub fn kind(key: &str) -> Result<AgencyKind, AppError> {
    AgencyKind::from_key(key.trim()).ok_or_else(|| {
        let kinds: Vec<String> = AgencyKind::ALL.iter().map(|k| format!("{}（{}）", k.key(), k.label())).collect();
        AppError::plain(format!("单位类型“{key}”无法识别。可以用：{}", kinds.join("、"))).at("kind")
    })
}

/// A name entered without a date holds for earlier reports, too.
pub(crate) fn first_day(today: chrono::NaiveDate) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2008, 5, 1).unwrap_or(today)
}

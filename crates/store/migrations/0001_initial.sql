-- The data file of 明册 (*.mingce), version 1. A shipped migration never changes: what comes later is a new file.
--
-- Conventions
--   uid         identity: a UUIDv7 in lower-case text. References between records are uids, so that an undo can put a
--               record back as it was; `id` is SQLite's integer row number and means nothing outside this file.
--   *_on        a calendar day in China, YYYY-MM-DD.      *_at   an instant in UTC, YYYY-MM-DDTHH:MM:SS.mmmZ.
--   enum words  the variant's key() in the domain crate, snake_case. Chinese labels are never stored.
--   derived     made from other rows by one function, rewritten at any time, not in the change log.
--   logged      every change is in `change`, in the same transaction.
-- SQL holds rules of shape only (types, words, one row per key). What the law asks is checked by the domain crate:
-- a draft must be storable however incomplete it is.

-- What this file is. Keys: replica (random id of this copy), sample ('1' for the invented county, 示例), created_at,
-- created_by (program version), ids (how many identities were given out). Not logged.
CREATE TABLE meta (
    key   TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Choices of the office: counting rules, number templates, the file's own agency (own_agency). JSON values. Logged.
CREATE TABLE setting (
    id    INTEGER PRIMARY KEY,
    uid   TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    key   TEXT NOT NULL UNIQUE CHECK (key <> ''),
    value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

-- The last number given out in a series (受理号, 文号, 索引号) of an agency in a year. Only ever grows, also over an
-- undo: a number is never given twice. Not logged.
CREATE TABLE number_series (
    agency TEXT NOT NULL REFERENCES agency (uid),
    series TEXT NOT NULL CHECK (series <> ''),
    year   INTEGER NOT NULL,
    last   INTEGER NOT NULL CHECK (last >= 1),
    PRIMARY KEY (agency, series, year)
) STRICT, WITHOUT ROWID;

-- ---------------------------------------------------------------------------------------------------- agencies

-- An agency (行政机关) over time. Logged.
CREATE TABLE agency (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    kind         TEXT NOT NULL CHECK (kind IN ('government', 'government_office', 'department', 'vertical',
                     'development_zone', 'township', 'subdistrict', 'village', 'other')),
    level        TEXT NOT NULL CHECK (level IN ('state', 'province', 'city', 'county', 'township', 'village')),
    code         TEXT,                                      -- 统一社会信用代码; may be filled in later
    since        TEXT CHECK (date(since, '+0 days') IS since),         -- first day; NULL: not known (always)
    ended_on     TEXT CHECK (date(ended_on, '+0 days') IS ended_on),   -- last day; NULL: it exists
    successor    TEXT REFERENCES agency (uid),              -- who took over its business: open cases go there (结转)
    ledger_since TEXT CHECK (date(ledger_since, '+0 days') IS ledger_since), -- ledger complete from this day; NULL: no ledger
    position     INTEGER NOT NULL DEFAULT 0,                -- order in lists
    CHECK (successor IS NULL OR ended_on IS NOT NULL)
) STRICT;
CREATE INDEX agency_code ON agency (code) WHERE code IS NOT NULL;
CREATE INDEX agency_successor ON agency (successor) WHERE successor IS NOT NULL;

-- The names of an agency: a 2023 report prints the name of 2023. Before the first row the first name holds. Logged.
CREATE TABLE agency_name (
    id      INTEGER PRIMARY KEY,
    uid     TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency  TEXT NOT NULL REFERENCES agency (uid),
    from_on TEXT NOT NULL CHECK (date(from_on, '+0 days') IS from_on),
    name    TEXT NOT NULL CHECK (name <> ''),
    UNIQUE (agency, from_on)
) STRICT;

-- The parents of an agency by date. Logged.
CREATE TABLE agency_parent (
    id      INTEGER PRIMARY KEY,
    uid     TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency  TEXT NOT NULL REFERENCES agency (uid),
    from_on TEXT NOT NULL CHECK (date(from_on, '+0 days') IS from_on),
    parent  TEXT NOT NULL REFERENCES agency (uid),
    UNIQUE (agency, from_on),
    CHECK (parent <> agency)
) STRICT;
CREATE INDEX agency_parent_parent ON agency_parent (parent);

-- ------------------------------------------------------------------------------------------------ applications

-- An applicant. Records of their own: suggested as the same, never merged silently. name, document, phone, email,
-- address, bank and contact are personal data: read only as domain::personal::Personal. Logged.
CREATE TABLE applicant (
    id                INTEGER PRIMARY KEY,
    uid               TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    kind              TEXT NOT NULL CHECK (kind IN ('natural_person', 'enterprise', 'research', 'public_welfare',
                          'legal_service', 'other_organisation')),
    name              TEXT NOT NULL,                        -- of the person or of the organisation
    document_kind     TEXT NOT NULL DEFAULT '',             -- 身份证, 营业执照 …
    document          TEXT NOT NULL DEFAULT '',             -- its number
    organisation_code TEXT NOT NULL DEFAULT '',             -- 统一社会信用代码 of an organisation
    contact           TEXT NOT NULL DEFAULT '',             -- 法定代表人 or 联系人 of an organisation
    phone             TEXT NOT NULL DEFAULT '',
    email             TEXT NOT NULL DEFAULT '',
    address           TEXT NOT NULL DEFAULT '',
    bank              TEXT NOT NULL DEFAULT '',
    erased_at         TEXT,                                 -- when the personal data was blanked (清除个人信息)
    erased_reason     TEXT,
    CHECK ((erased_at IS NULL) = (erased_reason IS NULL))
) STRICT;

-- An application for disclosure (依申请公开, one case). The first columns are its identity (logged); the rest is the
-- projection of its events by domain::application::project, written in the same transaction (derived).
CREATE TABLE application (
    id                 INTEGER PRIMARY KEY,
    uid                TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency             TEXT NOT NULL REFERENCES agency (uid), -- the organ that received it
    number             TEXT NOT NULL DEFAULT '',            -- 受理号; never reused
    subject            TEXT NOT NULL DEFAULT '',            -- what is asked for, in one line
    letter             TEXT,                                -- applications split by 一事一申请 share one word here
    void               INTEGER NOT NULL DEFAULT 0 CHECK (void IN (0, 1)), -- 作废: kept, counted nowhere
    -- derived from here on
    stage              TEXT NOT NULL DEFAULT 'open' CHECK (stage IN ('open', 'awaiting_supplement',
                           'awaiting_opinion', 'awaiting_payment', 'closed', 'reopened')),
    outcome            TEXT,                                -- result row of 表三, last time it was closed
    received_on        TEXT CHECK (date(received_on, '+0 days') IS received_on), -- NULL: no unrevoked receipt, counted nowhere
    closed_on          TEXT CHECK (date(closed_on, '+0 days') IS closed_on),     -- last closing, while closed
    due_on             TEXT CHECK (date(due_on, '+0 days') IS due_on),           -- last day for the reply, while the clock runs
    due_is_provisional INTEGER NOT NULL DEFAULT 0 CHECK (due_is_provisional IN (0, 1)), -- beyond the known holidays
    applicant_kind     TEXT,                                -- kind of the first-named applicant as known now
    channel            TEXT
) STRICT;
CREATE INDEX application_agency_received ON application (agency, received_on);
CREATE INDEX application_number ON application (number) WHERE number <> '';
CREATE INDEX application_agency_stage ON application (agency, stage, due_on);

-- What happened in a case: the only source of the projection. Rows are added, never changed; a correction and a
-- revocation are events, too (kinds `corrected` and `revoked`, `$.event` = uid of the event meant). Events hold in the
-- order (occurred_on, then recorded_at, then uid). Only an undo of the action that added a row removes it, and erasing
-- personal data blanks free text in `data`. Logged.
-- `data` is serde's JSON of domain::application::EventData, tagged with `kind`:
--   received           {channel, applicant_kind}   channel: in_person registered_post ordinary_post internet fax oral
--   registered         {}
--   supplement_asked   {reply_by}                  supplement_received {}
--   third_party_asked  {}                          third_party_answered {}
--   other_organ_asked  {}                          other_organ_answered {}
--   reasons_asked      {}                          delay_fixed {until}
--   fee_noticed        {amount_fen}                fee_paid {}
--   extended           {working_days, approved_by} transferred {to}
--   closed             {outcome, letter_number, note}   outcome: a row key of 表三
--   withdrawn          {}                          delivered {proof}
--   reopened           {cause}                     cause: reconsideration judgment own_correction
--   kind_corrected     {applicant_kind}
--   corrected          {event, on, data}           on: the right day or null; data: the right facts (same kind) or null
--   revoked            {event}
CREATE TABLE application_event (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    application TEXT NOT NULL REFERENCES application (uid),
    kind        TEXT NOT NULL CHECK (kind IN ('received', 'registered', 'supplement_asked', 'supplement_received',
                    'third_party_asked', 'third_party_answered', 'other_organ_asked', 'other_organ_answered',
                    'reasons_asked', 'delay_fixed', 'fee_noticed', 'fee_paid', 'extended', 'transferred', 'closed',
                    'withdrawn', 'delivered', 'reopened', 'kind_corrected', 'corrected', 'revoked')),
    occurred_on TEXT NOT NULL CHECK (date(occurred_on, '+0 days') IS occurred_on), -- the day on which it happened
    data        TEXT NOT NULL CHECK (json_valid(data) AND json_extract(data, '$.kind') = kind),
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.???Z'), -- when it was entered
    recorded_by TEXT NOT NULL                               -- who entered it
) STRICT;
CREATE INDEX application_event_application ON application_event (application, recorded_at, uid);
CREATE TRIGGER application_event_is_never_changed
BEFORE UPDATE OF uid, application, kind, occurred_on, recorded_at, recorded_by ON application_event
BEGIN SELECT RAISE(ABORT, 'application_event is append-only'); END;

-- One run of handling: ordinal 0 from receipt to closing, further ones from a reopening to the new closing. Derived.
CREATE TABLE application_episode (
    application TEXT NOT NULL REFERENCES application (uid) ON DELETE CASCADE,
    ordinal     INTEGER NOT NULL CHECK (ordinal >= 0),
    opened_on   TEXT NOT NULL CHECK (date(opened_on, '+0 days') IS opened_on),
    cause       TEXT CHECK (cause IN ('reconsideration', 'judgment', 'own_correction')), -- NULL for ordinal 0
    closed_on   TEXT CHECK (date(closed_on, '+0 days') IS closed_on),
    outcome     TEXT,
    PRIMARY KEY (application, ordinal)
) STRICT, WITHOUT ROWID;

-- Who asks: joint applicants are one application; position 0 is the first-named. Logged.
CREATE TABLE application_applicant (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    application TEXT NOT NULL REFERENCES application (uid),
    applicant   TEXT NOT NULL REFERENCES applicant (uid),
    position    INTEGER NOT NULL CHECK (position >= 0),
    UNIQUE (application, applicant)
) STRICT;
CREATE INDEX application_applicant_applicant ON application_applicant (applicant);

-- ---------------------------------------------------------------------------------------------------- disputes

-- One reconsideration case, or one lawsuit whatever its instances (行政复议, 行政诉讼). Logged.
CREATE TABLE dispute (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency      TEXT NOT NULL REFERENCES agency (uid),      -- in whose ledger it stands
    number      TEXT NOT NULL DEFAULT '',                   -- of the reviewing organ or court
    kind        TEXT NOT NULL CHECK (kind IN ('reconsideration', 'litigation_direct',
                    'litigation_after_reconsideration')),
    role        TEXT NOT NULL CHECK (role IN ('own_conduct', 'reviewing_co_defendant')), -- the latter is not counted
    decided_by  TEXT NOT NULL DEFAULT '',                   -- reviewing organ or court
    filed_on    TEXT NOT NULL CHECK (date(filed_on, '+0 days') IS filed_on),
    decided_on  TEXT CHECK (date(decided_on, '+0 days') IS decided_on),
    in_force_on TEXT CHECK (date(in_force_on, '+0 days') IS in_force_on), -- lawsuits: 尚未审结 until then
    result      TEXT CHECK (result IN ('upheld', 'corrected', 'other'))
) STRICT;
CREATE INDEX dispute_agency ON dispute (agency, filed_on);

-- The applications that a dispute concerns: none, one or several; an application may have several disputes. Logged.
CREATE TABLE dispute_application (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    dispute     TEXT NOT NULL REFERENCES dispute (uid),
    application TEXT NOT NULL REFERENCES application (uid),
    UNIQUE (dispute, application)
) STRICT;
CREATE INDEX dispute_application_application ON dispute_application (application);

-- ----------------------------------------------------------------------------------------------- annual report

-- A cell of an agency's report that somebody filled in by hand (表二; 表三 and 表四 where no ledger reaches). Totals
-- are never stored. Logged.
CREATE TABLE figure (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency      TEXT NOT NULL REFERENCES agency (uid),
    year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    address     TEXT NOT NULL CHECK (address <> ''),        -- proactive.licences, requests.granted.natural
    value_is    TEXT NOT NULL CHECK (value_is IN ('blank', 'not_applicable', 'integer', 'decimal', 'text')),
    value       TEXT,                                       -- the number or text as written; NULL for the first two
    source_from TEXT,                                       -- from what source: 法规股报表
    source_by   TEXT,                                       -- who typed it
    source_on   TEXT CHECK (date(source_on, '+0 days') IS source_on),  -- when
    UNIQUE (agency, year, address),
    CHECK ((value IS NULL) = (value_is IN ('blank', 'not_applicable')))
) STRICT;

-- A signed change to a counted cell, with reason and source. Logged.
CREATE TABLE adjustment (
    id      INTEGER PRIMARY KEY,
    uid     TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency  TEXT NOT NULL REFERENCES agency (uid),
    year    INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    address TEXT NOT NULL CHECK (address <> ''),
    delta   INTEGER NOT NULL,
    reason  TEXT NOT NULL,
    source  TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_on TEXT NOT NULL CHECK (date(made_on, '+0 days') IS made_on)
) STRICT;
CREATE INDEX adjustment_agency ON adjustment (agency, year);

-- The text of a section of a report, in its small grammar (live numbers unresolved). Logged.
CREATE TABLE report_section (
    id     INTEGER PRIMARY KEY,
    uid    TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency TEXT NOT NULL REFERENCES agency (uid),
    year   INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    key    TEXT NOT NULL CHECK (key <> ''),                 -- a form's headings[].section: overview, problems …
    text   TEXT NOT NULL,
    UNIQUE (agency, year, key)
) STRICT;

-- What stands around the sections: one row per agency and year. Logged.
CREATE TABLE report_head (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency       TEXT NOT NULL REFERENCES agency (uid),
    year         INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    title        TEXT,                                      -- other than the form's
    preamble     TEXT,
    headings     TEXT CHECK (headings IS NULL OR json_type(headings) = 'array'), -- of a report read from elsewhere
    signed_by    TEXT,
    signed_on    TEXT CHECK (date(signed_on, '+0 days') IS signed_on),
    published_on TEXT CHECK (date(published_on, '+0 days') IS published_on),
    version      INTEGER,
    corrects     INTEGER,
    UNIQUE (agency, year)
) STRICT;

-- A written reason for an exception to a check. Logged.
CREATE TABLE report_reason (
    id       INTEGER PRIMARY KEY,
    uid      TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency   TEXT NOT NULL REFERENCES agency (uid),
    year     INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    rule     TEXT NOT NULL CHECK (rule <> ''),              -- A05
    place    TEXT NOT NULL,                                 -- the place at which it is excused
    reason   TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_on TEXT CHECK (date(given_on, '+0 days') IS given_on),
    UNIQUE (agency, year, rule, place)
) STRICT;

-- 信息处理费 of a year, in 元 as decimal text: for section 六. Logged.
CREATE TABLE information_fee (
    id            INTEGER PRIMARY KEY,
    uid           TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency        TEXT NOT NULL REFERENCES agency (uid),
    year          INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    notices       INTEGER NOT NULL,
    noticed_yuan  TEXT NOT NULL,
    received_yuan TEXT NOT NULL,
    UNIQUE (agency, year)
) STRICT;

-- A version of a report: 草稿, then from 送审 on frozen. A frozen version holds all it was made from and never
-- recomputes; its difference to the live data is shown. Logged.
CREATE TABLE report_version (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency          TEXT NOT NULL REFERENCES agency (uid),
    year            INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    number          INTEGER NOT NULL CHECK (number >= 1),
    status          TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'final', 'published', 'corrected')),
                    -- 草稿, 送审, 定稿, 发布, 更正 (published, and since corrected by a later version)
    scope           TEXT NOT NULL CHECK (scope IN ('own', 'area')),
    corrects        TEXT REFERENCES report_version (uid),   -- the published version that this one corrects
    figures         TEXT NOT NULL CHECK (json_valid(figures)),  -- figures/1
    sections        TEXT NOT NULL CHECK (json_type(sections) = 'object'), -- as printed, live numbers resolved
    form            TEXT NOT NULL,                          -- the form's id
    form_sha256     TEXT NOT NULL,
    calendars       TEXT NOT NULL CHECK (json_type(calendars) = 'array'), -- ids of the holiday calendars
    fonts           TEXT NOT NULL CHECK (json_type(fonts) = 'array'),     -- names and hashes of the faces
    program_version TEXT NOT NULL,
    created_at      TEXT NOT NULL,
    created_by      TEXT NOT NULL,
    UNIQUE (agency, year, number)
) STRICT;
CREATE TRIGGER report_version_is_frozen
BEFORE UPDATE OF uid, agency, year, number, scope, corrects, figures, sections, form, form_sha256, calendars, fonts,
    program_version, created_at, created_by ON report_version WHEN old.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a frozen report version never changes'); END;
CREATE TRIGGER report_version_is_kept
BEFORE DELETE ON report_version WHEN old.status <> 'draft'
BEGIN SELECT RAISE(ABORT, 'a frozen report version is never deleted'); END;

-- A file that was made from a version and given out. Logged.
CREATE TABLE report_file (
    id      INTEGER PRIMARY KEY,
    uid     TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    version TEXT NOT NULL REFERENCES report_version (uid),
    name    TEXT NOT NULL,
    format  TEXT NOT NULL,                                  -- docx, pdf, html, xlsx, json
    size    INTEGER NOT NULL CHECK (size >= 0),             -- bytes
    sha256  TEXT NOT NULL CHECK (length(sha256) = 64),
    made_at TEXT NOT NULL,
    UNIQUE (version, name, sha256)
) STRICT;

-- ------------------------------------------------------------------------------------- catalogue and processes

-- A process behind a chart and its step table: process/1 as JSON. Logged.
CREATE TABLE process (
    id            INTEGER PRIMARY KEY,
    uid           TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency        TEXT REFERENCES agency (uid),             -- NULL: shared by the agencies of this file
    title         TEXT NOT NULL,
    body          TEXT NOT NULL CHECK (json_type(body) = 'object'), -- process/1
    position      INTEGER NOT NULL DEFAULT 0,
    base_id       TEXT,                                     -- the shipped process it was copied from
    base_version  TEXT,
    base_snapshot TEXT CHECK (base_snapshot IS NULL OR json_valid(base_snapshot)), -- as it was then
    CHECK ((base_id IS NULL) = (base_version IS NULL) AND (base_id IS NULL) = (base_snapshot IS NULL))
) STRICT;
CREATE INDEX process_agency ON process (agency);

-- A disclosure item (公开事项): the whole record of domain::catalogue::DisclosureItem. Lists are JSON. Logged.
CREATE TABLE catalogue_item (
    id               INTEGER PRIMARY KEY,
    uid              TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency           TEXT NOT NULL REFERENCES agency (uid),
    position         INTEGER NOT NULL DEFAULT 0,
    number           TEXT NOT NULL DEFAULT '',              -- 编号
    index_number     TEXT NOT NULL DEFAULT '',              -- 索引号: given at issue, never reused
    kind             TEXT NOT NULL CHECK (kind IN ('information', 'service', 'licence', 'penalty', 'compulsory',
                         'levy', 'payment', 'adjudication', 'confirmation', 'reward', 'inspection', 'other_power',
                         'duty')),                          -- 事项类别
    sector           TEXT NOT NULL DEFAULT '',              -- 试点领域
    primary_item     TEXT NOT NULL DEFAULT '',              -- 一级事项
    secondary_item   TEXT NOT NULL DEFAULT '',              -- 二级事项
    tertiary_item    TEXT NOT NULL DEFAULT '',              -- 三级事项
    summary          TEXT NOT NULL DEFAULT '',              -- 内容概述
    content_elements TEXT NOT NULL DEFAULT '[]' CHECK (json_type(content_elements) = 'array'), -- [{text, required}]
    legal_basis      TEXT NOT NULL DEFAULT '[]' CHECK (json_type(legal_basis) = 'array'), -- [{id, name, number, article, checked}]
    clause           TEXT NOT NULL DEFAULT '',              -- 条例 art. 20–21: 20-5, 21-township
    time_limit_kind  TEXT CHECK (time_limit_kind IN ('workdays', 'days', 'realtime', 'prompt', 'periodic',
                         'permanent', 'other')),            -- 公开时限
    time_limit_n     INTEGER CHECK (time_limit_n >= 0),
    time_limit_text  TEXT,                                  -- as printed
    time_class       TEXT CHECK (time_class IN ('always', 'regular', 'timely')), -- 常年, 定期, 适时
    responsible_body TEXT NOT NULL DEFAULT '',              -- 公开主体
    channels         TEXT NOT NULL DEFAULT '[]' CHECK (json_type(channels) = 'array'),       -- 公开渠道和载体
    other_channels   TEXT NOT NULL DEFAULT '[]' CHECK (json_type(other_channels) = 'array'), -- 其他载体 in words
    whole_society    INTEGER NOT NULL DEFAULT 0 CHECK (whole_society IN (0, 1)),             -- 公开对象: 全社会
    specific_groups  TEXT NOT NULL DEFAULT '[]' CHECK (json_type(specific_groups) = 'array'), -- 特定群体
    modes            TEXT NOT NULL DEFAULT '[]' CHECK (json_type(modes) = 'array'), -- 公开方式: proactive, on_application
    withheld_article TEXT,                                  -- 不予公开 and its ground (arts 14–16); NULL: not withheld
    withheld_reason  TEXT,
    withheld_assessed_on TEXT CHECK (date(withheld_assessed_on, '+0 days') IS withheld_assessed_on), -- art. 18
    tiers            TEXT NOT NULL DEFAULT '[]' CHECK (json_type(tiers) = 'array'), -- 公开层级: agency levels
    stage            TEXT CHECK (stage IN ('decision', 'execution', 'management', 'service', 'result')), -- 五公开
    reach            TEXT NOT NULL DEFAULT 'public' CHECK (reach IN ('public', 'internal', 'group')),    -- 公开范围
    office           TEXT NOT NULL DEFAULT '',              -- 责任科室
    post             TEXT NOT NULL DEFAULT '',              -- 责任人: a post, not a private person
    phone            TEXT NOT NULL DEFAULT '',              -- 联系电话 of the office
    supervision_phone TEXT NOT NULL DEFAULT '',             -- 监督电话
    place            TEXT NOT NULL DEFAULT '',              -- 办理地点
    hours            TEXT NOT NULL DEFAULT '',              -- 办理时间
    materials        TEXT NOT NULL DEFAULT '[]' CHECK (json_type(materials) = 'array'), -- 申报材料 [{name, copies, form, source}]
    fees             TEXT NOT NULL DEFAULT '',              -- 收费标准及依据
    statutory_limit  TEXT NOT NULL DEFAULT '',              -- 法定时限
    promised_limit   TEXT NOT NULL DEFAULT '',              -- 承诺时限
    conditions       TEXT NOT NULL DEFAULT '',              -- 办事条件
    process          TEXT REFERENCES process (uid),         -- 办事程序: its chart and step table
    validity         TEXT CHECK (validity IN ('in_force', 'lapsed', 'repealed')), -- 有效性
    formed_on        TEXT CHECK (date(formed_on, '+0 days') IS formed_on),       -- 生成日期
    published_on     TEXT CHECK (date(published_on, '+0 days') IS published_on), -- 最近公开日期
    next_due_on      TEXT CHECK (date(next_due_on, '+0 days') IS next_due_on),   -- 下次应公开日期
    archive_place    TEXT NOT NULL DEFAULT '',              -- 存档位置
    note             TEXT NOT NULL DEFAULT '',              -- 备注
    base_id          TEXT,                                  -- the entry it was adopted from: differences are three-way
    base_version     TEXT,
    base_snapshot    TEXT,                                  -- the entry as it was then, JSON
    CHECK ((time_limit_kind IS NULL) = (time_limit_text IS NULL)),
    CHECK ((withheld_article IS NULL) = (withheld_reason IS NULL)),
    CHECK ((base_id IS NULL) = (base_version IS NULL) AND (base_id IS NULL) = (base_snapshot IS NULL))
) STRICT;
CREATE INDEX catalogue_item_agency ON catalogue_item (agency, position);
CREATE INDEX catalogue_item_process ON catalogue_item (process) WHERE process IS NOT NULL;

-- ------------------------------------------------------------------------------------------------- attachments

-- The content of attached files, once by hash. Content is not logged; links to it are.
CREATE TABLE attachment (
    id        INTEGER PRIMARY KEY,
    uid       TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    sha256    TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    size      INTEGER NOT NULL CHECK (size BETWEEN 0 AND 104857600), -- 100 MB at most
    added_at  TEXT NOT NULL,
    erased_at TEXT                                          -- content gone with its applicant's personal data
) STRICT;

-- Its bytes in pieces of at most 1 MB. Left out of the copy that is made before a migration.
CREATE TABLE attachment_chunk (
    attachment TEXT NOT NULL REFERENCES attachment (uid) ON DELETE CASCADE,
    ordinal    INTEGER NOT NULL CHECK (ordinal >= 0),
    bytes      BLOB NOT NULL CHECK (length(bytes) BETWEEN 1 AND 1048576),
    PRIMARY KEY (attachment, ordinal)
) STRICT;

-- Where a file is attached, and under which name. Logged.
CREATE TABLE attachment_link (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    attachment     TEXT NOT NULL REFERENCES attachment (uid),
    owner_table    TEXT NOT NULL CHECK (owner_table IN ('agency', 'applicant', 'application', 'dispute',
                       'catalogue_item', 'process', 'report_version')),
    owner          TEXT NOT NULL,                           -- uid in that table
    name           TEXT NOT NULL,                           -- file name as given
    media_type     TEXT NOT NULL DEFAULT '',
    holds_personal INTEGER NOT NULL CHECK (holds_personal IN (0, 1)),
    position       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX attachment_link_owner ON attachment_link (owner_table, owner);
CREATE INDEX attachment_link_attachment ON attachment_link (attachment);

-- -------------------------------------------------------------------------------------------------- change log

-- One undo step: what the clerk did, in words (登记申请; an import of 5,000 rows is one, too).
CREATE TABLE action (
    id         INTEGER PRIMARY KEY,
    uid        TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    label      TEXT NOT NULL CHECK (label <> ''),
    replica    TEXT NOT NULL,                               -- the copy of the file in which it was done
    lamport    INTEGER NOT NULL,                            -- order among copies
    at_utc     TEXT NOT NULL CHECK (at_utc GLOB '????-??-??T??:??:??.???Z'),
    who        TEXT NOT NULL,
    undoes     TEXT UNIQUE REFERENCES action (uid),         -- the action whose reverse this is
    reversible INTEGER NOT NULL DEFAULT 1 CHECK (reversible IN (0, 1)) -- 0: erasing personal data, freezing a version
) STRICT;

-- What changed. Created: field NULL, after = the whole record as JSON. Deleted: field NULL, before = the whole record.
-- Updated: one row per field, before and after as JSON values. Only ever grows; erasing personal data blanks values.
-- Who, when and in which copy of the file stand once, in `action`; `change_log` shows them beside each change.
CREATE TABLE change (
    seq        INTEGER PRIMARY KEY AUTOINCREMENT,
    action     INTEGER NOT NULL REFERENCES action (id),
    table_name TEXT NOT NULL,
    uid        TEXT NOT NULL,
    field      TEXT,
    before     TEXT CHECK (before IS NULL OR json_valid(before)),
    after      TEXT CHECK (after IS NULL OR json_valid(after)),
    CHECK (before IS NOT NULL OR after IS NOT NULL)
) STRICT;
CREATE INDEX change_action ON change (action);
CREATE INDEX change_uid ON change (uid);
CREATE VIEW change_log (seq, action, replica, lamport, at_utc, who, table_name, uid, field, before, after) AS
    SELECT c.seq, a.uid, a.replica, a.lamport, a.at_utc, a.who, c.table_name, c.uid, c.field, c.before, c.after
    FROM change c JOIN action a ON a.id = c.action;
CREATE TRIGGER change_only_grows BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'the change log only grows'); END;
CREATE TRIGGER change_is_never_rewritten
BEFORE UPDATE OF seq, action, table_name, uid, field ON change
BEGIN SELECT RAISE(ABORT, 'the change log is never rewritten'); END;
CREATE TRIGGER action_only_grows BEFORE DELETE ON action
BEGIN SELECT RAISE(ABORT, 'the change log only grows'); END;
CREATE TRIGGER action_is_never_rewritten
BEFORE UPDATE OF id, uid, label, replica, lamport, at_utc, who, undoes ON action
BEGIN SELECT RAISE(ABORT, 'the change log is never rewritten'); END;

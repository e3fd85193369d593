-- Version 3: 依申请公开 from end to end. What an applicant asks for in full, the letters that were issued with their
-- numbers, one more kind of event. Conventions as in 0001.

-- What an applicant asks for, beyond the one line of the ledger (domain::application::Wish; art. 29). Its identity is the
-- application's. Logged.
CREATE TABLE application_wish (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE REFERENCES application (uid),
    description TEXT NOT NULL DEFAULT '',                   -- 名称、文号或者其他特征性描述
    form        TEXT NOT NULL DEFAULT '',                   -- 获取信息的方式
    way         TEXT NOT NULL DEFAULT '',                   -- 获取信息的途径
    note        TEXT NOT NULL DEFAULT ''
) STRICT;

-- A letter that was issued (domain::application::letter::Letter). Personal data is not in it: the template names the
-- applicant, the record is looked up when it is printed. Logged.
CREATE TABLE letter (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    application TEXT NOT NULL REFERENCES application (uid),
    agency      TEXT NOT NULL REFERENCES agency (uid),      -- which organ issued it
    kind        TEXT NOT NULL CHECK (kind <> ''),           -- key of LetterKind
    series      TEXT NOT NULL CHECK (series <> ''),         -- word of its numbers (告); its kind's key where it bears none
    year        INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    place       INTEGER NOT NULL CHECK (place >= 1),        -- in the series of the year
    number      TEXT NOT NULL DEFAULT '',                   -- as printed; empty for documents without
    issued_on   TEXT NOT NULL CHECK (date(issued_on, '+0 days') IS issued_on),
    template    TEXT NOT NULL CHECK (json_valid(template)), -- as it was then
    facts       TEXT NOT NULL CHECK (json_valid(facts)),    -- as they were then
    remedy      TEXT NOT NULL DEFAULT '',                   -- what it says of remedies
    void_reason TEXT,                                       -- 作废: kept, its number is never given again
    UNIQUE (agency, series, year, place)
) STRICT;
CREATE INDEX letter_application ON letter (application, issued_on);

-- One more kind of event: reasons_given {} (art. 35). A CHECK cannot be changed in place: the table is made anew.
-- Fields that came with this version, absent in older rows: received {arrived_on}, fee_noticed {charge},
-- closed {basis}, corrected {reason}, revoked {reason}.
CREATE TABLE application_event_3 (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    application TEXT NOT NULL REFERENCES application (uid),
    kind        TEXT NOT NULL CHECK (kind IN ('received', 'registered', 'supplement_asked', 'supplement_received',
                    'third_party_asked', 'third_party_answered', 'other_organ_asked', 'other_organ_answered',
                    'reasons_asked', 'reasons_given', 'delay_fixed', 'fee_noticed', 'fee_paid', 'extended', 'transferred',
                    'closed', 'withdrawn', 'delivered', 'reopened', 'kind_corrected', 'corrected', 'revoked')),
    occurred_on TEXT NOT NULL CHECK (date(occurred_on, '+0 days') IS occurred_on),
    data        TEXT NOT NULL CHECK (json_valid(data) AND json_extract(data, '$.kind') = kind),
    recorded_at TEXT NOT NULL CHECK (recorded_at GLOB '????-??-??T??:??:??.???Z'),
    recorded_by TEXT NOT NULL
) STRICT;
INSERT INTO application_event_3 (id, uid, application, kind, occurred_on, data, recorded_at, recorded_by)
    SELECT id, uid, application, kind, occurred_on, data, recorded_at, recorded_by FROM application_event;
DROP TABLE application_event;
ALTER TABLE application_event_3 RENAME TO application_event;
CREATE INDEX application_event_application ON application_event (application, recorded_at, uid);
CREATE TRIGGER application_event_is_never_changed
BEFORE UPDATE OF uid, application, kind, occurred_on, recorded_at, recorded_by ON application_event
BEGIN SELECT RAISE(ABORT, 'application_event is append-only'); END;

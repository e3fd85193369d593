-- Version 2: 公开记录. What was published under which item of the catalogue, who reviewed it, where it stands, the
-- evidence, what was said of it, and where it is on file. Conventions as in 0001.

-- One piece of information (domain::publication::Publication). Its stage is never stored: it follows from the record.
-- Logged.
CREATE TABLE publication (
    id              INTEGER PRIMARY KEY,
    uid             TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    agency          TEXT NOT NULL REFERENCES agency (uid),
    item            TEXT NOT NULL REFERENCES catalogue_item (uid), -- the item under which it falls
    title           TEXT NOT NULL CHECK (title <> ''),       -- 信息名称
    document_number TEXT NOT NULL DEFAULT '',                -- 文号
    index_number    TEXT NOT NULL DEFAULT '',                -- 索引号: given when first published, never reused
    summary         TEXT NOT NULL DEFAULT '',                -- 内容概述
    formed_on       TEXT CHECK (date(formed_on, '+0 days') IS formed_on), -- 生成日期: the limit runs from it
    publisher       TEXT,                                    -- 信息发布员 who handed it in; NULL: not signed
    publisher_on    TEXT CHECK (date(publisher_on, '+0 days') IS publisher_on),
    reviewer        TEXT,                                    -- 保密审查员
    reviewer_on     TEXT CHECK (date(reviewer_on, '+0 days') IS reviewer_on),
    review_result   TEXT CHECK (review_result IN ('publish', 'publish_part', 'withhold', 'refer')),
    review_opinion  TEXT NOT NULL DEFAULT '',
    leader          TEXT,                                    -- 分管负责人
    leader_on       TEXT CHECK (date(leader_on, '+0 days') IS leader_on),
    review_on_paper TEXT NOT NULL DEFAULT '',                -- number or place of the paper form
    archive_year    INTEGER CHECK (archive_year BETWEEN 1900 AND 9999),   -- 归档年度; NULL: not on file
    retention       TEXT CHECK (retention IN ('permanent', 'thirty_years', 'ten_years')), -- 保管期限
    archive_box     INTEGER CHECK (archive_box >= 1),        -- 盒号
    archive_piece   INTEGER CHECK (archive_piece >= 1),      -- 件号, within year and retention
    archive_pages   INTEGER CHECK (archive_pages >= 0),      -- 页数
    filed_on        TEXT CHECK (date(filed_on, '+0 days') IS filed_on),
    void_reason     TEXT,                                    -- 作废: kept, counted nowhere
    note            TEXT NOT NULL DEFAULT '',
    CHECK ((publisher IS NULL) = (publisher_on IS NULL) AND (leader IS NULL) = (leader_on IS NULL)),
    CHECK ((reviewer IS NULL) = (reviewer_on IS NULL) AND (reviewer IS NULL) = (review_result IS NULL)),
    CHECK ((archive_year IS NULL) = (retention IS NULL) AND (archive_year IS NULL) = (archive_box IS NULL)
        AND (archive_year IS NULL) = (archive_piece IS NULL) AND (archive_year IS NULL) = (archive_pages IS NULL)
        AND (archive_year IS NULL) = (filed_on IS NULL))
) STRICT;
CREATE INDEX publication_agency ON publication (agency, formed_on);
CREATE INDEX publication_item ON publication (item);

-- A place at which it was published. Logged.
CREATE TABLE publication_placing (
    id           INTEGER PRIMARY KEY,
    uid          TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    publication  TEXT NOT NULL REFERENCES publication (uid),
    channel      TEXT NOT NULL CHECK (channel IN ('website', 'gazette', 'social_media', 'briefing', 'broadcast', 'print',
                     'reading_point', 'service_centre', 'service_station', 'on_site', 'notice_board', 'push', 'other')),
    place        TEXT NOT NULL DEFAULT '',                   -- an address, an account, a board
    published_on TEXT NOT NULL CHECK (date(published_on, '+0 days') IS published_on),
    removed_on   TEXT CHECK (date(removed_on, '+0 days') IS removed_on)
) STRICT;
CREATE INDEX publication_placing_publication ON publication_placing (publication);

-- What was said of it, and what was done (意见反馈). Who said it is not kept. Logged.
CREATE TABLE publication_feedback (
    id          INTEGER PRIMARY KEY,
    uid         TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    publication TEXT NOT NULL REFERENCES publication (uid),
    received_on TEXT NOT NULL CHECK (date(received_on, '+0 days') IS received_on),
    way         TEXT NOT NULL DEFAULT '',
    text        TEXT NOT NULL CHECK (text <> ''),
    handling    TEXT NOT NULL DEFAULT '',
    handled_on  TEXT CHECK (date(handled_on, '+0 days') IS handled_on)
) STRICT;
CREATE INDEX publication_feedback_publication ON publication_feedback (publication);

-- Evidence (公开载体留痕) is an attached file of a publication, with the day on which it was taken. A CHECK cannot be
-- changed in place: the table is made anew.
CREATE TABLE attachment_link_2 (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    attachment     TEXT NOT NULL REFERENCES attachment (uid),
    owner_table    TEXT NOT NULL CHECK (owner_table IN ('agency', 'applicant', 'application', 'dispute',
                       'catalogue_item', 'process', 'report_version', 'publication')),
    owner          TEXT NOT NULL,                            -- uid in that table
    name           TEXT NOT NULL,                            -- file name as given
    media_type     TEXT NOT NULL DEFAULT '',
    holds_personal INTEGER NOT NULL CHECK (holds_personal IN (0, 1)),
    position       INTEGER NOT NULL DEFAULT 0,
    taken_on       TEXT CHECK (date(taken_on, '+0 days') IS taken_on) -- of evidence: the day it was taken
) STRICT;
INSERT INTO attachment_link_2 (id, uid, attachment, owner_table, owner, name, media_type, holds_personal, position)
    SELECT id, uid, attachment, owner_table, owner, name, media_type, holds_personal, position FROM attachment_link;
DROP TABLE attachment_link;
ALTER TABLE attachment_link_2 RENAME TO attachment_link;
CREATE INDEX attachment_link_owner ON attachment_link (owner_table, owner);
CREATE INDEX attachment_link_attachment ON attachment_link (attachment);

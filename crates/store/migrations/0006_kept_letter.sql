-- Version 6: a letter keeps the files that went out. They are attached to it; a CHECK cannot be changed in place: the table
-- of links is made anew.
CREATE TABLE attachment_link_6 (
    id             INTEGER PRIMARY KEY,
    uid            TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    attachment     TEXT NOT NULL REFERENCES attachment (uid),
    owner_table    TEXT NOT NULL CHECK (owner_table IN ('agency', 'applicant', 'application', 'dispute',
                       'catalogue_item', 'process', 'report_version', 'publication', 'letter')),
    owner          TEXT NOT NULL,                            -- uid in that table
    name           TEXT NOT NULL,                            -- file name as given; of a letter, which copy it is
    media_type     TEXT NOT NULL DEFAULT '',
    holds_personal INTEGER NOT NULL CHECK (holds_personal IN (0, 1)),
    position       INTEGER NOT NULL DEFAULT 0,
    taken_on       TEXT CHECK (date(taken_on, '+0 days') IS taken_on) -- of evidence: the day it was taken
) STRICT;
INSERT INTO attachment_link_6 (id, uid, attachment, owner_table, owner, name, media_type, holds_personal, position, taken_on)
    SELECT id, uid, attachment, owner_table, owner, name, media_type, holds_personal, position, taken_on
    FROM attachment_link;
DROP TABLE attachment_link;
ALTER TABLE attachment_link_6 RENAME TO attachment_link;
CREATE INDEX attachment_link_owner ON attachment_link (owner_table, owner);
CREATE INDEX attachment_link_attachment ON attachment_link (attachment);

-- Version 5: what became of the ledger after the report of a year was final.

-- A change to the ledger that moved figures of a report that was final or published: which cells, and why. Written with
-- the action that did it and never changed; an action that was undone is told by `action.undoes`. Not logged: it is a log.
CREATE TABLE late_change (
    id      INTEGER PRIMARY KEY,
    uid     TEXT NOT NULL UNIQUE CHECK (length(uid) = 36),
    action  TEXT NOT NULL REFERENCES action (uid),
    version TEXT NOT NULL REFERENCES report_version (uid),  -- the report as it was made public
    reason  TEXT NOT NULL CHECK (trim(reason) <> ''),
    cells   TEXT NOT NULL CHECK (json_type(cells) = 'array') -- [{at, before, after}]: what was counted
) STRICT;
CREATE INDEX late_change_version ON late_change (version);
CREATE TRIGGER late_change_only_grows BEFORE DELETE ON late_change
BEGIN SELECT RAISE(ABORT, 'late changes only grow'); END;
CREATE TRIGGER late_change_is_never_rewritten BEFORE UPDATE ON late_change
BEGIN SELECT RAISE(ABORT, 'late changes are never rewritten'); END;

-- Disputes get their further instances, remarks, and 作废.

-- Second instance, remand, retrial, in the order of time: a JSON list. They belong to the one lawsuit that is counted.
ALTER TABLE dispute ADD COLUMN further TEXT NOT NULL DEFAULT '[]' CHECK (json_type(further) = 'array');
-- Remarks; for a dispute without an application of this ledger, what it is about.
ALTER TABLE dispute ADD COLUMN note TEXT NOT NULL DEFAULT '';
-- Why it is 作废: registered by mistake, kept, counted nowhere.
ALTER TABLE dispute ADD COLUMN void_reason TEXT CHECK (void_reason <> '');

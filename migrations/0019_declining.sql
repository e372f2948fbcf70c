-- A candidate that would rather not take part, and why; empty where no reason was given.
ALTER TABLE candidates ADD COLUMN declined_at TEXT;
ALTER TABLE candidates ADD COLUMN declined_because TEXT NOT NULL DEFAULT '';

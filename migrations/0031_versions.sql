-- A version of a vetting, another one after every change of its row, and never the same for two contents: what
-- was read of a vetting is kept under it.
ALTER TABLE vettings ADD COLUMN version TEXT NOT NULL DEFAULT '';

ALTER TABLE vettings ADD COLUMN decision_reason TEXT NOT NULL DEFAULT '';

ALTER TABLE answers ADD COLUMN completed_at TEXT;

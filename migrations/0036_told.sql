-- When the owner told a candidate of the decision by other ways than a mail of ours.
ALTER TABLE candidates ADD COLUMN told_at TEXT;

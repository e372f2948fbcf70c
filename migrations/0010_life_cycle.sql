ALTER TABLE vettings ADD COLUMN archived_at TEXT;
ALTER TABLE vettings ADD COLUMN decided_at TEXT;
-- Days after the decision after which the responses of declined candidates are deleted; NULL keeps them.
ALTER TABLE vettings ADD COLUMN retention_days INTEGER;
ALTER TABLE vettings ADD COLUMN reminds INTEGER NOT NULL DEFAULT 0;
ALTER TABLE vettings ADD COLUMN first_review_on TEXT;
-- 'chosen' or 'declined'; NULL while nothing is decided.
ALTER TABLE candidates ADD COLUMN decision TEXT;
ALTER TABLE candidates ADD COLUMN decision_reason TEXT NOT NULL DEFAULT '';
ALTER TABLE candidates ADD COLUMN reminded_at TEXT;
ALTER TABLE candidates ADD COLUMN response_deleted_at TEXT;
-- The questions for the meeting as the owner edited them, one a line; NULL while they are the suggested ones.
ALTER TABLE candidates ADD COLUMN meeting_questions TEXT;

-- Saving by field: what each field was at its last versions, which save of each page came last, and which
-- browser typed the terms.
ALTER TABLE answers ADD COLUMN fields TEXT NOT NULL DEFAULT '{}';
ALTER TABLE answers ADD COLUMN sequences TEXT NOT NULL DEFAULT '{}';
ALTER TABLE answers ADD COLUMN session TEXT;
-- Why the prices were opened before everything had been read; empty where everything had been.
ALTER TABLE vettings ADD COLUMN unsealed_reason TEXT NOT NULL DEFAULT '';
CREATE INDEX candidate_sessions_by_invitation ON candidate_sessions (invitation_id);

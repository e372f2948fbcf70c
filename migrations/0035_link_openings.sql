-- Every opening of a link in a new browser. It stays where that browser leaves, or its session ends.
CREATE TABLE link_openings (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  opened_at TEXT NOT NULL
);
CREATE INDEX link_openings_by_candidate ON link_openings (candidate_id, opened_at);
INSERT INTO link_openings (id, candidate_id, opened_at)
SELECT substr(candidate_sessions.token_hash, 1, 16), invitations.candidate_id, candidate_sessions.created_at
FROM candidate_sessions
JOIN invitations ON invitations.id = candidate_sessions.invitation_id;

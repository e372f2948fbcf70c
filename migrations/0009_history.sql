-- Who changed or disclosed what, and when. Lines are only ever added; they go with their vetting.
CREATE TABLE history (
  id TEXT PRIMARY KEY,
  owner_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  -- NULL for the line that a deleted vetting leaves behind.
  vetting_id TEXT REFERENCES vettings (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  at TEXT NOT NULL,
  person TEXT NOT NULL,
  act TEXT NOT NULL,
  details TEXT NOT NULL,
  UNIQUE (vetting_id, position)
);
CREATE INDEX history_by_owner ON history (owner_id);

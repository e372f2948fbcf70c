-- One person's level for a criterion or one of the owner's own questions (its id) of one candidate. The last
-- one of a person counts; earlier ones stay. Level NULL: the person gives none, the level by the rules stands.
CREATE TABLE judgements (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  person_id TEXT REFERENCES owners (id) ON DELETE SET NULL,
  -- The person's address at that time.
  person TEXT NOT NULL,
  subject TEXT NOT NULL,
  -- 'reading' or 'meeting'.
  stage TEXT NOT NULL,
  level REAL,
  reason TEXT NOT NULL,
  -- 1 where the person had not seen what others and the rules gave.
  independent INTEGER NOT NULL,
  judged_at TEXT NOT NULL,
  UNIQUE (candidate_id, position)
);

-- Levels of the owner, of evaluators and of own questions become judgements. The owner's levels in force stay
-- in force: they come after what the owner had given as one of the evaluators.
INSERT INTO judgements (id, candidate_id, position, person_id, person, subject, stage, level, reason, independent, judged_at)
SELECT
  id, candidate_id,
  ROW_NUMBER() OVER (PARTITION BY candidate_id ORDER BY kind, own_position, judged_at, id) - 1,
  person_id, person, subject, 'reading', level, reason, independent, judged_at
FROM (
  SELECT
    r.candidate_id || '-' || r.owner_id || '-' || r.criterion AS id, r.candidate_id, 0 AS kind, 0 AS own_position,
    r.owner_id AS person_id, o.email AS person, r.criterion AS subject, r.level, r.comment AS reason,
    -- Owners could see the levels by the rules at any time.
    CASE WHEN r.owner_id = v.owner_id THEN 0 ELSE 1 END AS independent, r.rated_at AS judged_at
  FROM ratings r JOIN owners o ON o.id = r.owner_id
  JOIN candidates c ON c.id = r.candidate_id JOIN vettings v ON v.id = c.vetting_id
  UNION ALL
  SELECT
    x.id, x.candidate_id, 1, x.position, v.owner_id, x.decided_by, x.criterion, x.level, x.reason, 0,
    x.decided_at
  FROM overrides x JOIN candidates c ON c.id = x.candidate_id JOIN vettings v ON v.id = c.vetting_id
  UNION ALL
  SELECT
    l.id, l.candidate_id, 2, l.position, v.owner_id, l.decided_by, l.question_id, l.level, l.reason, 0,
    l.decided_at
  FROM own_levels l JOIN candidates c ON c.id = l.candidate_id JOIN vettings v ON v.id = c.vetting_id
) AS given;

-- From when a person could see what others and the rules gave a candidate.
CREATE TABLE levels_seen (
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  person_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  seen_at TEXT NOT NULL,
  PRIMARY KEY (candidate_id, person_id)
);
INSERT INTO levels_seen (candidate_id, person_id, seen_at)
SELECT candidate_id, person_id, MIN(seen_at) FROM (
  SELECT candidate_id, owner_id AS person_id, MAX(rated_at) AS seen_at FROM ratings GROUP BY candidate_id, owner_id
  UNION ALL
  SELECT c.id, v.owner_id, c.read_at FROM candidates c JOIN vettings v ON v.id = c.vetting_id
  WHERE c.read_at IS NOT NULL
  UNION ALL
  -- Whoever gave a level beside the rules' had seen them, whatever was noted of reading.
  SELECT s.candidate_id, v.owner_id, MIN(s.scored_at)
  FROM scores s JOIN candidates c ON c.id = s.candidate_id JOIN vettings v ON v.id = c.vetting_id
  WHERE c.id IN (SELECT candidate_id FROM overrides) OR c.id IN (SELECT candidate_id FROM own_levels)
  GROUP BY s.candidate_id, v.owner_id
  UNION ALL
  SELECT c.id, m.owner_id, CASE WHEN i.submitted_at > m.joined_at THEN i.submitted_at ELSE m.joined_at END
  FROM members m
  JOIN candidates c ON c.vetting_id = m.vetting_id
  JOIN interviews i ON i.candidate_id = c.id
  WHERE m.role = 'viewer' AND i.submitted_at IS NOT NULL
) AS seen
GROUP BY candidate_id, person_id;

-- The number under which a person reads a candidate without its name, from 1.
CREATE TABLE reading_numbers (
  person_id TEXT NOT NULL REFERENCES owners (id) ON DELETE CASCADE,
  candidate_id TEXT NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  PRIMARY KEY (person_id, candidate_id)
);

-- Whether evaluators read without names. Those of earlier vettings have seen them.
ALTER TABLE vettings ADD COLUMN reads_blind INTEGER NOT NULL DEFAULT 0;

DROP TABLE ratings;
DROP TABLE overrides;
DROP TABLE own_levels;

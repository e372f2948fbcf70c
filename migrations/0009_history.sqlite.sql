-- What earlier versions had kept elsewhere; only SQLite files are that old.
INSERT INTO history (id, owner_id, vetting_id, position, at, person, act, details)
SELECT lower(hex(randomblob(12))), owner_id, vetting_id, ROW_NUMBER() OVER (PARTITION BY vetting_id ORDER BY at) - 1, at, person, act, details FROM (
  SELECT v.owner_id, v.id AS vetting_id, v.created_at AS at, o.email AS person, 'created' AS act, '{}' AS details
  FROM vettings v JOIN owners o ON o.id = v.owner_id
  UNION ALL
  SELECT v.owner_id, v.id, c.changed_at, o.email, 'brief_changed', json_object('page', c.page)
  FROM brief_changes c JOIN vettings v ON v.id = c.vetting_id JOIN owners o ON o.id = v.owner_id
  UNION ALL
  SELECT v.owner_id, v.id, c.created_at, o.email, 'candidate_added', json_object('candidateId', c.id, 'candidate', c.name)
  FROM candidates c JOIN vettings v ON v.id = c.vetting_id JOIN owners o ON o.id = v.owner_id
  UNION ALL
  SELECT v.owner_id, v.id, i.submitted_at, c.name, 'submitted', json_object('candidateId', c.id, 'candidate', c.name)
  FROM interviews i JOIN candidates c ON c.id = i.candidate_id JOIN vettings v ON v.id = c.vetting_id WHERE i.submitted_at IS NOT NULL
  UNION ALL
  SELECT v.owner_id, v.id, x.decided_at, x.decided_by, CASE WHEN x.level IS NULL THEN 'level_withdrawn' ELSE 'level_given' END,
    json_object('candidateId', c.id, 'candidate', c.name, 'criterion', x.criterion)
  FROM overrides x JOIN candidates c ON c.id = x.candidate_id JOIN vettings v ON v.id = c.vetting_id
  UNION ALL
  SELECT v.owner_id, v.id, v.unsealed_at, o.email, 'unsealed', '{}'
  FROM vettings v JOIN owners o ON o.id = v.owner_id WHERE v.unsealed_at IS NOT NULL
);
DROP TABLE brief_changes;

CREATE TRIGGER history_refuses_update BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- INSERT OR REPLACE would delete without asking the trigger below.
CREATE TRIGGER history_refuses_replace BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id OR (vetting_id = NEW.vetting_id AND position = NEW.position))
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
-- A vetting that is deleted takes its lines along: by then it is no longer there.
CREATE TRIGGER history_refuses_delete BEFORE DELETE ON history
WHEN EXISTS (SELECT 1 FROM vettings WHERE id = OLD.vetting_id) OR (OLD.vetting_id IS NULL AND EXISTS (SELECT 1 FROM owners WHERE id = OLD.owner_id))
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

-- The history can still only be added to, but for one thing: once a candidate is gone, its name may be taken
-- out of the lines about it.
DROP TRIGGER history_refuses_update;
CREATE TRIGGER history_refuses_update BEFORE UPDATE ON history
WHEN NOT (
  NEW.id = OLD.id AND NEW.owner_id = OLD.owner_id AND NEW.vetting_id IS OLD.vetting_id
  AND NEW.position = OLD.position AND NEW.at = OLD.at AND NEW.act = OLD.act
  AND NEW.details IS json_remove(OLD.details, '$.candidate')
  AND (NEW.person = OLD.person OR (NEW.person = '' AND OLD.person IS json_extract(OLD.details, '$.candidate')))
  AND json_extract(OLD.details, '$.candidateId') IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM candidates WHERE id = json_extract(OLD.details, '$.candidateId'))
)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

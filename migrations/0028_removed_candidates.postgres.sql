-- The history can still only be added to, but for one thing: once a candidate is gone, its name may be taken
-- out of the lines about it.
CREATE FUNCTION history_refuses_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before jsonb := OLD.details::jsonb;
BEGIN
  IF NEW.id = OLD.id AND NEW.owner_id = OLD.owner_id AND NEW.vetting_id IS NOT DISTINCT FROM OLD.vetting_id
    AND NEW.position = OLD.position AND NEW.at = OLD.at AND NEW.act = OLD.act
    AND NEW.details::jsonb = before - 'candidate'
    AND (NEW.person = OLD.person OR (NEW.person = '' AND OLD.person = before ->> 'candidate'))
    AND before ->> 'candidateId' IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM candidates WHERE id = before ->> 'candidateId')
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'history is append-only';
END $$;
DROP TRIGGER history_refuses_update ON history;
CREATE TRIGGER history_refuses_update BEFORE UPDATE ON history
FOR EACH ROW EXECUTE FUNCTION history_refuses_update();
DROP FUNCTION history_refuses();

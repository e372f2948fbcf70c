DROP TABLE brief_changes;

CREATE FUNCTION history_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'history is append-only';
END $$;
CREATE TRIGGER history_refuses_update BEFORE UPDATE ON history
FOR EACH ROW EXECUTE FUNCTION history_refuses();
-- A vetting that is deleted takes its lines along: by then it is no longer there.
CREATE FUNCTION history_refuses_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM vettings WHERE id = OLD.vetting_id)
    OR (OLD.vetting_id IS NULL AND EXISTS (SELECT 1 FROM owners WHERE id = OLD.owner_id))
  THEN RAISE EXCEPTION 'history is append-only';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER history_refuses_delete BEFORE DELETE ON history
FOR EACH ROW EXECUTE FUNCTION history_refuses_delete();

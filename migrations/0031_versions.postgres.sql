UPDATE vettings SET version = gen_random_uuid()::text;
CREATE FUNCTION vettings_versioned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.version = OLD.version THEN
    NEW.version := gen_random_uuid()::text;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER vettings_versioned BEFORE INSERT OR UPDATE ON vettings
FOR EACH ROW EXECUTE FUNCTION vettings_versioned();

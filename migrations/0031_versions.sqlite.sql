UPDATE vettings SET version = lower(hex(randomblob(12)));
CREATE TRIGGER vettings_versioned_insert AFTER INSERT ON vettings
BEGIN
  UPDATE vettings SET version = lower(hex(randomblob(12))) WHERE id = NEW.id;
END;
CREATE TRIGGER vettings_versioned_update AFTER UPDATE ON vettings WHEN NEW.version = OLD.version
BEGIN
  UPDATE vettings SET version = lower(hex(randomblob(12))) WHERE id = NEW.id;
END;

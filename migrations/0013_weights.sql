-- The owner's weights of the criteria as JSON, each a whole number from 0 to 100; NULL while they are the usual ones.
ALTER TABLE vettings ADD COLUMN weights TEXT;

-- Which opened page saved the step last, so that nobody is in conflict with a save whose answer got lost; NULL where it did not say.
ALTER TABLE answers ADD COLUMN page TEXT;

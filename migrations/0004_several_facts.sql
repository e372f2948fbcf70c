ALTER TABLE asked_questions ADD COLUMN facts TEXT NOT NULL DEFAULT '';
UPDATE asked_questions SET facts = fact WHERE fact IS NOT NULL;
ALTER TABLE asked_questions DROP COLUMN fact;

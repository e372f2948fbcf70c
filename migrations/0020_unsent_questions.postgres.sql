ALTER TABLE interviews DROP COLUMN unsent_question;

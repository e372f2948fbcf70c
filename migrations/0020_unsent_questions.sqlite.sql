INSERT INTO answers (candidate_id, step, typed, complete, saved_at, version)
SELECT candidate_id, 'ask', json_object('question', unsent_question), 0, saved_at, 1
FROM interviews
WHERE unsent_question <> '';
ALTER TABLE interviews DROP COLUMN unsent_question;

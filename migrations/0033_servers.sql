-- The code without which nobody makes the first account, as a hash: whichever server is asked knows it.
CREATE TABLE setup_code (one INTEGER PRIMARY KEY, code_hash TEXT NOT NULL);
-- Until when a mail belongs to the server that sends it; where that is over, the server has ended meanwhile.
ALTER TABLE outbox ADD COLUMN claimed_until TEXT;

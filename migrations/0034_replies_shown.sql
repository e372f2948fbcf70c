-- Browsers keep by themselves which replies they have shown.
ALTER TABLE interviews DROP COLUMN replies_seen_at;

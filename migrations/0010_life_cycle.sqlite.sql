-- A reminder names the day until which its link lives, and no longer a number of days.
UPDATE outbox
SET details = json_object('kind', 'reminder', 'until', strftime('%Y-%m-%dT%H:%M:%fZ', 'now', json_extract(details, '$.days') || ' days'))
WHERE kind = 'reminder';

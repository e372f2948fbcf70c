-- What a posted form was answered with, kept encrypted for the browser that posted it: its key is in that
-- browser's cookie and nowhere else.
CREATE TABLE kept_pages (
  id TEXT PRIMARY KEY,
  browser TEXT NOT NULL,
  topic TEXT NOT NULL,
  content TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  kept_until TEXT NOT NULL
);
CREATE INDEX kept_pages_by_browser ON kept_pages (browser, kept_at);
CREATE INDEX kept_pages_by_end ON kept_pages (kept_until);
-- Forms that make something, by a fingerprint of what was posted, and where each answer led.
CREATE TABLE answered_forms (
  id TEXT PRIMARY KEY,
  location TEXT,
  posted_at TEXT NOT NULL
);
CREATE INDEX answered_forms_by_time ON answered_forms (posted_at);

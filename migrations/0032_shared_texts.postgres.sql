-- REAL has seven digits there, and sixteen in SQLite.
ALTER TABLE shared_texts ALTER COLUMN share TYPE DOUBLE PRECISION;
ALTER TABLE judgements ALTER COLUMN level TYPE DOUBLE PRECISION;

-- Channels about which the interview asked back, separated by commas: they stay on record when they are swapped.
ALTER TABLE interviews ADD COLUMN probed_channels TEXT NOT NULL DEFAULT '';

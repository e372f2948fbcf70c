-- One deadline holds for all candidates of a vetting (in its brief); this one was given longer, knowingly.
ALTER TABLE candidates ADD COLUMN answers_by TEXT;

-- The name of who works here, as it stands with what is entered; NULL: none was given.
ALTER TABLE access_log ADD COLUMN name TEXT;
-- The newest look of a kind at somebody.
CREATE INDEX access_log_by_kind ON access_log (kind, pupil, reason);

-- Of an act of an administrator: at which account, and which role was given.
ALTER TABLE access_log ADD COLUMN about uuid, ADD COLUMN role text;

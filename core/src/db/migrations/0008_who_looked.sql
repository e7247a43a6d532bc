-- Who looked, by her identity on the server; NULL: nobody had signed in.
ALTER TABLE access_log ADD COLUMN person TEXT;

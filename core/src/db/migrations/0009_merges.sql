-- Pupils who are one child (sync.md 10).

CREATE TABLE view_alias (
  pupil      TEXT PRIMARY KEY,
  into_pupil TEXT,                         -- who stands for this pupil; NULL: others came to this one
  body       TEXT NOT NULL                 -- JSON of an Alias
) STRICT, WITHOUT ROWID;

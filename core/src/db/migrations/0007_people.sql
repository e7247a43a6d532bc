-- Who works on this laptop, each with a PIN (S14). Facts of this laptop, no ops.
CREATE TABLE laptop_person (
  id    TEXT PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  user  TEXT UNIQUE,                       -- by which the server knows them; NULL: not there
  pin   TEXT NOT NULL,                     -- Argon2id, as PHC text
  wrong INTEGER NOT NULL DEFAULT 0         -- wrong PINs since the last right one
) STRICT, WITHOUT ROWID;

-- Ops are the truth; every view_ table can be rebuilt from them (register::rebuild).

-- Every index is one more page of the log with each save (performance.md, "one mark"): what can be
-- found by the order n of ops and actions has none.

CREATE TABLE outbox (
  n        INTEGER PRIMARY KEY,            -- order on this laptop, 1, 2, 3, … without gaps
  op_id    BLOB NOT NULL,                  -- 16 bytes; made here, at random, once
  batch    INTEGER NOT NULL,               -- batch.n
  body     TEXT NOT NULL,                  -- exact text that will be sent; never updated
  hash     BLOB NOT NULL,                  -- SHA-256 of body
  state    TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'acked', 'done')),
  outcome  TEXT NOT NULL,                  -- of apply on this laptop: applied, same, conflict, held
  saved_at TEXT NOT NULL
) STRICT;
CREATE INDEX outbox_sent ON outbox (state) WHERE state <> 'pending';

-- Which pupils an op touches: history per pupil without walking the outbox.
CREATE TABLE op_pupil (
  pupil TEXT NOT NULL,
  n     INTEGER NOT NULL REFERENCES outbox (n),
  PRIMARY KEY (pupil, n)
) STRICT, WITHOUT ROWID;

-- One action of a person: undone and redone as one.
CREATE TABLE batch (
  n        INTEGER PRIMARY KEY,            -- order: outbox.n of its first op
  ops      INTEGER NOT NULL,               -- how many; they follow each other in the outbox
  id       TEXT NOT NULL,
  kind     TEXT NOT NULL,                  -- edit, create, import_pupils, renumber, print, sheet, setting, setup, demo, undo, redo
  at       TEXT NOT NULL,
  undoes   INTEGER,                        -- n of the action that this one takes back
  undone_by INTEGER                        -- n of the action that took this one back
) STRICT;

CREATE TABLE view_pupil (
  id          TEXT PRIMARY KEY,
  tag         TEXT NOT NULL UNIQUE,
  last_name   TEXT NOT NULL DEFAULT '',
  first_name  TEXT NOT NULL DEFAULT '',
  birth_date  TEXT NOT NULL DEFAULT '',
  insz        TEXT NOT NULL DEFAULT '',
  sex         TEXT NOT NULL DEFAULT '',
  class       TEXT NOT NULL DEFAULT '',
  stamnummer  TEXT NOT NULL DEFAULT '',
  institution TEXT NOT NULL DEFAULT '',
  location    TEXT NOT NULL DEFAULT '',
  kind        TEXT NOT NULL DEFAULT 'pupil',
  removed     INTEGER NOT NULL DEFAULT 0   -- taken back (pupil.remove); kept for the history
) STRICT;

CREATE TABLE view_number (
  system     TEXT NOT NULL,
  database   TEXT NOT NULL,
  value      TEXT NOT NULL,                -- without leading zeros
  pupil      TEXT NOT NULL,
  from_date  TEXT NOT NULL,
  until_date TEXT,                         -- NULL: open
  PRIMARY KEY (system, database, value, pupil, from_date)
) STRICT, WITHOUT ROWID;
CREATE INDEX view_number_pupil ON view_number (pupil);
CREATE INDEX view_number_value ON view_number (value);
-- At most one open holder of a number inside its database.
CREATE UNIQUE INDEX view_number_open ON view_number (system, database, value) WHERE until_date IS NULL;

CREATE TABLE view_print (
  print    TEXT NOT NULL,
  sheet    INTEGER NOT NULL,
  pupil    TEXT NOT NULL,
  payload  TEXT NOT NULL,                  -- text in the barcode
  at       TEXT NOT NULL,
  label    TEXT NOT NULL,
  failed   INTEGER NOT NULL DEFAULT 0,
  removed  INTEGER NOT NULL DEFAULT 0,     -- the print was undone
  PRIMARY KEY (print, sheet, pupil, payload)
) STRICT, WITHOUT ROWID;
CREATE INDEX view_print_pupil ON view_print (pupil);

CREATE TABLE view_setting (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL                      -- JSON
) STRICT, WITHOUT ROWID;

-- Who looked at what (S59). No names: kind, pupil id or a count, and a reason.
CREATE TABLE access_log (
  n      INTEGER PRIMARY KEY,
  at     TEXT NOT NULL,
  kind   TEXT NOT NULL,                    -- sheet, insz, search, export, print, recovery
  pupil  TEXT,
  count  INTEGER NOT NULL DEFAULT 1,
  reason TEXT NOT NULL DEFAULT ''
) STRICT;

-- Facts of this database on this laptop, never synced: database_id, demo, setup_confirmed.
CREATE TABLE local_fact (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

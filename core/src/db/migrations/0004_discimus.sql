-- The exchange with Discimus, of this laptop: never synced, and no truth of its own. What should be
-- known at the other side follows from the register; here stands what is known there.

CREATE TABLE discimus_record (
  id          INTEGER PRIMARY KEY,
  record      TEXT NOT NULL UNIQUE,        -- person/…, school/…, group/…: one thing that is told
  pupil       TEXT NOT NULL,
  institution TEXT NOT NULL,
  subject     TEXT NOT NULL,
  step        INTEGER NOT NULL,            -- place in the fixed order
  place       TEXT NOT NULL,               -- order inside a step
  about       TEXT NOT NULL,               -- day or month, for the screen
  known       BLOB,                        -- hash of what was processed there; NULL: nothing
  wanted      BLOB,                        -- hash of what should be known; NULL: nothing
  body        TEXT,                        -- content that waits; NULL: none, or it is withdrawn
  doubt       INTEGER NOT NULL DEFAULT 0,  -- it left, and no answer came: the other side may know it
  txn         TEXT NOT NULL,               -- key of the telling that waits; the same until answered
  version     INTEGER NOT NULL,
  status      INTEGER NOT NULL,            -- number of SendStatus
  since       TEXT NOT NULL,
  attempts    INTEGER NOT NULL DEFAULT 0,
  next_try    TEXT,
  fault_code  TEXT,
  fault_text  TEXT,
  own_fault   INTEGER NOT NULL DEFAULT 0   -- found by our own check
) STRICT;
CREATE INDEX discimus_record_pupil ON discimus_record (pupil, step);
CREATE INDEX discimus_record_waiting ON discimus_record (pupil) WHERE status <> 4;

CREATE TABLE discimus_proposal (
  id      INTEGER PRIMARY KEY,
  pupil   TEXT NOT NULL,
  kind    TEXT NOT NULL,                   -- insz, last_name, first_name, previous_b
  value   TEXT NOT NULL,
  about   TEXT NOT NULL DEFAULT '',        -- school year of previous_b
  seen_at TEXT NOT NULL,
  refused INTEGER NOT NULL DEFAULT 0,
  UNIQUE (pupil, kind, about)
) STRICT;

-- Settings of the link, last contact, up to where the register was looked through.
CREATE TABLE discimus_state (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL                      -- JSON
) STRICT, WITHOUT ROWID;

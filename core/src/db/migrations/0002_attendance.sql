-- Attendance, enrolment in classes, and facts beside the fields of a pupil.

-- Only what deviates from presence has a row. Keyed by day first: a class that is saved touches few
-- pages (performance.md, "25 marks in one commit"); a class week is read with exact look-ups.
-- Pupils as 16 bytes and days as 20261123 (year, month, day), since the table is large.
CREATE TABLE view_attendance (
  day   INTEGER NOT NULL,
  half  INTEGER NOT NULL,                  -- 0 morning, 1 afternoon
  pupil BLOB NOT NULL,
  code  TEXT NOT NULL,
  time  TEXT,                              -- HH:MM of an arrival
  note  TEXT,
  n     INTEGER NOT NULL,                  -- outbox.n of the op that set it
  PRIMARY KEY (day, half, pupil)
) STRICT, WITHOUT ROWID;
CREATE TABLE view_roll (
  day     INTEGER NOT NULL,
  half    INTEGER NOT NULL,
  class   TEXT NOT NULL,
  n       INTEGER NOT NULL,                -- outbox.n of the op that took it
  at      TEXT NOT NULL,
  by_user TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (day, half, class)
) STRICT, WITHOUT ROWID;

-- Which days of the register an op touches: the history of a cell without walking the outbox.
CREATE TABLE op_day (
  day INTEGER NOT NULL,
  n   INTEGER NOT NULL REFERENCES outbox (n),
  PRIMARY KEY (day, n)
) STRICT, WITHOUT ROWID;

CREATE TABLE view_enrolment (
  id         TEXT PRIMARY KEY,
  pupil      TEXT NOT NULL,
  class      TEXT NOT NULL,
  location   TEXT NOT NULL,
  from_date  TEXT NOT NULL,
  until_date TEXT,                         -- NULL: open
  cancelled  INTEGER NOT NULL DEFAULT 0    -- never was; kept for the history
) STRICT, WITHOUT ROWID;
CREATE INDEX view_enrolment_pupil ON view_enrolment (pupil);
CREATE INDEX view_enrolment_class ON view_enrolment (class, from_date);
CREATE INDEX view_pupil_class ON view_pupil (class);

CREATE TABLE view_fact (
  pupil TEXT NOT NULL,
  key   TEXT NOT NULL,                     -- kind/what tells it from others
  value TEXT NOT NULL,                     -- JSON
  PRIMARY KEY (pupil, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX view_fact_key ON view_fact (key);

-- Half-typed forms of this laptop, never synced; emptied when the form is saved or left.
CREATE TABLE draft (
  form TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What was carried in a file to another program, so that the next file holds only what changed.
CREATE TABLE exported (
  target TEXT NOT NULL,
  day    INTEGER NOT NULL,
  half   INTEGER NOT NULL,
  pupil  BLOB NOT NULL,
  code   TEXT NOT NULL,
  PRIMARY KEY (target, day, half, pupil)
) STRICT, WITHOUT ROWID;

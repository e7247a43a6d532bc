-- Sync with the central server (docs/sync.md). What pulls brought lies in the mirror; ops that are not
-- done lie over it; the view_ tables are both together.

-- The body is a record's JSON as it came, kinds and fields that this program does not know included.
-- Marks lie here as well: of their rows the key is a sixth.
CREATE TABLE mirror (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  year INTEGER,                            -- calendar year in which its school year begins
  rev  INTEGER NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Pages of the pull that runs, as they came: in the order of n a page writes few pages of the file,
-- under a key nearly all that lie there.
CREATE TABLE arrived (
  n    INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  year INTEGER,
  rev  INTEGER NOT NULL,
  body TEXT                                -- NULL: gone
) STRICT;

-- The same at the end of the pull, each record once: what the mirror is about to get.
CREATE TABLE stage (
  kind TEXT NOT NULL,
  id   TEXT NOT NULL,
  year INTEGER,
  rev  INTEGER NOT NULL,
  body TEXT,                               -- NULL: gone
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE mirror_digest (
  kind TEXT NOT NULL,
  year INTEGER NOT NULL,                   -- 0: a kind without years
  n    INTEGER NOT NULL,
  sum  INTEGER NOT NULL,                   -- 64 bits without sign, as they lie
  PRIMARY KEY (kind, year)
) STRICT, WITHOUT ROWID;

CREATE TABLE sync_state (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  cursor      INTEGER NOT NULL DEFAULT 0,
  seen_rev    INTEGER,
  seen_commit TEXT,
  scope       TEXT NOT NULL DEFAULT '',
  last_ok     TEXT,                        -- server's clock
  checked     TEXT,                        -- server's clock
  reconcile_first INTEGER NOT NULL DEFAULT 0,
  open_from   INTEGER NOT NULL DEFAULT 1,  -- every op before this n is done
  pruned_to   INTEGER NOT NULL DEFAULT 0,  -- no op after this n was ever pruned
  mass        TEXT,                        -- JSON of a mass change that waits for a person (S31)
  mass_agreed TEXT                         -- mark of the mass change to which a person agreed
) STRICT;
INSERT INTO sync_state (id) VALUES (1);

-- What became of an op on the server. None of these stands in an index that a save would write.
ALTER TABLE outbox ADD COLUMN server_outcome TEXT;
ALTER TABLE outbox ADD COLUMN detail TEXT;     -- JSON: the parts that are not in force
ALTER TABLE outbox ADD COLUMN refused INTEGER; -- status: no push takes it; 0: damaged here
ALTER TABLE outbox ADD COLUMN done_at TEXT;    -- server's clock
CREATE INDEX outbox_refused ON outbox (n) WHERE refused IS NOT NULL;

CREATE TABLE view_conflict (
  subject TEXT PRIMARY KEY,
  pupil   TEXT,
  open    INTEGER NOT NULL,
  body    TEXT NOT NULL                    -- JSON of a Conflict
) STRICT, WITHOUT ROWID;
CREATE INDEX view_conflict_open ON view_conflict (subject) WHERE open = 1;
CREATE TABLE view_held (
  op   TEXT PRIMARY KEY,
  open INTEGER NOT NULL,
  body TEXT NOT NULL                       -- JSON of a Held
) STRICT, WITHOUT ROWID;
CREATE INDEX view_held_open ON view_held (op) WHERE open = 1;

-- Ops that are done go after sixty days: these two lose their references, which would be looked up
-- row by row for every op that goes.
CREATE TABLE op_pupil_new (
  pupil TEXT NOT NULL,
  n     INTEGER NOT NULL,                  -- outbox.n
  PRIMARY KEY (pupil, n)
) STRICT, WITHOUT ROWID;
INSERT INTO op_pupil_new SELECT pupil, n FROM op_pupil;
DROP TABLE op_pupil;
ALTER TABLE op_pupil_new RENAME TO op_pupil;
CREATE TABLE op_day_new (
  day INTEGER NOT NULL,
  n   INTEGER NOT NULL,                    -- outbox.n
  PRIMARY KEY (day, n)
) STRICT, WITHOUT ROWID;
INSERT INTO op_day_new SELECT day, n FROM op_day;
DROP TABLE op_day;
ALTER TABLE op_day_new RENAME TO op_day;

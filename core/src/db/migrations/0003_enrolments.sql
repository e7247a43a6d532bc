-- Enrolments in the school and in administrative groups (discimus.md 3.1).

-- Never taken out: refused, cancelled and undone ones stay for the legal register.
CREATE TABLE view_school_enrolment (
  id          TEXT PRIMARY KEY,
  pupil       TEXT NOT NULL,
  institution TEXT NOT NULL,
  stamnummer  TEXT NOT NULL DEFAULT '',    -- only a realised one has one
  moment      TEXT NOT NULL,               -- 2026-03-12T10:05:00, or only the day
  from_date   TEXT NOT NULL,
  status      TEXT NOT NULL,               -- realised, not_realised, postponed, parallel, cancelled
  reason      TEXT NOT NULL DEFAULT '',
  until_date  TEXT,                        -- NULL: open
  cause       TEXT NOT NULL DEFAULT '',
  situation   TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX view_school_enrolment_pupil ON view_school_enrolment (pupil);
CREATE INDEX view_school_enrolment_stamnummer ON view_school_enrolment (institution, stamnummer);
CREATE INDEX view_school_enrolment_moment ON view_school_enrolment (moment);

CREATE TABLE view_group_enrolment (
  id             TEXT PRIMARY KEY,
  enrolment      TEXT NOT NULL,            -- view_school_enrolment.id
  pupil          TEXT NOT NULL,
  from_date      TEXT NOT NULL,
  expected_until TEXT NOT NULL,
  until_date     TEXT,                     -- NULL: nothing closed it
  never_came     INTEGER NOT NULL DEFAULT 0,
  grp            TEXT NOT NULL,
  location       TEXT NOT NULL,
  funding        TEXT NOT NULL DEFAULT '',
  details        TEXT NOT NULL             -- JSON of all details
) STRICT, WITHOUT ROWID;
CREATE INDEX view_group_enrolment_pupil ON view_group_enrolment (pupil);
-- None lasts beyond its school year, so a state on a day reads one year of them.
CREATE INDEX view_group_enrolment_from ON view_group_enrolment (from_date);

-- What one person may ask of a school, what the school must keep, and what is looked at later
-- (security.md S60–S71).

-- A number list that was tried, refused or carried out. It holds no number and no name.
CREATE TABLE import (
    inst uuid NOT NULL,
    id uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('tried', 'refused', 'applied')),
    list_hash text NOT NULL,
    essence text NOT NULL,
    report text NOT NULL,
    user_id uuid,
    at timestamptz NOT NULL,
    PRIMARY KEY (inst, id)
);

-- Terms that the board of the school confirmed; without a row nobody is erased.
CREATE TABLE retention (
    inst uuid PRIMARY KEY,
    attendance_years integer NOT NULL,
    enrolment_years integer NOT NULL,
    confirmed timestamptz NOT NULL
);

-- In the place of the pupil when that person was erased: a hash from which the pupil cannot be told,
-- and by which the daily digest of the log still fits.
ALTER TABLE access_log ADD COLUMN mark bytea;

-- When the laptop came back after it was away longer than the identities of entries are kept.
ALTER TABLE device ADD COLUMN returned timestamptz;

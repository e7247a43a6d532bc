-- Every table of an institution begins its key with `inst`: on an engine that is distributed that
-- is the column by which it is, so that one push or pull is one machine's work.

CREATE TABLE institution (
    inst uuid PRIMARY KEY,
    name text NOT NULL,
    created timestamptz NOT NULL
);

-- The official number changes at a restructuring: an attribute with a period, never an identity.
CREATE TABLE institution_number (
    inst uuid NOT NULL,
    number text NOT NULL,
    from_day date NOT NULL,
    until_day date,
    PRIMARY KEY (inst, number, from_day)
);

-- The one row of an institution that every push locks first.
CREATE TABLE head (
    inst uuid PRIMARY KEY,
    rev bigint NOT NULL,
    commit_id uuid NOT NULL,
    updated timestamptz NOT NULL
);

CREATE TABLE commit (
    inst uuid NOT NULL,
    commit_id uuid NOT NULL,
    rev_from bigint NOT NULL,
    rev_to bigint NOT NULL,
    device uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (inst, commit_id)
);

-- `body` is the text as it was received, byte for byte; `hash` is taken over it.
CREATE TABLE op (
    inst uuid NOT NULL,
    op_id uuid NOT NULL,
    commit_id uuid NOT NULL,
    device uuid NOT NULL,
    user_id uuid,
    hash text NOT NULL,
    body text NOT NULL,
    outcome text NOT NULL,
    detail text,
    received timestamptz NOT NULL,
    PRIMARY KEY (inst, op_id)
);

-- What stands now, one row a thing. `year` is the first year of the school year, 0 where a thing
-- belongs to none. A thing that is gone keeps its row, without `body`. The text is kept as the
-- domain wrote it: the database looks into none, but for the number by which doubles are found.
CREATE TABLE record (
    inst uuid NOT NULL,
    kind text NOT NULL,
    id text NOT NULL,
    year integer NOT NULL,
    rev bigint NOT NULL,
    body text,
    insz text,
    PRIMARY KEY (inst, kind, id)
);
CREATE INDEX record_by_rev ON record (inst, rev);
CREATE INDEX record_by_insz ON record (inst, insz) WHERE insz IS NOT NULL;

-- Per kind and school year how many records there are, and the wrapping sum of their marks.
CREATE TABLE digest (
    inst uuid NOT NULL,
    kind text NOT NULL,
    year integer NOT NULL,
    n bigint NOT NULL,
    sum bigint NOT NULL,
    PRIMARY KEY (inst, kind, year)
);

CREATE TABLE device (
    device uuid PRIMARY KEY,
    public_key bytea NOT NULL,
    created timestamptz NOT NULL,
    last_contact timestamptz
);

-- Read inside push and pull: whoever is struck off here is refused by the very next request.
CREATE TABLE device_member (
    inst uuid NOT NULL,
    device uuid NOT NULL,
    label text NOT NULL,
    state text NOT NULL CHECK (state IN ('active', 'lock', 'wipe')),
    scope jsonb NOT NULL,
    accept_entries boolean NOT NULL DEFAULT false,
    waiting bigint,
    PRIMARY KEY (inst, device)
);

CREATE TABLE device_code (
    inst uuid NOT NULL,
    code_hash bytea NOT NULL,
    label text NOT NULL,
    expires timestamptz NOT NULL,
    used_by uuid,
    PRIMARY KEY (inst, code_hash)
);

-- The name by which somebody signs in is an attribute: entries name the user by this id.
CREATE TABLE user_account (
    user_id uuid PRIMARY KEY,
    login text NOT NULL UNIQUE,
    name text NOT NULL,
    password text,
    disabled boolean NOT NULL DEFAULT false
);

CREATE TABLE user_right (
    inst uuid NOT NULL,
    user_id uuid NOT NULL,
    role text NOT NULL,
    from_day date NOT NULL,
    until_day date,
    PRIMARY KEY (inst, user_id, role, from_day)
);

-- Who signed in on which laptop, and until when entries made without a server count as theirs.
CREATE TABLE user_grant (
    grant_id uuid PRIMARY KEY,
    device uuid NOT NULL,
    user_id uuid NOT NULL,
    from_at timestamptz NOT NULL,
    until_at timestamptz NOT NULL
);
CREATE INDEX user_grant_by_device ON user_grant (device);

CREATE TABLE assertion_used (
    device uuid NOT NULL,
    jti uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (device, jti)
);

-- Who looked at what, and what an administrator did: only ever added to.
CREATE TABLE access_log (
    inst uuid NOT NULL,
    id uuid NOT NULL,
    at timestamptz NOT NULL,
    received timestamptz NOT NULL,
    user_id uuid,
    device uuid,
    kind text NOT NULL,
    pupil uuid,
    count bigint NOT NULL,
    PRIMARY KEY (inst, id)
);
CREATE INDEX access_log_by_time ON access_log (inst, at);

-- Answers to calls with an Idempotency-Key, so that the same call has one effect.
CREATE TABLE answered (
    owner uuid NOT NULL,
    key text NOT NULL,
    body_hash bytea NOT NULL,
    status integer,
    answer text,
    at timestamptz NOT NULL,
    PRIMARY KEY (owner, key)
);

-- Belongs to nobody: the self-test at the start reads it as its owner, and as a stranger.
INSERT INTO institution VALUES ('00000000-0000-4000-8000-000000000001', 'zelftest', now());

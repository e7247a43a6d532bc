-- What was entered about people is sealed by the server (security.md S65): the database keeps no
-- readable text of it, and finds an INSZ by a keyed hash.

-- The database cannot seal what stands there from before: it has no key. Its owner is to see that.
ALTER TABLE op NO FORCE ROW LEVEL SECURITY;
ALTER TABLE record NO FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
    IF EXISTS (SELECT FROM op) OR EXISTS (SELECT FROM record) THEN
        RAISE EXCEPTION 'er staan gegevens in van voor de verzegeling: begin met een lege databank, de laptops sturen hun invoer opnieuw';
    END IF;
END $$;

ALTER TABLE op ALTER COLUMN body TYPE bytea USING NULL, ALTER COLUMN detail TYPE bytea USING NULL;
ALTER TABLE record ALTER COLUMN body TYPE bytea USING NULL, ALTER COLUMN insz TYPE bytea USING NULL;
-- What was sealed does not get smaller: no use in trying.
ALTER TABLE op ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE record ALTER COLUMN body SET STORAGE EXTERNAL;

-- Which lines of the key file ever sealed something here, each with something to try it on: a
-- server with another key file does not serve. Rows of the institution that is nobody's.
CREATE TABLE seal_line (
    inst uuid NOT NULL,
    line bytea NOT NULL,
    probe bytea NOT NULL,
    PRIMARY KEY (inst, line)
);

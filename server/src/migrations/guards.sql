-- Row-level security and rights, made anew after every migration. The role of the program owns
-- nothing: it sees the rows of the institution, device, person or code that the transaction named
-- with SET LOCAL, and no others. Nothing named: no rows.

CREATE OR REPLACE FUNCTION named(what text) RETURNS uuid LANGUAGE sql STABLE SECURITY INVOKER
    RETURN nullif(current_setting('stamboek.' || what, true), '')::uuid;

DO $$
DECLARE
    one text;
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'stamboek_server') THEN
        CREATE ROLE stamboek_server NOLOGIN;
    END IF;
    -- Ours alone: what else stands in this database is left as it is.
    FOR one IN
        SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')
          AND pg_get_userbyid(c.relowner) = current_user AND c.relname <> 'schema_version'
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', one);
        EXECUTE format('REVOKE ALL ON %I FROM PUBLIC', one);
        EXECUTE format('DROP POLICY IF EXISTS tenant ON %I', one);
        EXECUTE format('DROP POLICY IF EXISTS own ON %I', one);
        EXECUTE format('DROP POLICY IF EXISTS erasing ON %I', one);
        EXECUTE format('DROP POLICY IF EXISTS old ON %I', one);
        IF EXISTS (SELECT FROM information_schema.columns
                   WHERE table_schema = current_schema() AND table_name = one AND column_name = 'inst') THEN
            EXECUTE format(
                'CREATE POLICY tenant ON %I USING (inst = named(''inst'')) WITH CHECK (inst = named(''inst''))',
                one);
        END IF;
    END LOOP;
END $$;

-- A laptop that asks for a token names itself; so does a person who signs in.
CREATE POLICY own ON device
    USING (device = named('device') OR device IN (SELECT m.device FROM device_member m WHERE m.inst = named('inst')))
    WITH CHECK (device = named('device'));
CREATE POLICY own ON device_member FOR SELECT USING (device = named('device'));
CREATE POLICY own ON user_account
    USING (user_id = named('person') OR login = nullif(current_setting('stamboek.login', true), '')
           OR user_id IN (SELECT r.user_id FROM user_right r WHERE r.inst = named('inst')))
    WITH CHECK (user_id = named('person'));
CREATE POLICY own ON user_right FOR SELECT USING (user_id = named('person'));
CREATE POLICY own ON user_grant
    USING (device = named('device') OR device IN (SELECT m.device FROM device_member m WHERE m.inst = named('inst')))
    WITH CHECK (device = named('device'));
CREATE POLICY own ON assertion_used USING (device = named('device')) WITH CHECK (device = named('device'));
CREATE POLICY own ON answered USING (owner = named('caller')) WITH CHECK (owner = named('caller'));
-- Only who knows the whole code finds it, before there is an institution.
CREATE POLICY own ON device_code
    FOR SELECT USING (code_hash = decode(nullif(current_setting('stamboek.code', true), ''), 'hex'));
-- What is only ever added to is blanked, and a record goes without a trace, in a transaction that
-- names the person who is erased, and in no other.
CREATE POLICY erasing ON op AS RESTRICTIVE FOR UPDATE TO stamboek_server USING (named('erased') IS NOT NULL);
CREATE POLICY erasing ON access_log AS RESTRICTIVE FOR UPDATE TO stamboek_server
    USING (named('erased') IS NOT NULL) WITH CHECK (pupil IS NULL);
CREATE POLICY erasing ON record AS RESTRICTIVE FOR DELETE TO stamboek_server USING (named('erased') IS NOT NULL);
-- Answers that nobody asks for again are forgotten by the administrator of the server.
CREATE POLICY old ON answered TO CURRENT_USER USING (at < now() - interval '24 hours');
-- The administrator of the server, who owns the tables, finds institutions by name and number.
CREATE POLICY own ON institution FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY own ON institution_number FOR SELECT TO CURRENT_USER USING (true);

GRANT SELECT ON schema_version TO stamboek_server;
GRANT SELECT, INSERT ON institution, institution_number, commit, op, device, access_log, seal_line TO stamboek_server;
GRANT SELECT, INSERT, UPDATE ON head, record, digest, device_member, device_code, user_account, user_right,
    user_grant, answered TO stamboek_server;
GRANT UPDATE (last_contact, returned) ON device TO stamboek_server;
GRANT SELECT, INSERT ON import TO stamboek_server;
GRANT SELECT ON retention TO stamboek_server;
GRANT UPDATE (body, detail) ON op TO stamboek_server;
GRANT UPDATE (pupil, mark) ON access_log TO stamboek_server;
GRANT DELETE ON record TO stamboek_server;
GRANT DELETE ON answered TO stamboek_server;
GRANT SELECT, INSERT, DELETE ON assertion_used TO stamboek_server;

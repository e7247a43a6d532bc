//! What the database itself refuses: security.md S53, S55, S86; sync.md 16.

use stamboek_server::cluster::{OWNER, PROGRAM};
use stamboek_server::keys::Keys;
use stamboek_server::store::self_test::Unfit;
use stamboek_server::store::{Doing, Failure, Store, Whose};
use uuid::Uuid;

use crate::common::{World, op, pupil};
use stamboek_domain::sync::roles::Role;

/// Every table with rows of institutions, and every table with rows about people or laptops.
const TABLES: &[&str] = &[
    "institution",
    "institution_number",
    "head",
    "commit",
    "op",
    "record",
    "digest",
    "device",
    "device_member",
    "device_code",
    "user_account",
    "user_right",
    "user_grant",
    "assertion_used",
    "access_log",
    "answered",
    "seal_line",
    "import",
    "retention",
];

fn program(world: &World) -> Store {
    let _inside = world.runtime.enter();
    let store = Store::new(world.cluster.url(PROGRAM).parse().unwrap(), 2, false);
    store.seal_with(Keys::read(world.keys.path()).unwrap().seals());
    store
}

fn number(world: &World, store: &Store, whose: Whose<'_>, text: &'static str) -> Result<i64, Failure> {
    world.runtime.block_on(async {
        let mut tx = store.begin(&whose, Doing::Writes).await?;
        let count = tx.count(text, &[]).await;
        tx.undo().await?;
        count
    })
}

#[test]
fn every_table_is_guarded_and_no_function_or_view_goes_round_it() {
    let world = World::new();
    let owner = |text: &'static str| number(&world, &world.owner, Whose::default(), text).unwrap();
    assert_eq!(owner("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND relname <> 'schema_version'"), TABLES.len() as i64, "a new table belongs in the list of this test");
    assert_eq!(owner("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
        AND relname <> 'schema_version' AND NOT (relrowsecurity AND relforcerowsecurity)"), 0, "forced everywhere");
    assert_eq!(owner("SELECT count(*) FROM information_schema.columns c WHERE table_schema = 'public' AND column_name = 'inst'
        AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.tablename = c.table_name AND p.policyname = 'tenant'
        AND p.qual IS NOT NULL AND p.with_check IS NOT NULL)"), 0, "both sides: reading and writing");
    assert_eq!(
        owner("SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prosecdef"),
        0
    );
    assert_eq!(
        owner(
            "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')"
        ),
        0
    );
    assert_eq!(
        owner("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'"),
        0,
        "no sequence orders anything"
    );
    assert_eq!(owner("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"), 0);
    // An error about a key can reveal the value of another institution where `inst` does not lead it.
    assert_eq!(
        owner(
            "SELECT count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'inst'
        WHERE c.relnamespace = 'public'::regnamespace AND i.indisunique AND i.indkey[0] <> a.attnum"
        ),
        0
    );
}

#[test]
fn the_role_of_the_program_sees_nothing_unnamed_and_changes_no_guard() {
    let world = World::new();
    let url = world.serve(world.app(&[]));
    let (inst, other) = (world.institution("De Linde"), world.institution("De Eik"));
    for one in [inst, other] {
        let mut laptop = world.laptop(&url, one, Role::Secretariat);
        laptop.push(&[op(laptop.user, pupil("Een").1)]);
    }
    let program = program(&world);
    for table in TABLES {
        let text: &'static str = format!("SELECT count(*) FROM {table}").leak();
        assert_eq!(number(&world, &program, Whose::default(), text), Ok(0), "{table}, nobody named");
        let stranger = Whose::institution(Uuid::new_v4());
        assert_eq!(number(&world, &program, stranger, text), Ok(0), "{table}, a stranger named");
        assert_eq!(
            number(&world, &world.owner, Whose::institution(Uuid::new_v4()), text)
                .ok()
                .filter(|_| !table.starts_with("institution"))
                .unwrap_or(0),
            0,
            "{table}: forced on its owner as well"
        );
    }
    let own = "SELECT count(*) FROM op WHERE inst <> current_setting('stamboek.inst')::uuid";
    assert_eq!(number(&world, &program, Whose::institution(inst), own), Ok(0));
    assert_eq!(number(&world, &program, Whose::institution(inst), "SELECT count(*) FROM op"), Ok(1));
    for forbidden in [
        "ALTER TABLE op DISABLE ROW LEVEL SECURITY",
        "DROP POLICY tenant ON op",
        "DROP TABLE op",
        "ALTER ROLE CURRENT_USER BYPASSRLS",
        "SET ROLE stamboek_owner",
        "DELETE FROM op",
        "DELETE FROM access_log",
        "UPDATE access_log SET count = 0",
        "UPDATE op SET outcome = 'same'",
        "UPDATE retention SET enrolment_years = 0",
        "TRUNCATE record",
        "CREATE FUNCTION public.mine() RETURNS integer LANGUAGE sql SECURITY DEFINER RETURN 1",
    ] {
        let said = number(&world, &program, Whose::institution(inst), forbidden);
        assert!(matches!(said, Err(Failure::Fault(_))), "{forbidden}: {said:?}");
    }
    // Blanking and deleting are of a transaction that names whom it erases, and of no other.
    for (text, named, changed) in [
        ("WITH x AS (UPDATE op SET body = ''::bytea RETURNING 1) SELECT count(*) FROM x", None, 0),
        ("WITH x AS (UPDATE op SET body = ''::bytea RETURNING 1) SELECT count(*) FROM x", Some(inst), 1),
        ("WITH x AS (DELETE FROM record RETURNING 1) SELECT count(*) FROM x", None, 0),
        ("WITH x AS (UPDATE access_log SET pupil = NULL RETURNING 1) SELECT count(*) FROM x", None, 0),
    ] {
        let whose = Whose { erased: named, ..Whose::institution(inst) };
        assert_eq!(number(&world, &program, whose, text), Ok(changed), "{text} {named:?}");
    }
    // Nor can it write a row of another institution.
    let text: &'static str = format!(
        "INSERT INTO institution_number (inst, number, from_day) VALUES ('{other}', '099902', '2026-09-01')"
    )
    .leak();
    assert_eq!(number(&world, &program, Whose::institution(inst), text), Err(Failure::Fault("42501".into())));
}

#[test]
fn a_database_that_does_not_keep_institutions_apart_is_not_served() {
    let world = World::new();
    let test = |store: &Store| world.runtime.block_on(store.self_test());
    let program = program(&world);
    assert_eq!(test(&program), Ok(()));
    assert_eq!(test(&world.owner), Err(Unfit::RoleTooStrong));
    world.cluster.sql(OWNER, "ALTER TABLE record NO FORCE ROW LEVEL SECURITY").unwrap();
    assert_eq!(test(&program), Err(Unfit::Open));
    world.cluster.sql(OWNER, "ALTER TABLE record FORCE ROW LEVEL SECURITY").unwrap();
    world.cluster.sql(OWNER, "CREATE POLICY wide ON institution USING (true)").unwrap();
    assert_eq!(test(&program), Err(Unfit::Seen));
    world.cluster.sql(OWNER, "DROP POLICY wide ON institution").unwrap();
    world.cluster.sql(OWNER, "DROP POLICY tenant ON institution").unwrap();
    assert_eq!(test(&program), Err(Unfit::Unseen));
    world.cluster.sql(OWNER, "UPDATE schema_version SET version = 99").unwrap();
    assert_eq!(test(&program), Err(Unfit::Version(99)));
    world.cluster.stop().unwrap();
    assert!(matches!(test(&program), Err(Unfit::Failed(_))));
}

#[test]
fn a_connection_goes_back_without_a_name_in_it() {
    let world = World::new();
    let program = program(&world);
    let inst = world.institution("De Linde");
    let left =
        "SELECT count(*) FROM unnest(ARRAY['inst', 'device', 'person', 'caller', 'erased', 'login', 'code']) AS name
        WHERE current_setting('stamboek.' || name, true) <> ''";
    for _ in 0..4 {
        let whose = Whose { login: Some("o'brien"), ..Whose::institution(inst) };
        assert_eq!(number(&world, &program, whose, left), Ok(2));
        assert_eq!(number(&world, &program, Whose::default(), left), Ok(0));
    }
    // Whoever leaves a name behind loses the connection, and the next one starts clean.
    assert_eq!(
        number(
            &world,
            &program,
            Whose::default(),
            "SELECT 1::bigint FROM set_config('stamboek.inst', 'x', false)"
        ),
        Ok(1)
    );
    assert_eq!(number(&world, &program, Whose::default(), left), Ok(0));
}

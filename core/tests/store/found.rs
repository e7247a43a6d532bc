//! Where something stands in a register: in which tables, in any column.

use stamboek_core::Core;

/// The tables in which this text, or the bytes of this identity, stand.
pub fn tables_with(core: &Core, what: &str) -> Vec<String> {
    let read = |db: &rusqlite::Connection| {
        let all = |sql: &str| -> Vec<String> {
            let mut select = db.prepare(sql).unwrap();
            select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
        };
        let tables = all("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
        let holds = |table: &String| {
            let columns = all(&format!("SELECT name FROM pragma_table_info('{table}')"));
            columns.iter().any(|column| {
                let sql = format!(
                    "SELECT EXISTS (SELECT 1 FROM {table} WHERE instr(CAST({column} AS TEXT), ?1) > 0
                     OR instr(lower(hex({column})), ?2) > 0)"
                );
                let bytes = what.replace('-', "");
                db.query_row(&sql, (what, bytes), |row| row.get::<_, bool>(0)).unwrap()
            })
        };
        Ok(tables.into_iter().filter(holds).collect())
    };
    core.register().unwrap().read(read).unwrap()
}

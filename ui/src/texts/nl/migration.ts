/** Words of the migration screens. */

export const migration = {
  title: "Migratie",
};

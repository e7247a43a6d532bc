//! The database file: opening, migrating, backing up.

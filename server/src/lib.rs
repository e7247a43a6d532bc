//! The central server: keeps the registers of institutions in PostgreSQL, one truth on which
//! laptops meet. Stateless: everything that lasts is in the database.

pub mod admin;
pub mod apart;
pub mod cluster;
pub mod endpoints;
pub mod erasure;
pub mod figures;
pub mod http;
pub mod identity;
pub mod keys;
pub mod logs;
pub mod migrate;
pub mod openapi;
pub mod seal;
pub mod serve;
pub mod settings;
pub mod store;

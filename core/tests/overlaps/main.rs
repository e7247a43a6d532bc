//! Pupils who are also enrolled elsewhere, through the public face.

mod cases;
mod common;
mod control;
mod letters;
mod lists;
mod overview;
mod schools;

//! The window around Stamboek's core.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    // Files of others are read in a child process of this same program (S32), without window:
    // comes back only when this is not that child.
    stamboek_core::imports::child::main();
    stamboek_app::run();
}

//! The window around Stamboek's core.
fn main() {
    tauri::Builder::default();
}

//! The floor of `cargo xtask bench window`: a window of the same size with an empty page of one
//! colour, on the same Tauri with the same features and profile, and nothing else.

fn main() {
    let app = tauri::Builder::default()
        .setup(|app| {
            tauri::WebviewWindowBuilder::new(app, "main", tauri::WebviewUrl::App("index.html".into()))
                .inner_size(1280.0, 800.0)
                .incognito(true)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!("examples/empty_window/tauri.conf.json"));
    if let Err(error) = app {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

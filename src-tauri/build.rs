//! Embeds the screens; without built screens a page that says how to build them.

fn main() {
    let screens = std::path::Path::new("../ui/dist/index.html");
    println!("cargo:rerun-if-changed=../ui/dist");
    println!("cargo:rerun-if-changed=fallback");
    println!("cargo:rerun-if-changed=isolation");
    if !screens.exists() {
        println!(
            "cargo:warning=ui/dist is missing: the window will say so (cargo xtask run builds the screens)"
        );
        println!("cargo:rustc-env=TAURI_CONFIG={{\"build\":{{\"frontendDist\":\"fallback\"}}}}");
    }
    let commands = tauri_build::AppManifest::new().commands(&["call"]);
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(commands)) {
        eprintln!("{error:#}");
        std::process::exit(1);
    }
}

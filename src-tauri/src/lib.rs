//! The window: one command that runs the core on the blocking pool, dialogs, one instance, and a
//! web view that goes nowhere and keeps nothing.

mod dialogs;
mod prepare;
#[cfg(feature = "scripted-dialogs")]
mod scripted;

use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::Value;
use stamboek_core::shell::Shell;
use stamboek_core::{Core, session};
use stamboek_domain::problem::{Code, Problem};
use stamboek_domain::sync::engine::Wake;
use tauri::ipc::Response;
use tauri::webview::NewWindowResponse;
use tauri::{App, AppHandle, Manager, RunEvent, State, Url, WebviewUrl, WebviewWindowBuilder, WindowEvent};

/// Label of the one window, as in `capabilities/main.json`.
const WINDOW: &str = "main";

/// The one command of the screens: runs a command of the core's list. Never on the window's
/// thread, which would freeze the window. The answer is JSON text already, and is read by the screen.
#[tauri::command]
async fn call(core: State<'_, Arc<Core>>, name: String, request: Value) -> Result<Response, Problem> {
    let core = Arc::clone(&core);
    tokio::task::spawn_blocking(move || stamboek_core::commands::call(&core, &name, request))
        .await
        .unwrap_or_else(|_| Err(Problem::new(Code::Internal).with("detail", "call")))
        .map(Response::new)
}

/// Opens the window and returns when it is closed.
pub fn run() {
    prepare::environment();
    let mut context = tauri::generate_context!();
    if let Some(folder) = named_folder() {
        context.config_mut().identifier.push_str(&of_profile(&folder));
    }
    let app = tauri::Builder::default()
        // First of all: a second instance on the same register ends here. It passes focus only; what
        // stood on its command line is not looked at (S50).
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| focus(app)))
        .invoke_handler(tauri::generate_handler![call])
        .setup(|app| Ok(start(app)?))
        .build(context);
    match app {
        Ok(app) => app.run(|app, event| match event {
            RunEvent::Exit => end(app),
            RunEvent::WindowEvent { event: WindowEvent::Focused(true), .. } => came_to_front(app),
            _ => {}
        }),
        Err(error) => {
            // No window, so no screen to say it on.
            eprintln!("Stamboek kan geen venster openen: {error}");
            std::process::exit(1);
        }
    }
}

/// The folder of the register when somebody names one, as a maker and our tests do.
fn named_folder() -> Option<PathBuf> {
    std::env::var_os("STAMBOEK_DATA").map(PathBuf::from)
}

/// What comes behind the program's name, by which a second instance finds the first: two programs
/// would fight for one register, and do not for two.
fn of_profile(folder: &Path) -> String {
    let mut hasher = DefaultHasher::new();
    folder.canonicalize().unwrap_or_else(|_| folder.to_path_buf()).hash(&mut hasher);
    format!(".profile{:016x}", hasher.finish())
}

/// Starts opening the register and, at the same time, the web view.
fn start(app: &mut App) -> tauri::Result<()> {
    let folder = match named_folder() {
        Some(folder) => folder,
        None => app.path().app_local_data_dir()?.join("register"),
    };
    let core = Arc::new(
        Core::new(&folder, shell(app.handle()), || chrono::Local::now().fixed_offset()).stays_open(),
    );
    app.manage(Arc::clone(&core));
    std::thread::spawn(move || session::start(&core));

    let web_data = web_data_folder(app.handle())?;
    empty(&web_data);
    WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::App("index.html".into()))
        .title("Stamboek")
        .inner_size(1280.0, 800.0)
        .min_inner_size(1024.0, 640.0)
        // WebDriver cannot reach a web view that keeps nothing: one that is driven keeps its data in
        // the folder emptied above and at the end.
        .incognito(!driven())
        .data_directory(web_data)
        .general_autofill_enabled(false)
        .browser_extensions_enabled(false)
        .zoom_hotkeys_enabled(true)
        .devtools(cfg!(debug_assertions))
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()?;
    Ok(())
}

/// The system's dialogs; in a test of the window, its answers where it gives any.
fn shell(app: &AppHandle) -> Arc<dyn Shell> {
    #[cfg(feature = "scripted-dialogs")]
    if std::env::var_os("STAMBOEK_DIALOG_ANSWERS").is_some() {
        return Arc::new(scripted::Scripted::new(app.clone()));
    }
    Arc::new(dialogs::Window::new(app.clone()))
}

/// Whether a test drives this window through WebDriver. Never so in a release.
fn driven() -> bool {
    cfg!(feature = "scripted-dialogs")
        && std::env::var("TAURI_WEBVIEW_AUTOMATION").is_ok_and(|value| value == "true")
}

fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        // A window that cannot come forward is not worth a failure.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

/// A good moment to look what the other laptops did.
fn came_to_front(app: &AppHandle) {
    if let Some(core) = app.try_state::<Arc<Core>>() {
        core.sync.woke(Wake::Focus);
    }
}

/// Closes the register and leaves nothing of the web view behind (S48).
fn end(app: &AppHandle) {
    if let Some(core) = app.try_state::<Arc<Core>>() {
        core.close_register();
    }
    if let Ok(folder) = web_data_folder(app) {
        empty(&folder);
    }
}

/// Only the program's own pages (S45): on Linux and macOS `tauri://localhost`, on Windows
/// `http://tauri.localhost`.
fn is_own(url: &Url) -> bool {
    match url.scheme() {
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" => {
            cfg!(windows) && url.host_str() == Some("tauri.localhost") && url.port().is_none()
        }
        _ => false,
    }
}

/// Beside the register, never inside it.
fn web_data_folder(app: &AppHandle) -> tauri::Result<PathBuf> {
    match named_folder() {
        Some(folder) => Ok(folder.with_extension("web")),
        None => Ok(app.path().app_local_data_dir()?.join("web")),
    }
}

/// Emptied at the end, and at the start in case the end was a power failure. On Windows some
/// files are still held at the end; the next start takes them.
fn empty(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_register_has_one_name_and_another_register_another() {
        let here = std::env::current_dir().unwrap();
        let roundabout = here.join("..").join(here.file_name().unwrap());
        assert_eq!(of_profile(&here), of_profile(&roundabout));
        assert_ne!(of_profile(&here), of_profile(here.parent().unwrap()));
    }

    #[test]
    fn only_the_programs_own_pages_are_shown() {
        let own = |url: &str| is_own(&url.parse().unwrap());
        assert!(own("tauri://localhost/index.html") || cfg!(windows));
        for foreign in [
            "https://example.org/",
            "http://localhost/",
            "http://tauri.localhost.example.org/",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "data:text/html,hallo",
            "about:blank",
            "tauri://elsewhere/",
            "ipc://localhost/",
        ] {
            assert!(!own(foreign), "{foreign}");
        }
    }
}

//! The web view and what may enter the program: security S42 to S48.

use serde_json::{Value, json};

use crate::repository::{files, none, read};

fn configuration() -> Value {
    serde_json::from_str(&read("src-tauri/tauri.conf.json")).unwrap()
}

#[test]
fn the_content_policy_is_the_one_decided() {
    let policy = &configuration()["app"]["security"]["csp"];
    for (directive, sources) in [
        ("default-src", "'none'"),
        ("script-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self' data:"),
        ("font-src", "'self'"),
        ("connect-src", "ipc: http://ipc.localhost"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("object-src", "'none'"),
        ("frame-ancestors", "'none'"),
    ] {
        assert_eq!(policy[directive], json!(sources), "security S43: {directive}");
    }
    let text = policy.to_string();
    assert!(!text.contains("unsafe"), "security S43: no unsafe-inline, no unsafe-eval");
}

#[test]
fn the_shell_is_closed_as_decided() {
    let app = &configuration()["app"];
    let security = &app["security"];
    assert_eq!(app["withGlobalTauri"], json!(false));
    assert_eq!(security["pattern"]["use"], json!("isolation"));
    assert_eq!(security["freezePrototype"], json!(true));
    assert_ne!(security["assetProtocol"]["enable"], json!(true));
    assert!(security.get("dangerousDisableAssetCspModification").is_none());
    assert!(security.get("dangerousRemoteDomainIpcAccess").is_none());
}

#[test]
fn the_one_capability_names_its_commands_and_no_remote() {
    let capabilities = files(&["src-tauri/capabilities"], &[".json", ".toml"]);
    assert_eq!(capabilities.len(), 1, "one window, one capability");
    let capability: Value = serde_json::from_str(&capabilities[0].text).unwrap();
    assert!(capability.get("remote").is_none(), "security S44: no remote capability");
    assert_eq!(capability["windows"], json!(["main"]));
    for permission in capability["permissions"].as_array().unwrap() {
        let name = permission.as_str().expect("named permissions only");
        assert!(
            ["allow-call", "core:event:allow-listen", "core:event:allow-unlisten"].contains(&name),
            "security S44: {name} was not reviewed"
        );
    }
}

#[test]
fn developer_tools_are_not_compiled_in() {
    let manifests = read("Cargo.toml") + &read("src-tauri/Cargo.toml");
    assert!(!manifests.contains("\"devtools\""), "security S44");
}

#[test]
fn no_plugin_of_the_shell_but_those_reviewed() {
    let lock = read("Cargo.lock");
    let plugins: Vec<&str> = lock
        .lines()
        .filter_map(|line| line.strip_prefix("name = \"tauri-plugin-")?.strip_suffix('"'))
        .collect();
    assert_eq!(plugins, ["single-instance"], "security S42");
}

#[test]
fn every_direct_dependency_is_in_the_reviewed_list() {
    let reviewed = read("docs/dependencies.md");
    let mut names: Vec<String> = read("Cargo.toml")
        .split("[workspace.dependencies]")
        .nth(1)
        .unwrap()
        .lines()
        .skip(1)
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned()))
        .filter(|name| !name.starts_with("stamboek-"))
        .collect();
    let package: Value = serde_json::from_str(&read("ui/package.json")).unwrap();
    for kind in ["dependencies", "devDependencies"] {
        names.extend(package[kind].as_object().unwrap().keys().cloned());
    }
    let unlisted = names.into_iter().filter(|name| !reviewed.contains(&format!("`{name}`"))).collect();
    none(unlisted, "security S42: say in docs/dependencies.md what it is for");
}

#[test]
fn packages_of_the_screens_are_pinned_and_run_no_scripts_on_installing() {
    let package: Value = serde_json::from_str(&read("ui/package.json")).unwrap();
    let mut loose = Vec::new();
    for kind in ["dependencies", "devDependencies"] {
        for (name, version) in package[kind].as_object().unwrap() {
            if !version.as_str().unwrap().starts_with(|c: char| c.is_ascii_digit()) {
                loose.push(format!("{name} {version}"));
            }
        }
    }
    none(loose, "exact versions");
    assert!(read("ui/.npmrc").contains("ignore-scripts=true"));
}

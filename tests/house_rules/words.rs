//! What is written in the repository.

use crate::repository::{files, none, read, root};

#[test]
fn no_path_of_somebodys_machine_is_in_the_repository() {
    let homes: Vec<String> = ["/ro|ot/", "/ho|me/", "/wo|rk/", "/Us|ers/", "C:\\Us|ers\\"]
        .iter()
        .map(|word| word.replace('|', ""))
        .collect();
    let mut broken = Vec::new();
    for source in files(
        &["."],
        &[".rs", ".ts", ".tsx", ".mjs", ".md", ".toml", ".json", ".sql", ".css", ".html", "run"],
    ) {
        for (number, line) in source.lines() {
            // Els is the secretary of our examples.
            let line = &line.replace("/home/els", "").replace("/Users/els", "").replace("Users\\els", "");
            if homes.iter().any(|home| {
                line.match_indices(home.as_str()).any(|(at, _)| {
                    !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '}')
                })
            }) {
                broken.push(format!("{}:{number}: {}", source.path, line.trim()));
            }
        }
    }
    none(broken, "the product speaks of itself alone");
}

#[test]
fn every_link_between_pages_leads_somewhere() {
    let mut broken = Vec::new();
    for page in files(&["README.md", "CHANGELOG.md", "docs"], &[".md"]) {
        let folder = root().join(&page.path).parent().unwrap().to_path_buf();
        for part in page.text.split("](").skip(1) {
            let target = part.split([')', '#', ' ']).next().unwrap();
            if !target.is_empty() && !target.contains("://") && !folder.join(target).exists() {
                broken.push(format!("{}: {target}", page.path));
            }
        }
    }
    none(broken, "dead links");
}

#[test]
fn every_decision_is_in_the_index() {
    let index = read("docs/decisions/README.md");
    let missing = files(&["docs/decisions"], &[".md"])
        .into_iter()
        .map(|source| source.path.rsplit('/').next().unwrap().to_owned())
        .filter(|name| name != "README.md" && !index.contains(name.as_str()))
        .collect();
    none(missing, "docs/decisions/README.md");
}

#[test]
fn the_continuous_integration_runs_what_the_readme_names() {
    assert!(read("README.md").contains("cargo xtask test"));
    assert!(read(".ci/run").contains("cargo xtask test"));
}

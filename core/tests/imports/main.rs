//! Lists of pupils and numbers through the public face, read by the real child process.

mod enrolling;
mod hostile;
mod numbers;
mod own_export;
mod pupils;
mod reading;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use stamboek_core::commands::Nothing;
use stamboek_core::db::open::Key;
use stamboek_core::history::messages::UndoRequest;
use stamboek_core::history::undo;
use stamboek_core::imports::messages::*;
use stamboek_core::imports::read::limits::ChildLimits;
use stamboek_core::imports::remarks::RemarkCode;
use stamboek_core::imports::{apply_pupils, cards_list, plan_pupils, read_file};
use stamboek_core::pupils::list;
use stamboek_core::pupils::messages::*;
use stamboek_core::shell::Headless;
use stamboek_core::{Answer, Core, renumbering};
use stamboek_domain::problem::{Code, Problem};

fn clock() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-23T08:41:09+01:00").unwrap()
}

struct School {
    core: Core,
    shell: Arc<Headless>,
    folder: tempfile::TempDir,
}

fn school() -> School {
    let folder = tempfile::tempdir().unwrap();
    let shell = Arc::new(Headless::default());
    let core = Core::create_with_key(folder.path(), shell.clone(), clock, &Key::new([7; 32])).unwrap();
    core.readings.use_reader(Path::new(env!("CARGO_BIN_EXE_stamboek")), ChildLimits::default());
    School { core, shell, folder }
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

impl School {
    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    fn read(&self, bytes: &[u8]) -> Answer<ImportPreview> {
        read_file(&self.core, &self.file("lijst", bytes), SheetKind::Pupils)
    }

    fn request(&self, path: &Path) -> PupilsPlanRequest {
        let session = read_file(&self.core, path, SheetKind::Pupils).unwrap().session;
        PupilsPlanRequest { session, database: "A".to_owned(), ..Default::default() }
    }

    fn plan(&self, text: &str) -> (PupilsPlanRequest, PupilsPlan) {
        let request = self.request(&self.file("lijst.csv", text.as_bytes()));
        let plan = plan_pupils(&self.core, request.clone()).unwrap();
        (request, plan)
    }

    fn import(&self, path: &Path) -> PupilsPlan {
        let request = self.request(path);
        plan_pupils(&self.core, request.clone()).unwrap();
        apply_pupils(&self.core, request).unwrap()
    }

    fn people(&self) -> Vec<PupilRow> {
        list(&self.core, Nothing {}).unwrap().rows
    }

    fn numbers(&self, text: &str, to: &str) -> NumbersPlanRequest {
        let path = self.file("nummers.csv", text.as_bytes());
        let session = read_file(&self.core, &path, SheetKind::Numbers).unwrap().session;
        NumbersPlanRequest {
            session,
            from_database: "A".to_owned(),
            to_database: to.to_owned(),
            person_kind: "pupil".to_owned(),
            ..Default::default()
        }
    }

    fn renumber(&self, request: &NumbersPlanRequest) -> Answer<NumbersPlan> {
        renumbering::plan(&self.core, request.clone())?;
        renumbering::apply(&self.core, request.clone())
    }

    /// Voornaam → present number.
    fn held(&self) -> Vec<(String, String)> {
        let mut held: Vec<_> = self.people().into_iter().map(|p| (p.first_name, p.number)).collect();
        held.sort();
        held
    }
}

fn code(answer: Answer<ImportPreview>) -> (Code, String) {
    let problem = answer.map(|_| ()).expect_err("refused");
    let row = problem.values.get("row").or(problem.values.get("what"));
    (problem.code, row.cloned().unwrap_or_default())
}

const THREE: &str = "Nummer;Naam;Voornaam;Geboortedatum;Klas\n\
    10;Peeters;Jan;03/04/2015;4A\n20;Maes;Zoë;31/12/2014;4B\n30;Claes;Noor;29/02/2016;3A\n";

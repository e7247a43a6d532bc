//! Pages to try out scanner and software, and to measure the printer.

use std::path::Path;

use stamboek_domain::barcode::Payload;
use stamboek_domain::problem::{Code, Problem};

use super::draw::{measuring_page, variants_page};
use super::messages::CardsTestPageRequest;
use super::people::people;
use super::stored;
use crate::files::{name_of, pdf_target, write_whole};
use crate::session::messages::FileAnswer;
use crate::{Answer, Core};

/// Makes the page where the person wants it, or in the system's viewer.
pub fn test_page(core: &Core, request: CardsTestPageRequest) -> Answer<FileAnswer> {
    let name = match request.page.as_str() {
        "variants" => "proefblad",
        "measure" => "meetblad",
        _ => return Err(Problem::new(Code::BadRequest)),
    };
    let Some(target) = pdf_target(core, &request.to, name)? else {
        return Ok(FileAnswer { file_name: None });
    };
    test_page_to(core, &request.page, &request.printer, &target)?;
    if request.to == "open" {
        core.shell.show_pdf(&target)?;
    }
    Ok(FileAnswer { file_name: name_of(&target) })
}

/// Makes the page (`variants` or `measure`) at that path.
pub fn test_page_to(core: &Core, page: &str, printer: &str, target: &Path) -> Answer<()> {
    let register = core.register()?;
    let (printer, sample) = register.read(|db| {
        // The number and code of a real person: software that looks them up must find somebody.
        let somebody = people(db)?.into_iter().find(|p| !p.row.number.is_empty());
        let sample =
            somebody.map_or(("12345".to_owned(), "A0000000000".to_owned()), |p| (p.row.number, p.tag));
        Ok((stored::printer(db, printer)?, sample))
    })?;
    let bytes = match page {
        "measure" => measuring_page(&printer),
        _ => {
            let text = |payload: Payload| payload.text(Some(&sample.0), &sample.1, "").unwrap_or_default();
            variants_page(&printer, [text(Payload::Registratie), text(Payload::Raw), text(Payload::Stamboek)])
        }
    };
    write_whole(target, &bytes)
}

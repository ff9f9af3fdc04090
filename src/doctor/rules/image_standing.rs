//! How an image stands with its maker: retired, withdrawn, moving, or not known at all.

use super::super::Examination;
use crate::catalog::Status;
use crate::domain::Field;
use crate::draft::Diagnostic;

/// Says what the tables know of a prebuilt image's standing.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let Some(image) = examination.description.prebuilt() else { return };
    let Some(known) = examination.catalog.find_image(&image.reference) else { return };
    let mut say = |diagnostic: fn(&'static str, Field, String) -> Diagnostic, code, message: String| {
        found.push(diagnostic(code, Field::Image, message));
    };
    if known.floating && image.reference.digest().is_none() {
        say(
            warning,
            "image-moves",
            "This tag moves from build to build. Pin one that does not, or a digest.".to_owned(),
        );
    } else if !known.known && image.reference.digest().is_none() {
        say(note, "image-unlisted", "This tag is not in our tables; whether it exists is not known.".to_owned());
    }
    match known.status {
        Some(Status::Withdrawn(why)) => {
            say(warning, "image-withdrawn", format!("Its maker withdrew this image: {why}. Choose another build."));
        }
        Some(Status::Retired) => {
            let message = "Its maker no longer maintains this image; whether it can still be pulled is not known.";
            say(note, "image-retired", message.to_owned());
        }
        _ => {}
    }
}

fn warning(code: &'static str, field: Field, message: String) -> Diagnostic {
    Diagnostic::warning(code, field, message)
}

fn note(code: &'static str, field: Field, message: String) -> Diagnostic {
    Diagnostic::note(code, field, message)
}

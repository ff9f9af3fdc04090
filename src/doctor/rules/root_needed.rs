//! Instructions that need root, in images that end as another user.

use super::super::Examination;
use crate::domain::{Family, Field};
use crate::draft::Diagnostic;

/// Finds package managers run without `USER root` before them.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    if ends_as_root(examination) {
        return;
    }
    let mut root = false;
    for (number, line) in examination.description.instructions.iter().enumerate() {
        let mut words = line.split_whitespace();
        match words.next().map(str::to_ascii_uppercase).as_deref() {
            Some("USER") => root = matches!(words.next(), Some("root" | "0" | "root:root" | "0:0")),
            Some("RUN") if !root && words.any(|word| matches!(word, "apk" | "apt-get" | "apt")) => {
                let message = "Packages are installed by root, and this image is not root here. Put USER root before \
                               this line and the image's own user after it, or list the package above.";
                found.push(Diagnostic::warning("instruction-root", Field::Instruction(number), message));
            }
            _ => {}
        }
    }
}

/// The retired Alpine images run everything as root, as their build rules say.
fn ends_as_root(examination: &Examination) -> bool {
    use crate::domain::Distro;
    let description = examination.description;
    let retired = matches!(description.family(), Family::Platform | Family::Certified);
    retired && description.prebuilt().is_some_and(|image| image.distro == Some(Distro::Alpine))
}

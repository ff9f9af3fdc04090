//! `RUN airflow ...` bakes a configuration file with a fresh fernet key into the image.

use super::super::Examination;
use crate::domain::Field;
use crate::draft::Diagnostic;

/// Finds instructions that run airflow while the image is built.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    for (number, line) in examination.description.instructions.iter().enumerate() {
        let mut words = line.split(|c: char| c.is_whitespace() || ";&|(\"',[".contains(c)).filter(|w| !w.is_empty());
        let runs = words.next().is_some_and(|word| word.eq_ignore_ascii_case("RUN"));
        if runs && words.any(|word| word == "airflow") {
            let message = "Airflow writes airflow.cfg with a secret key when it first runs: here it would be baked into \
                           the image. Run it when the container starts.";
            found.push(Diagnostic::warning("instruction-airflow", Field::Instruction(number), message));
        }
    }
}

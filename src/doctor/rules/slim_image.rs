//! Slim official images: without the driver of the database that the local run uses.

use super::super::Examination;
use crate::domain::{Family, Field, RequirementLine, RowList};
use crate::draft::{Diagnostic, Edit, Row};

/// Any of these brings the driver.
const DRIVERS: [&str; 3] = ["apache-airflow-providers-postgres", "psycopg2", "psycopg2-binary"];

/// Finds slim images whose requirements bring no driver.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let description = examination.description;
    let slim = description.prebuilt().is_some_and(|image| {
        image.family == Family::Official && image.reference.tag().is_some_and(|tag| tag.starts_with("slim-"))
    });
    let brings = |line: &RequirementLine| match line {
        RequirementLine::Requirement(requirement) => DRIVERS.contains(&requirement.normalised().as_str()),
        _ => false,
    };
    if slim && !description.requirements.iter().any(|line| brings(&line.value)) {
        let message = "Slim images lack the PostgreSQL driver that compose.yaml needs. Add the provider.";
        let rows = vec![Row::line(DRIVERS[0])];
        let fix = Edit::Append(RowList::Requirements, rows);
        found.push(Diagnostic::warning("image-slim", Field::Image, message).with_fix("Add the provider", fix));
    }
}

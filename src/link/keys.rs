//! What the link calls a part of the configuration: the name that the twin prints, that `lock` takes and that docs use.

use crate::domain::{Field, Part, RowList, TextField};
use crate::draft::Draft;

/// The keys, each with what it gives.
const PARTS: [(&str, Part); 20] = [
    ("image", Part::Image),
    ("airflow", Part::Airflow),
    ("python", Part::Python),
    ("distro", Part::Distro),
    ("layout", Part::Layout),
    ("constraints", Part::Constraints),
    ("platform", Part::Platform),
    ("name", Part::Text(TextField::Name)),
    ("dag", Part::Text(TextField::Dag)),
    ("extras", Part::Text(TextField::Extras)),
    ("repository", Part::Text(TextField::Repository)),
    ("revision", Part::Text(TextField::Revision)),
    ("index", Part::Text(TextField::Index)),
    ("allow", Part::Text(TextField::Allow)),
    ("dockerfile", Part::Text(TextField::Instructions)),
    ("packages", Part::List(RowList::Packages)),
    ("requirements", Part::List(RowList::Requirements)),
    ("env", Part::List(RowList::Env)),
    ("label", Part::List(RowList::Labels)),
    ("apkrepo", Part::List(RowList::ApkRepositories)),
];

/// The part that a key gives.
pub fn part(key: &str) -> Option<Part> {
    PARTS.iter().find(|(name, _)| *name == key).map(|(_, part)| *part)
}

/// The link's key, with the row's number counted from 1 where it has one.
pub fn field_name(field: Field, draft: &Draft) -> String {
    let Some(part) = field.part() else { return "link".to_owned() };
    let key = PARTS.iter().find(|(_, of)| *of == part).map_or("", |(key, _)| key);
    let number = match field {
        Field::Instruction(line) => line + 1,
        Field::Row(list, id) => draft.rows(list).iter().position(|row| row.id == id).map_or(0, |at| at + 1),
        _ => return key.to_owned(),
    };
    format!("{key}[{number}]")
}

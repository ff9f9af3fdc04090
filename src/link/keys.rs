//! What the link calls a field: the name that the twin prints and that docs use.

use crate::domain::{Field, RowList, TextField};
use crate::draft::Draft;

/// The link's key, with the row's number counted from 1 where it has one.
pub fn field_name(field: Field, draft: &Draft) -> String {
    let key = match field {
        Field::Image => "image",
        Field::Airflow => "airflow",
        Field::Python => "python",
        Field::Distro => "distro",
        Field::Layout => "layout",
        Field::Constraints => "constraints",
        Field::Platform => "platform",
        Field::Link => "link",
        Field::Text(TextField::Name) => "name",
        Field::Text(TextField::Extras) => "extras",
        Field::Text(TextField::Repository) => "repository",
        Field::Text(TextField::Revision) => "revision",
        Field::Text(TextField::Index) => "index",
        Field::Text(TextField::Allow) => "allow",
        Field::Text(TextField::Instructions) => "dockerfile",
        Field::Instruction(line) => return format!("dockerfile[{}]", line + 1),
        Field::Row(list, id) => {
            let number = draft.rows(list).iter().position(|row| row.id == id).map_or(0, |at| at + 1);
            return format!("{}[{number}]", list_key(list));
        }
    };
    key.to_owned()
}

fn list_key(list: RowList) -> &'static str {
    match list {
        RowList::Packages => "packages",
        RowList::Requirements => "requirements",
        RowList::Env => "env",
        RowList::Labels => "label",
        RowList::ApkRepositories => "apkrepo",
    }
}

//! The ids of fields in the document.

use crate::domain::{Field, RowList, TextField};

/// The id of the element that edits a field.
pub fn field_id(field: Field) -> String {
    match field {
        Field::Image => "f-image".to_owned(),
        Field::Airflow => "f-airflow".to_owned(),
        Field::Python => "f-python".to_owned(),
        Field::Distro => "f-distro".to_owned(),
        Field::Text(text) => text_id(text).to_owned(),
        Field::Row(list, id) => [row_prefix(list), &id.0.to_string()].concat(),
        Field::Instruction(_) => text_id(TextField::Instructions).to_owned(),
        Field::Layout => "f-layout".to_owned(),
        Field::Constraints => "f-constraints".to_owned(),
        Field::Platform => "f-platform".to_owned(),
        Field::Link => "f-link".to_owned(),
    }
}

/// The id of the list of findings of a field.
pub fn findings_id(field: Field) -> String {
    ["d", &field_id(field)[1..]].concat()
}

const fn text_id(field: TextField) -> &'static str {
    match field {
        TextField::Name => "f-name",
        TextField::Dag => "f-dag",
        TextField::Extras => "f-extras",
        TextField::Repository => "f-repository",
        TextField::Revision => "f-revision",
        TextField::Index => "f-index",
        TextField::Allow => "f-allow",
        TextField::Instructions => "f-instructions",
    }
}

const fn row_prefix(list: RowList) -> &'static str {
    match list {
        RowList::Packages => "f-package-",
        RowList::Requirements => "f-requirement-",
        RowList::Env => "f-env-",
        RowList::Labels => "f-label-",
        RowList::ApkRepositories => "f-apkrepo-",
    }
}

/// The id of the field that adds a row to a list.
pub const fn adder_id(list: RowList) -> &'static str {
    match list {
        RowList::Packages => "f-package-new",
        RowList::Requirements => "f-requirement-new",
        RowList::Env => "f-env-new",
        RowList::Labels => "f-label-new",
        RowList::ApkRepositories => "f-apkrepo-new",
    }
}

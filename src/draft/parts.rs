//! Whether two drafts agree in a part.

use super::model::same_rows;
use super::{Draft, Selection};
use crate::catalog::Catalog;
use crate::domain::Part;

impl Draft {
    /// Whether a part means the same in another draft; the ids of rows aside.
    pub fn agrees_in(&self, part: Part, other: &Self, catalog: &Catalog) -> bool {
        let image = |draft: &Self| Selection::of(catalog, &draft.image);
        match part {
            Part::Image => self.image.reference == other.image.reference && self.image.own == other.image.own,
            Part::Airflow => image(self).airflow() == image(other).airflow(),
            Part::Python => image(self).python() == image(other).python(),
            Part::Distro => image(self).distro() == image(other).distro(),
            Part::List(list) => same_rows(self.rows(list), other.rows(list)),
            Part::Text(field) => self.text(field) == other.text(field),
            Part::Layout => self.layout == other.layout,
            Part::Constraints => self.constraints == other.constraints,
            Part::Platform => self.platform == other.platform,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{RowList, TextField};
    use crate::draft::{Edit, Row};

    #[test]
    fn a_change_is_seen_in_its_own_part_alone() {
        let catalog = Catalog::start();
        let before = Draft::start(catalog);
        let parts = [
            Part::Image,
            Part::Airflow,
            Part::Python,
            Part::List(RowList::Packages),
            Part::List(RowList::Env),
            Part::Text(TextField::Name),
            Part::Layout,
            Part::Constraints,
            Part::Platform,
        ];
        let check = |edit: Edit, changed: &[Part]| {
            let mut after = before.clone();
            after.apply(&edit);
            let differs = |part: &&Part| !before.agrees_in(**part, &after, catalog);
            assert_eq!(parts.iter().filter(differs).copied().collect::<Vec<_>>(), changed, "{edit:?}");
        };
        check(Edit::Append(RowList::Packages, vec![Row::line("curl")]), &[Part::List(RowList::Packages)]);
        check(Edit::Text(TextField::Name, "other".to_owned()), &[Part::Text(TextField::Name)]);
        check(Edit::Layout(crate::domain::Layout::Layered), &[Part::Layout]);
        check(Edit::Platform(Some(crate::domain::Platform::Arm64)), &[Part::Platform]);
        let choices = Selection::of(catalog, &before.image).airflows();
        let older = choices.iter().find(|choice| choice.label == "2.11.0").map(|choice| choice.image.clone());
        let mut after = before.clone();
        after.apply(&Edit::Image(older.unwrap_or_default()));
        assert!(!before.agrees_in(Part::Airflow, &after, catalog));
    }
}

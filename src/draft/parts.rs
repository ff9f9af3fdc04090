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
    use crate::domain::{Constraints, Distro, Layout, Platform, RowList, TextField};
    use crate::draft::{Edit, ImageDraft, Row};

    const PARTS: [Part; 11] = [
        Part::Image,
        Part::Airflow,
        Part::Python,
        Part::Distro,
        Part::List(RowList::Packages),
        Part::List(RowList::Env),
        Part::Text(TextField::Name),
        Part::Text(TextField::Instructions),
        Part::Layout,
        Part::Constraints,
        Part::Platform,
    ];

    #[track_caller]
    fn check(edit: &Edit, changed: &[Part]) {
        let catalog = Catalog::start();
        let mut before = Draft::start(catalog);
        before.apply(&image("alpine:3.23", "3.3.2", "3.12"));
        let mut after = before.clone();
        after.apply(edit);
        let differs = |part: &&Part| !before.agrees_in(**part, &after, catalog);
        assert_eq!(PARTS.iter().filter(differs).copied().collect::<Vec<_>>(), changed, "{edit:?}");
    }

    fn image(reference: &str, airflow: &str, python: &str) -> Edit {
        let (reference, airflow, python) = (reference.to_owned(), airflow.to_owned(), python.to_owned());
        Edit::Image(ImageDraft { reference, airflow, python, ..ImageDraft::default() })
    }

    #[test]
    fn a_change_is_seen_in_its_own_part_alone() {
        for list in [RowList::Packages, RowList::Env] {
            check(&Edit::Append(list, vec![Row::pair("A", "1")]), &[Part::List(list)]);
        }
        for field in [TextField::Name, TextField::Instructions] {
            check(&Edit::Text(field, "other".to_owned()), &[Part::Text(field)]);
        }
        check(&Edit::Layout(Layout::Layered), &[Part::Layout]);
        check(&Edit::Constraints(Constraints::None), &[Part::Constraints]);
        check(&Edit::Platform(Some(Platform::Arm64)), &[Part::Platform]);
    }

    #[test]
    fn of_an_image_counts_what_it_means() {
        check(&image("alpine:3.23", "3.3.2", "3.12"), &[]);
        check(&image("alpine:3.23", "2.11.0", "3.12"), &[Part::Airflow]);
        check(&image("python:3.12-alpine3.23", "3.3.2", "3.12"), &[Part::Image]);
        check(&image("apache/airflow:3.3.2-python3.12", "", ""), &[Part::Image, Part::Distro]);
        check(
            &image("apache/airflow:2.11.0-python3.11", "", ""),
            &[Part::Image, Part::Airflow, Part::Python, Part::Distro],
        );
        let Edit::Image(same) = image("alpine:3.23", "3.3.2", "3.12") else { panic!("an image") };
        check(&Edit::Image(ImageDraft { own: true, distro: Some(Distro::Alpine), ..same }), &[Part::Image]);
    }
}

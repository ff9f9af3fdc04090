//! What starting from a preset does to a draft.
//!
//! Must not be in here: what a preset is.

use super::model::{Draft, ImageDraft, Row, SecretMark};
use super::{Edit, Selection};
use crate::catalog::Catalog;
use crate::domain::{Distro, RequirementLine, RowList, TextField};
use crate::presets::{Addition, Preset};

/// A preset on its way into a draft.
#[derive(Debug, Clone)]
pub struct Start {
    /// All of it as one step, with a name.
    pub edit: Edit,
    /// Why it moves to Debian; empty when it stays where it is.
    pub moves: &'static str,
}

/// What starting from a preset does; or why it cannot be done on this image.
pub fn start_from(preset: &Preset, draft: &Draft, catalog: &Catalog) -> Result<Start, String> {
    let selection = Selection::of(catalog, &draft.image);
    let Some(airflow) = selection.airflow() else {
        return Err("Say first which Airflow this image has.".to_owned());
    };
    if !preset.fits(airflow) {
        return Err(["For Airflow ", preset.since(), " and later; this is ", &airflow.to_string(), "."].concat());
    }
    let mut edits = Vec::new();
    let alpine = selection.distro() == Some(Distro::Alpine);
    let moves = if alpine { preset.debian(Some(airflow)) } else { "" };
    if !moves.is_empty() {
        let debian = on_debian(&selection).ok_or_else(|| [moves, " Choose a Debian image first."].concat())?;
        edits.push(Edit::Image(debian));
    }
    let distro = if moves.is_empty() { selection.distro().unwrap_or(Distro::Debian) } else { Distro::Debian };
    edits.extend(rows(preset, draft, distro, &selection).map(|(list, rows)| Edit::Append(list, rows)));
    edits.push(Edit::Text(TextField::Dag, preset.name.to_owned()));
    if draft.name == Draft::DEFAULT_NAME {
        edits.push(Edit::Text(TextField::Name, preset.name.to_owned()));
    }
    Ok(Start { edit: Edit::Named(["start from ", preset.title()].concat(), edits), moves })
}

impl Draft {
    /// Starts from a preset before anything else was said; what a link sets of it stays as it is there.
    pub fn begin_with(&mut self, preset: &Preset, keep_image: bool, catalog: &Catalog) {
        let selection = Selection::of(catalog, &self.image);
        let moves = !keep_image && !preset.debian(selection.airflow()).is_empty();
        if let Some(debian) = on_debian(&selection).filter(|_| moves) {
            self.image = debian;
        }
        let selection = Selection::of(catalog, &self.image);
        let distro = selection.distro().unwrap_or(Distro::Debian);
        let rows: Vec<_> = rows(preset, self, distro, &selection).collect();
        rows.into_iter().for_each(|(list, rows)| {
            self.insert(list, 0, rows);
        });
        if self.dag.is_empty() {
            preset.name.clone_into(&mut self.dag);
        }
    }
}

/// The first Debian that layers of one's own can stand on; none for other images.
fn on_debian(selection: &Selection) -> Option<ImageDraft> {
    let is_debian = |group: &Option<String>| group.as_deref() == Some(Distro::Debian.title());
    let found = selection.systems().into_iter().find(|choice| is_debian(&choice.group) && choice.unavailable.is_none());
    found.map(|choice| choice.image)
}

/// What the draft does not have yet, list by list.
fn rows(
    preset: &Preset,
    draft: &Draft,
    distro: Distro,
    selection: &Selection,
) -> impl Iterator<Item = (RowList, Vec<Row>)> {
    let mut lists = [RowList::Packages, RowList::Requirements, RowList::Env].map(|list| (list, Vec::new()));
    let airflow = selection.airflow();
    for addition in airflow.into_iter().flat_map(|airflow| preset.additions(distro, airflow)) {
        let [packages, requirements, variables] = &mut lists;
        let ((list, rows), row) = match addition {
            Addition::Package(name) => (packages, Row::line(name)),
            Addition::Requirement(line) => (requirements, Row::line(line)),
            Addition::Variable(name, value) => (variables, Row::pair(name, value)),
            Addition::Secret(name) => (variables, Row { mark: SecretMark::Secret, ..Row::pair(name, "") }),
        };
        let name = name_of(*list, &row);
        if !draft.rows(*list).iter().any(|there| name_of(*list, there) == name) {
            rows.push(row);
        }
    }
    lists.into_iter().filter(|(_, rows)| !rows.is_empty())
}

/// By what a row is the same as another: a requirement by its package, whatever its versions are.
fn name_of(list: RowList, row: &Row) -> String {
    let text = row.text.trim();
    match RequirementLine::parse(text) {
        Ok(RequirementLine::Requirement(requirement)) if list == RowList::Requirements => {
            requirement.normalised().as_str().to_owned()
        }
        _ => text.to_owned(),
    }
}

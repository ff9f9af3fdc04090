//! ENV that means to change how pip or a compiler works: in every Dockerfile of ours ENV stands after those steps.

use super::super::Examination;
use super::super::settings::field;
use crate::domain::{EnvVariable, Placement, RowList, TextField, Triggers};
use crate::draft::{Diagnostic, Edit, Row};

/// What a variable is for while an image is built.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Index,
    ExtraIndex,
    Proxy,
    Other,
}

/// Finds variables that the build would read and that come too late for it. A RUN among the extra instructions does
/// see them.
pub fn check(examination: &Examination, found: &mut Vec<Diagnostic>) {
    let mut words = examination.description.instructions.iter().filter_map(|line| line.split_whitespace().next());
    if words.any(|word| word.eq_ignore_ascii_case("RUN")) {
        return;
    }
    for variable in &examination.description.env {
        if let Some(purpose) = purpose(variable.name.as_str()) {
            found.push(too_late(examination, variable, purpose));
        }
    }
}

fn purpose(name: &str) -> Option<Purpose> {
    const BUILD: [&str; 9] = [
        "CFLAGS",
        "CPPFLAGS",
        "CXXFLAGS",
        "LDFLAGS",
        "MAKEFLAGS",
        "CC",
        "CXX",
        "PYMSSQL_BUILD_WITH_BUNDLED_FREETDS",
        "SETUPTOOLS_USE_DISTUTILS",
    ];
    const PROXIES: [&str; 5] = ["HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "ALL_PROXY", "NO_PROXY"];
    match name {
        "PIP_INDEX_URL" | "UV_INDEX_URL" | "UV_DEFAULT_INDEX" => Some(Purpose::Index),
        "PIP_EXTRA_INDEX_URL" | "UV_EXTRA_INDEX_URL" => Some(Purpose::ExtraIndex),
        _ if name.starts_with("PIP_") || name.starts_with("UV_") || BUILD.contains(&name) => Some(Purpose::Other),
        _ if PROXIES.iter().any(|proxy| name.eq_ignore_ascii_case(proxy)) => Some(Purpose::Proxy),
        _ => None,
    }
}

fn too_late(examination: &Examination, variable: &EnvVariable, purpose: Purpose) -> Diagnostic {
    let own = examination.description.own().is_some();
    let triggers = examination.description.prebuilt().is_some_and(|image| image.triggers != Triggers::None);
    let why = match variable.placement {
        Placement::Secret => "The build does not see what is in .env.",
        Placement::ComposeOnly => "The build does not see what is in compose.yaml.",
        Placement::Image if triggers => "The image's triggers run pip before this is set.",
        Placement::Image => "The Dockerfile runs pip before this is set.",
    };
    let way_out = match purpose {
        Purpose::Index if own => "Give the index mirror below instead.",
        Purpose::Index | Purpose::ExtraIndex => "Name the index in the requirements instead.",
        Purpose::Proxy => "Give the proxy to docker build by --build-arg.",
        Purpose::Other => "Set it in an image of your own below this one, or run pip in an extra instruction.",
    };
    let finding = Diagnostic::warning("env-too-late", field(variable), format!("{why} {way_out}"));
    match fix(examination, variable, purpose) {
        Some((label, edit)) => finding.with_fix(label, edit),
        None => finding,
    }
}

fn fix(examination: &Examination, variable: &EnvVariable, purpose: Purpose) -> Option<(&'static str, Edit)> {
    let address = variable.value.trim();
    if !address.starts_with("https://") || address.contains(['@', '$', ' ']) {
        return None;
    }
    let away = Edit::Remove(RowList::Env, variable.row);
    let line = |option: &str| {
        let row = Row::line(format!("{option} {address}"));
        Edit::All(vec![Edit::Insert(RowList::Requirements, 0, vec![row]), away.clone()])
    };
    match purpose {
        Purpose::Index if examination.description.own().is_some() => {
            let mirror = Edit::Text(TextField::Index, address.to_owned());
            Some(("Make it the index mirror", Edit::All(vec![mirror, away])))
        }
        Purpose::Index => Some(("Write it into the requirements", line("--index-url"))),
        Purpose::ExtraIndex => Some(("Write it into the requirements", line("--extra-index-url"))),
        Purpose::Proxy | Purpose::Other => None,
    }
}

//! The headless twin: a link in, the bytes that the page would give out.
//!
//! Exit code 0 without errors, 1 when a diagnostic is an error (everything safe is written all the same), 2 on wrong
//! usage or when the output cannot be written. Native only: the one room beside `tests` that writes files.

mod arguments;
mod projects;

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use self::arguments::{Arguments, Output, Source};
use crate::archive;
use crate::catalog::{Catalog, constraints_text};
use crate::doctor;
use crate::domain::ProjectDescription;
use crate::draft::{Diagnostic, Draft, Severity};
use crate::effective::{EffectiveImage, Step};
use crate::generator::{Mode, ProjectFiles, generate};
use crate::guide::{explain, to_markdown};
use crate::knowledge::{Knowledge, table_text};
use crate::link;
use crate::presets;
use crate::project;
use crate::share::snippets;

/// Runs the twin with the arguments after the program's name.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    let done = match arguments::said(&arguments) {
        Some(text) => print_bytes(text.as_bytes()).map(|()| ExitCode::SUCCESS),
        None => Arguments::parse(arguments).and_then(Arguments::execute),
    };
    match done {
        Ok(code) => code,
        Err(message) => {
            eprintln!("airflow-image-configurator: {message}");
            ExitCode::from(2)
        }
    }
}

impl Arguments {
    fn execute(self) -> Result<ExitCode, String> {
        let catalog = Catalog::start();
        let (draft, unapplied) = match &self.source {
            Source::Link(link) => {
                let opened = link::decode(link, catalog);
                (opened.draft, opened.diagnostics)
            }
            Source::Project(path) => (projects::read(path, catalog)?.draft, Vec::new()),
        };
        let (description, found) = consult(&draft, catalog);
        let diagnostics: Vec<Diagnostic> = unapplied.into_iter().chain(found).collect();
        diagnostics.iter().for_each(|d| eprintln!("{}", printed(d, &draft)));
        self.write(&draft, &description)?;
        let failed = diagnostics.iter().any(|d| d.severity == Severity::Error);
        Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }

    fn write(&self, draft: &Draft, description: &ProjectDescription) -> Result<(), String> {
        let (top_folder, files) = (description.name.as_str(), generate(description));
        match &self.output {
            Output::Folder(path) => write_folder(path, &files, self.force),
            Output::Zip(path) => fs::write(path, zipped(top_folder, &files)?).map_err(|e| unwritable(path, &e)),
            Output::Print(path) => print_file(path, &files),
            Output::Sha256 => {
                print_bytes(format!("{}\n", archive::sha256_hex(&zipped(top_folder, &files)?)).as_bytes())
            }
            Output::Link => print_bytes(format!("{}\n", description.fragment).as_bytes()),
            Output::Patch(from) => {
                let patch = projects::patch(from, draft, self.with_new, Catalog::start())?;
                print_bytes(patch.as_bytes())
            }
            Output::Explain(topic) => {
                let document = explain(topic, draft, Catalog::start());
                if document.is_empty() {
                    return Err(format!(
                        "there is nothing to explain of {topic:?}; a path is one of the project's files"
                    ));
                }
                print_bytes(to_markdown(&document).as_bytes())
            }
            Output::Steps => print_bytes(steps(description).as_bytes()),
            Output::Share(form) => {
                let forms = snippets(draft, Catalog::start(), self.source.address().unwrap_or_default(), "");
                let text = forms.into_iter().find(|snippet| snippet.form == *form).map(|snippet| snippet.text);
                print_bytes(format!("{}\n", text.unwrap_or_default().trim_end_matches('\n')).as_bytes())
            }
        }
    }
}

/// Stage, user and instruction of each step of the build, a line each.
fn steps(description: &ProjectDescription) -> String {
    let image = EffectiveImage::of(description);
    let line = |((stage, _), step): ((usize, usize), &Step)| {
        let name = image.stages.get(stage).map_or("", |stage| stage.name.as_str());
        format!("{name}\t{}\t{}\n", step.user, step.text())
    };
    image.steps().map(line).collect()
}

/// The description and everything that is to be said of it, with all tables at hand.
pub fn consult(draft: &Draft, catalog: &Catalog) -> (ProjectDescription, Vec<Diagnostic>) {
    let (description, _) = project::describe(draft, catalog);
    let mut knowledge = Knowledge::default();
    let mut known = Vec::new();
    // What is missing in one table can make another one worth asking.
    while let Some(table) =
        doctor::wanted(draft, &description, catalog, &knowledge).into_iter().find(|t| !known.contains(t))
    {
        known.push(table);
        table_text(table).into_iter().for_each(|text| knowledge.put(table, text.to_owned()));
    }
    project::consult(draft, catalog, &knowledge)
}

fn zipped(top_folder: &str, files: &ProjectFiles) -> Result<Vec<u8>, String> {
    archive::zip(top_folder, files, &embedded).map_err(|e| e.to_string())
}

fn embedded(asset: &str) -> Option<String> {
    presets::asset(asset).or_else(|| constraints_text(asset)).map(str::to_owned)
}

fn write_folder(folder: &Path, files: &ProjectFiles, force: bool) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|e| unwritable(folder, &e))?;
    let occupied = fs::read_dir(folder).map_err(|e| unwritable(folder, &e))?.next().is_some();
    if occupied && !force {
        return Err(format!("{} is not empty; give --force to write into it", folder.display()));
    }
    for file in files.iter() {
        let path = folder.join(&file.path);
        let bytes = archive::bytes_of(file, &embedded).map_err(|e| e.to_string())?;
        path.parent().map_or(Ok(()), fs::create_dir_all).map_err(|e| unwritable(&path, &e))?;
        fs::write(&path, bytes).map_err(|e| unwritable(&path, &e))?;
        set_mode(&path, file.mode).map_err(|e| unwritable(&path, &e))?;
    }
    Ok(())
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: Mode) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let bits = match mode {
        Mode::Regular => 0o644,
        Mode::Executable => 0o755,
    };
    fs::set_permissions(path, fs::Permissions::from_mode(bits))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: Mode) -> io::Result<()> {
    Ok(())
}

fn unwritable(path: &Path, reason: &io::Error) -> String {
    format!("{} could not be written: {reason}", path.display())
}

fn print_file(path: &str, files: &ProjectFiles) -> Result<(), String> {
    let file = files.get(path).ok_or_else(|| {
        let known: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        format!("the project has no file {path}; it has {}", known.join(", "))
    })?;
    print_bytes(&archive::bytes_of(file, &embedded).map_err(|e| e.to_string())?)
}

fn print_bytes(bytes: &[u8]) -> Result<(), String> {
    io::stdout().write_all(bytes).map_err(|e| format!("standard output could not be written: {e}"))
}

/// `severity code field: message`, on one line.
fn printed(diagnostic: &Diagnostic, draft: &Draft) -> String {
    let field = link::field_name(diagnostic.field, draft);
    format!("{} {} {field}: {}", diagnostic.severity.as_str(), diagnostic.code, diagnostic.message)
}

//! The headless twin: a link in, the bytes that the page would give out.
//!
//! Exit code 0 without errors, 1 when a diagnostic is an error (everything safe is written all the same), 2 on wrong
//! usage or when the output cannot be written. Native only: the one room beside `tests` that writes files.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::archive;
use crate::catalog::{Catalog, constraints_text};
use crate::doctor;
use crate::domain::{AirflowVersion, ProjectDescription, PythonVersion};
use crate::draft::{Diagnostic, Draft, Severity};
use crate::generator::{Mode, ProjectFiles, generate};
use crate::knowledge::{Knowledge, table_text};
use crate::link;
use crate::project;

const USAGE: &str = "\
usage: airflow-image-configurator LINK --output DIR [--force]
       airflow-image-configurator LINK --zip FILE
       airflow-image-configurator LINK --print PATH
       airflow-image-configurator LINK --sha256

LINK is a configuration link, whole or only what follows its #.
";

/// Runs the twin with the arguments after the program's name.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    match Arguments::parse(arguments).and_then(|arguments| arguments.execute()) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("airflow-image-configurator: {message}");
            ExitCode::from(2)
        }
    }
}

enum Output {
    Folder { path: PathBuf, force: bool },
    Zip(PathBuf),
    Print(String),
    Sha256,
}

struct Arguments {
    link: String,
    output: Output,
}

impl Arguments {
    fn parse(arguments: Vec<OsString>) -> Result<Self, String> {
        let (mut link, mut output, mut force) = (None, None, false);
        let mut rest = arguments.into_iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{} needs a value", argument.display()));
            let chosen = match argument.to_str() {
                Some("--output") => Output::Folder { path: value()?.into(), force: false },
                Some("--zip") => Output::Zip(value()?.into()),
                Some("--print") => Output::Print(value()?.to_string_lossy().into_owned()),
                Some("--sha256") => Output::Sha256,
                Some("--force") => {
                    force = true;
                    continue;
                }
                Some(option) if option.starts_with("--") => return Err(format!("unknown option {option}\n{USAGE}")),
                Some(text) if link.is_none() => {
                    link = Some(text.to_owned());
                    continue;
                }
                _ => return Err(format!("unexpected {}\n{USAGE}", argument.display())),
            };
            if output.replace(chosen).is_some() {
                return Err(format!("give one of --output, --zip, --print and --sha256\n{USAGE}"));
            }
        }
        let link = link.ok_or_else(|| format!("no link was given\n{USAGE}"))?;
        let mut output = output.ok_or_else(|| format!("say where the project goes\n{USAGE}"))?;
        match &mut output {
            Output::Folder { force: forced, .. } => *forced = force,
            _ if force => return Err(format!("--force belongs to --output\n{USAGE}")),
            _ => {}
        }
        Ok(Self { link, output })
    }

    fn execute(self) -> Result<ExitCode, String> {
        let catalog = Catalog::start();
        let opened = link::decode(&self.link, catalog);
        let (description, found) = consult(&opened.draft, catalog);
        let diagnostics: Vec<Diagnostic> = opened.diagnostics.into_iter().chain(found).collect();
        diagnostics.iter().for_each(|d| eprintln!("{}", printed(d, &opened.draft)));
        self.output.write(&description, &generate(&description))?;
        let failed = diagnostics.iter().any(|d| d.severity == Severity::Error);
        Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
    }
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

impl Output {
    fn write(&self, description: &ProjectDescription, files: &ProjectFiles) -> Result<(), String> {
        let top_folder = description.name.as_str();
        match self {
            Self::Folder { path, force } => write_folder(path, files, *force),
            Self::Zip(path) => fs::write(path, zipped(top_folder, files)?).map_err(|e| unwritable(path, &e)),
            Self::Print(path) => print_file(path, files),
            Self::Sha256 => print_bytes(format!("{}\n", archive::sha256_hex(&zipped(top_folder, files)?)).as_bytes()),
        }
    }
}

fn zipped(top_folder: &str, files: &ProjectFiles) -> Result<Vec<u8>, String> {
    archive::zip(top_folder, files, &embedded).map_err(|e| e.to_string())
}

fn embedded(airflow: AirflowVersion, python: PythonVersion) -> Option<String> {
    constraints_text(airflow, python).map(str::to_owned)
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
    let message = diagnostic.message.replace(char::is_control, " ");
    format!("{} {} {field}: {message}", diagnostic.severity.as_str(), diagnostic.code)
}

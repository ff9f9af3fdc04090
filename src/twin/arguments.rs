//! The command line: where the configuration comes from, and what is wanted of it.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use crate::guide::Topic;
use crate::share::Form;

/// How it is called.
const USAGE: &str = "\
usage: airflow-image-configurator SOURCE --output DIR [--force]
       airflow-image-configurator SOURCE --zip FILE
       airflow-image-configurator SOURCE --print PATH
       airflow-image-configurator SOURCE --sha256
       airflow-image-configurator SOURCE --link
       airflow-image-configurator SOURCE --patch PROJECT [--with-new-files]
       airflow-image-configurator SOURCE --share FORM
       airflow-image-configurator SOURCE --explain WHAT
       airflow-image-configurator SOURCE --steps
       airflow-image-configurator --help | --version

SOURCE is a configuration link, whole or only what follows its #, or
--import PROJECT. PROJECT is a folder, a zip, or a single file of one.
--patch prints what leads from that project to the one of SOURCE.
FORM is link, embed, badge, blocks or command; all but the last need a
whole link: they lead to its page.
WHAT is image (what really runs when it is built), next (what to do with
the download), terms, or the path of a file. --steps prints the steps of
the build, one a line: stage, user and instruction, with tabs between.
";

/// What is wanted.
#[derive(Debug, PartialEq)]
pub(super) enum Output {
    /// The files, in a folder.
    Folder(PathBuf),
    /// The archive.
    Zip(PathBuf),
    /// One file, on standard output.
    Print(String),
    /// The archive's digest.
    Sha256,
    /// The configuration as a link's fragment.
    Link,
    /// The difference from a project.
    Patch(PathBuf),
    /// A form in which the configuration is passed on.
    Share(Form),
    /// What there is to say on a topic.
    Explain(Topic),
    /// The steps of the build.
    Steps,
}

/// Where the configuration comes from.
#[derive(Debug, PartialEq)]
pub(super) enum Source {
    /// A link.
    Link(String),
    /// A project that exists.
    Project(PathBuf),
}

/// A command line.
#[derive(Debug, PartialEq)]
pub(super) struct Arguments {
    pub(super) source: Source,
    pub(super) output: Output,
    /// Whether to write into a folder that is not empty.
    pub(super) force: bool,
    /// Whether files that the other project does not have are part of the patch.
    pub(super) with_new: bool,
}

/// What is said in place of a project, when it is asked for anywhere among the arguments.
pub(super) fn said(arguments: &[OsString]) -> Option<String> {
    let asked = |long: &str, short: &str| arguments.iter().any(|argument| argument == long || argument == short);
    if asked("--help", "-h") {
        return Some(USAGE.to_owned());
    }
    asked("--version", "-V").then(|| format!("airflow-image-configurator {}\n", env!("CARGO_PKG_VERSION")))
}

impl Arguments {
    pub(super) fn parse(arguments: Vec<OsString>) -> Result<Self, String> {
        Self::read(arguments).map_err(|why| format!("{why}\n{USAGE}"))
    }

    fn read(arguments: Vec<OsString>) -> Result<Self, String> {
        let mut read = Read::default();
        let mut rest = arguments.into_iter();
        while let Some(argument) = rest.next() {
            read.take(&argument, &mut rest)?;
        }
        let wanted = read.whole()?;
        wanted.agrees()?;
        Ok(wanted)
    }

    /// Whether source, output and what is said of them fit together.
    fn agrees(&self) -> Result<(), String> {
        let refuse = |it: bool, why: &str| if it { Err(why.to_owned()) } else { Ok(()) };
        refuse(self.force && !matches!(self.output, Output::Folder(_)), "--force belongs to --output")?;
        refuse(self.with_new && !matches!(self.output, Output::Patch(_)), "--with-new-files belongs to --patch")?;
        let leads_to_a_page = matches!(self.output, Output::Share(form) if form != Form::Command);
        let nowhere = leads_to_a_page && self.source.address().is_none();
        refuse(nowhere, "--share needs a whole link, with the address of its page")
    }
}

/// What was read of a command line so far.
#[derive(Default)]
struct Read {
    source: Option<Source>,
    output: Option<Output>,
    force: bool,
    with_new: bool,
}

impl Read {
    fn take(&mut self, argument: &OsStr, rest: &mut impl Iterator<Item = OsString>) -> Result<(), String> {
        let mut value = || rest.next().ok_or_else(|| format!("{} needs a value", argument.display()));
        match argument.to_str() {
            Some("--force") => self.force = true,
            Some("--with-new-files") => self.with_new = true,
            Some("--import") => return self.take_source(Source::Project(value()?.into())),
            Some(option) if option.starts_with("--") => {
                let output = Output::of(option, value)?;
                if self.output.replace(output).is_some() {
                    return Err("give one of --output, --zip, --print, --sha256, --link, --patch, --share, --explain \
                                and --steps"
                        .to_owned());
                }
            }
            Some(text) => return self.take_source(Source::Link(text.to_owned())),
            None => return Err(format!("unexpected {}", argument.display())),
        }
        Ok(())
    }

    fn take_source(&mut self, source: Source) -> Result<(), String> {
        match self.source.replace(source) {
            None => Ok(()),
            Some(_) => Err("give one SOURCE: a link, or --import PROJECT".to_owned()),
        }
    }

    fn whole(self) -> Result<Arguments, String> {
        let source = self.source.ok_or("no link was given")?;
        let output = self.output.ok_or("say where the project goes")?;
        Ok(Arguments { source, output, force: self.force, with_new: self.with_new })
    }
}

impl Output {
    fn of(option: &str, mut value: impl FnMut() -> Result<OsString, String>) -> Result<Self, String> {
        Ok(match option {
            "--output" => Self::Folder(value()?.into()),
            "--zip" => Self::Zip(value()?.into()),
            "--print" => Self::Print(value()?.to_string_lossy().into_owned()),
            "--sha256" => Self::Sha256,
            "--link" => Self::Link,
            "--patch" => Self::Patch(value()?.into()),
            "--share" => Self::Share(form(&value()?.to_string_lossy())?),
            "--explain" => Self::Explain(topic(&value()?.to_string_lossy())),
            "--steps" => Self::Steps,
            _ => return Err(format!("unexpected option {option}")),
        })
    }
}

impl Source {
    /// The address of the page that a whole link leads to.
    pub(super) fn address(&self) -> Option<&str> {
        match self {
            Self::Link(link) => link.trim().split_once('#').map(|(address, _)| address).filter(|it| it.contains("://")),
            Self::Project(_) => None,
        }
    }
}

fn topic(word: &str) -> Topic {
    match word {
        "image" => Topic::Image,
        "next" => Topic::Next,
        "terms" => Topic::Terms,
        path => Topic::File(path.to_owned()),
    }
}

fn form(word: &str) -> Result<Form, String> {
    match word {
        "link" => Ok(Form::Link),
        "embed" => Ok(Form::Embed),
        "badge" => Ok(Form::Badge),
        "blocks" => Ok(Form::Blocks),
        "command" => Ok(Form::Command),
        _ => Err(format!("unknown form {word}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, String> {
        Arguments::parse(words.iter().map(OsString::from).collect())
    }

    #[test]
    fn one_source_and_one_output() {
        for words in [
            &["--sha256"][..],
            &["v=1"],
            &["v=1", "x", "--sha256"],
            &["v=1", "--sha256", "--link"],
            &["v=1", "--zip"],
            &["v=1", "--sha256", "--force"],
            &["v=1", "--link", "--with-new-files"],
            &["--import", "a", "--import", "b", "--link"],
            &["v=1", "--import", "a", "--link"],
            &["v=1", "--colour"],
            &["v=1", "--share", "badge"],
            &["--import", "a", "--share", "embed"],
            &["https://host/#v=1", "--share", "poster"],
        ] {
            assert!(parse(words).is_err(), "{words:?}");
        }
        let patch = parse(&["--import", "new", "--patch", "old", "--with-new-files"])
            .map(|it| (it.source, it.output, it.with_new));
        assert_eq!(patch, Ok((Source::Project("new".into()), Output::Patch("old".into()), true)));
        let shared =
            parse(&["https://host/a#v=1", "--share", "badge"]).map(|it| it.source.address().map(str::to_owned));
        assert_eq!(shared, Ok(Some("https://host/a".to_owned())));
        assert!(parse(&["--import", "a", "--share", "command"]).is_ok());
        assert_eq!(parse(&["v=1", "--output", "x", "--force"]).map(|it| it.force), Ok(true));
    }
}

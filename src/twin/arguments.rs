//! The command line: where the configuration comes from, and what is wanted of it.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::guide::Topic;
use crate::share::Form;

/// How it is called.
pub(super) const USAGE: &str = "\
usage: airflow-image-configurator SOURCE --output DIR [--force]
       airflow-image-configurator SOURCE --zip FILE
       airflow-image-configurator SOURCE --print PATH
       airflow-image-configurator SOURCE --sha256
       airflow-image-configurator SOURCE --link
       airflow-image-configurator SOURCE --patch PROJECT [--with-new-files]
       airflow-image-configurator SOURCE --share FORM
       airflow-image-configurator SOURCE --explain WHAT
       airflow-image-configurator SOURCE --steps

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

impl Arguments {
    pub(super) fn parse(arguments: Vec<OsString>) -> Result<Self, String> {
        let (mut source, mut output, mut force, mut with_new) = (None, None, false, false);
        let mut rest = arguments.into_iter();
        while let Some(argument) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{} needs a value", argument.display()));
            let chosen = match argument.to_str() {
                Some("--output") => Output::Folder(value()?.into()),
                Some("--zip") => Output::Zip(value()?.into()),
                Some("--print") => Output::Print(value()?.to_string_lossy().into_owned()),
                Some("--sha256") => Output::Sha256,
                Some("--link") => Output::Link,
                Some("--patch") => Output::Patch(value()?.into()),
                Some("--share") => Output::Share(form(&value()?.to_string_lossy())?),
                Some("--explain") => Output::Explain(topic(&value()?.to_string_lossy())),
                Some("--steps") => Output::Steps,
                Some("--force") => {
                    force = true;
                    continue;
                }
                Some("--with-new-files") => {
                    with_new = true;
                    continue;
                }
                Some("--import") if source.is_none() => {
                    source = Some(Source::Project(value()?.into()));
                    continue;
                }
                Some(option) if option.starts_with("--") => return Err(format!("unexpected option {option}\n{USAGE}")),
                Some(text) if source.is_none() => {
                    source = Some(Source::Link(text.to_owned()));
                    continue;
                }
                _ => return Err(format!("unexpected {}\n{USAGE}", argument.display())),
            };
            if output.replace(chosen).is_some() {
                return Err(format!(
                    "give one of --output, --zip, --print, --sha256, --link, --patch, --share, --explain and --steps\n{USAGE}"
                ));
            }
        }
        let source = source.ok_or_else(|| format!("no link was given\n{USAGE}"))?;
        let output = output.ok_or_else(|| format!("say where the project goes\n{USAGE}"))?;
        if force && !matches!(output, Output::Folder(_)) {
            return Err(format!("--force belongs to --output\n{USAGE}"));
        }
        if with_new && !matches!(output, Output::Patch(_)) {
            return Err(format!("--with-new-files belongs to --patch\n{USAGE}"));
        }
        if matches!(output, Output::Share(form) if form != Form::Command) && source.address().is_none() {
            return Err(format!("--share needs a whole link, with the address of its page\n{USAGE}"));
        }
        Ok(Self { source, output, force, with_new })
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
        _ => Err(format!("unknown form {word}\n{USAGE}")),
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

//! The model of a Dockerfile and its writer: the one place where a value becomes text of a Dockerfile.

use super::super::quoting;
use crate::domain::{Field, Placement, ProjectDescription, RowList};
use crate::generator::Line;

/// One instruction, with values as they shall be read back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Instruction {
    /// `FROM image [AS stage]`
    From(String, Option<&'static str>),
    /// `ARG NAME="default"`
    Arg(&'static str, String),
    /// `ENV NAME="value"`
    Env(String, String),
    /// `ENV NAME=text` with a text of ours, in which `$` is meant to be read.
    EnvExpanded(&'static str, String),
    /// `LABEL NAME="value"`
    Label(String, String),
    /// `RUN [mounts] command && command ...`
    Run(Vec<String>, Vec<String>),
    /// `COPY words`
    Copy(String),
    /// `USER name`
    User(&'static str),
    /// `WORKDIR path`
    Workdir(String),
    /// `EXPOSE port`
    Expose(u16),
    /// `ENTRYPOINT` in exec form
    Entrypoint(Vec<String>),
    /// A comment, one line.
    Comment(String),
    /// An empty line.
    Blank,
    /// A line of the person's own, as it is.
    Verbatim(String),
    /// `ONBUILD instruction`
    OnBuild(Box<Instruction>),
}

impl Instruction {
    /// The lines of the instruction.
    pub fn lines(&self) -> Vec<String> {
        match self {
            Self::Run(mounts, commands) => run(mounts, commands),
            Self::OnBuild(inner) => {
                let mut lines = inner.lines();
                if let Some(first) = lines.first_mut() {
                    first.insert_str(0, "ONBUILD ");
                }
                lines
            }
            other => vec![other.line()],
        }
    }

    fn line(&self) -> String {
        match self {
            Self::From(image, None) => format!("FROM {image}"),
            Self::From(image, Some(stage)) => format!("FROM {image} AS {stage}"),
            Self::Arg(name, default) => format!("ARG {name}={}", quoting::dockerfile(default)),
            Self::Env(name, value) => format!("ENV {name}={}", quoting::dockerfile(value)),
            Self::EnvExpanded(name, text) => format!("ENV {name}=\"{text}\""),
            Self::Label(name, value) => format!("LABEL {name}={}", quoting::dockerfile(value)),
            Self::Copy(words) => format!("COPY {words}"),
            Self::User(name) => format!("USER {name}"),
            Self::Workdir(path) => format!("WORKDIR {path}"),
            Self::Expose(port) => format!("EXPOSE {port}"),
            Self::Entrypoint(words) => {
                let words: Vec<String> = words.iter().map(|word| quoting::json(word)).collect();
                format!("ENTRYPOINT [{}]", words.join(", "))
            }
            Self::Comment(text) => format!("# {text}"),
            Self::Verbatim(line) => line.clone(),
            Self::Blank | Self::Run(..) | Self::OnBuild(_) => String::new(),
        }
    }
}

/// Each command on its own line, chained so that the first failure ends the step.
fn run(mounts: &[String], commands: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = mounts.iter().map(|mount| format!("--mount={mount} \\")).collect();
    for (at, command) in commands.iter().enumerate() {
        let chain = if at == 0 { "" } else { "&& " };
        let more = if at + 1 < commands.len() { " \\" } else { "" };
        lines.push(format!("{chain}{command}{more}"));
    }
    for (at, line) in lines.iter_mut().enumerate() {
        line.insert_str(0, if at == 0 { "RUN " } else { "    " });
    }
    lines
}

/// A Dockerfile: instructions, each with the field that it came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dockerfile {
    steps: Vec<(Instruction, Option<Field>)>,
}

impl Dockerfile {
    /// All instructions in order.
    pub fn instructions(&self) -> impl Iterator<Item = &Instruction> {
        self.steps.iter().map(|(instruction, _)| instruction)
    }

    /// All instructions in order, each with the field that it came from.
    pub fn steps(&self) -> impl Iterator<Item = &(Instruction, Option<Field>)> {
        self.steps.iter()
    }

    /// Adds an instruction that no field made.
    pub fn add(&mut self, instruction: Instruction) -> &mut Self {
        self.steps.push((instruction, None));
        self
    }

    /// Adds an instruction that a field made.
    pub fn add_from(&mut self, field: Field, instruction: Instruction) -> &mut Self {
        self.steps.push((instruction, Some(field)));
        self
    }

    /// Adds a comment.
    pub fn comment(&mut self, text: &str) -> &mut Self {
        self.add(Instruction::Comment(text.to_owned()))
    }

    /// Adds an empty line and a comment: the start of a part.
    pub fn part(&mut self, text: &str) -> &mut Self {
        self.add(Instruction::Blank).comment(text)
    }

    /// Adds a step of shell commands.
    pub fn run(&mut self, commands: impl IntoIterator<Item = String>) -> &mut Self {
        self.add(Instruction::Run(Vec::new(), commands.into_iter().collect()))
    }

    /// The same instructions as triggers; comments and empty lines stay what they are.
    pub fn as_triggers(self) -> Self {
        let trigger = |instruction| match instruction {
            Instruction::Comment(_) | Instruction::Blank => instruction,
            other => Instruction::OnBuild(Box::new(other)),
        };
        Self { steps: self.steps.into_iter().map(|(step, field)| (trigger(step), field)).collect() }
    }

    /// Adds all instructions of another.
    pub fn extend(&mut self, other: Self) -> &mut Self {
        self.steps.extend(other.steps);
        self
    }

    /// Adds what the person set: ENV in order, then the extra instructions as they are.
    pub fn add_own_lines(&mut self, description: &ProjectDescription) -> &mut Self {
        let in_image = description.env.iter().filter(|variable| variable.placement == Placement::Image);
        for (at, variable) in in_image.enumerate() {
            if at == 0 {
                self.add(Instruction::Blank);
            }
            let field = Field::Row(RowList::Env, variable.row);
            self.add_from(field, Instruction::Env(variable.name.as_str().to_owned(), variable.value.clone()));
        }
        for (number, line) in description.instructions.iter().enumerate() {
            if number == 0 {
                self.add(Instruction::Blank);
            }
            self.add_from(Field::Instruction(number), Instruction::Verbatim(line.clone()));
        }
        self
    }

    /// The lines of the file.
    pub fn lines(&self) -> Vec<Line> {
        let written = |(step, origin): &(Instruction, Option<Field>)| {
            let origin = *origin;
            step.lines().into_iter().map(move |text| Line { text, origin }).collect::<Vec<_>>()
        };
        self.steps.iter().flat_map(written).collect()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fixtures::{prebuilt, project, variable};
    use super::*;
    use crate::domain::{AirflowVersion, Base, Distro, Family, Triggers};

    fn text(description: &ProjectDescription) -> String {
        let lines = super::super::project(description).lines();
        lines.iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
    }

    /// A small reader of what the writer writes, by the rules of Dockerfiles: comments, `\` at the end of a line, ENV.
    fn read_env(text: &str) -> Vec<(String, String)> {
        let mut logical = Vec::new();
        let mut line = String::new();
        for physical in text.lines().filter(|physical| !physical.trim_start().starts_with('#')) {
            match physical.strip_suffix('\\') {
                Some(start) => line.push_str(start),
                None => logical.push(std::mem::take(&mut line) + physical),
            }
        }
        assert_eq!(line, "", "the last line goes on");
        let assignments = logical.iter().filter_map(|line| line.strip_prefix("ENV ")?.split_once('='));
        assignments.map(|(name, word)| (name.to_owned(), read_word(word))).collect()
    }

    fn read_word(word: &str) -> String {
        let (mut value, mut inside, mut rest) = (String::new(), false, word.chars());
        while let Some(c) = rest.next() {
            match c {
                '"' => inside = !inside,
                '\\' => value.extend(rest.next().filter(|c| "\"\\$".contains(*c))),
                '$' => panic!("a variable in {word}"),
                c => {
                    assert!(inside, "{c:?} stands outside in {word}");
                    value.push(c);
                }
            }
        }
        assert!(!inside, "{word} does not end");
        value
    }

    proptest! {
        #[test]
        fn values_come_back_in_order(values in prop::collection::vec("[\\\\\"'$#{}=`\t a-b0é🎉]{0,9}", 1..9)) {
            let image = prebuilt(Family::Runtime, Distro::Debian, Triggers::Runtime { comments: true });
            let mut description = project("3.3.2", Base::Prebuilt(image));
            description.env = (0..).zip(&values).map(|(number, value)| variable(number, value)).collect();
            let read = read_env(&text(&description));
            let written = (0..).zip(&values).map(|(number, value): (u32, _)| (format!("NAME_{number}"), value.clone()));
            prop_assert_eq!(read, written.collect::<Vec<_>>());
        }
    }

    #[test]
    fn the_form_of_each_instruction() {
        let check = |instruction: Instruction, expected: &[&str]| assert_eq!(instruction.lines(), expected);
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        check(Instruction::From("a:1".to_owned(), Some("b")), &["FROM a:1 AS b"]);
        check(Instruction::Arg("A", "$b".to_owned()), &["ARG A=\"\\$b\""]);
        check(Instruction::Label("a.b".to_owned(), "c \"d\"".to_owned()), &["LABEL a.b=\"c \\\"d\\\"\""]);
        check(Instruction::Entrypoint(words(&["a b", "\"\\"])), &["ENTRYPOINT [\"a b\", \"\\\"\\\\\"]"]);
        let run = Instruction::Run(words(&["type=secret"]), words(&["a", "b"]));
        check(run.clone(), &["RUN --mount=type=secret \\", "    a \\", "    && b"]);
        check(Instruction::OnBuild(Box::new(run)), &["ONBUILD RUN --mount=type=secret \\", "    a \\", "    && b"]);
        check(Instruction::Verbatim("  as it is \\".to_owned()), &["  as it is \\"]);
        let version = AirflowVersion::new(3, 3, 2).to_string();
        check(Instruction::EnvExpanded("PATH", format!("/{version}:${{PATH}}")), &["ENV PATH=\"/3.3.2:${PATH}\""]);
    }
}

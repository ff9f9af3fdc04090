//! Goals to start from: what each adds to a project, and the DAG that it brings. One file each, `catalog/presets/NAME.txt`,
//! and a line in the list below.
//!
//! A file has a head and a DAG. Lines of the head are `KEY VALUE`; `KEY@alpine`, `KEY@debian`, `KEY@1` to `KEY@3` hold for
//! that distribution or that major version of Airflow alone. The keys are those of the link (`packages`, `requirements`,
//! `env`, `secret`), and `title`, `about`, `since` (the first line of Airflow), `debian` (why it does not start on
//! Alpine). After `--- dag` comes the DAG in the words of Airflow 3, after `--- dag 1` that of Airflow 1. The page holds the
//! heads; the DAGs come when they are needed. A published preset never changes: a revision gets a new name.
//!
//! Must not be in here: what becomes of a draft (that is `draft`).

use crate::domain::{AirflowVersion, Distro, crc32};

/// A goal to start from.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// What links call it.
    pub name: &'static str,
    head: &'static str,
    /// Length of its file in bytes.
    pub length: u32,
    /// CRC-32 of its file.
    pub checksum: u32,
}

/// What a preset adds to a configuration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addition {
    /// A package of the operating system.
    Package(&'static str),
    /// A line of requirements.txt.
    Requirement(&'static str),
    /// A variable and its value.
    Variable(&'static str, &'static str),
    /// A variable whose value is the person's secret.
    Secret(&'static str),
}

const END: &[u8] = b"\n--- dag\n";

const fn head_length(text: &[u8]) -> usize {
    let mut at = 0;
    while at + END.len() <= text.len() {
        let mut same = 0;
        while same < END.len() && text[at + same] == END[same] {
            same += 1;
        }
        if same == END.len() {
            return at;
        }
        at += 1;
    }
    text.len()
}

const fn head<const LENGTH: usize>(text: &[u8]) -> [u8; LENGTH] {
    let mut head = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        head[at] = text[at];
        at += 1;
    }
    head
}

/// The head is copied out when the program is built: a reference into the whole file would bring all of it.
macro_rules! presets {
    ($($name:literal),* $(,)?) => {
        /// All of them, in the order of the page.
        pub const ALL: &[Preset] = &[$({
            const FILE: &[u8] = include_bytes!(concat!("../../catalog/presets/", $name, ".txt"));
            const HEAD: &[u8] = &head::<{ head_length(FILE) }>(FILE);
            const TEXT: &str = match str::from_utf8(HEAD) { Ok(text) => text, Err(_) => "" };
            #[allow(clippy::cast_possible_truncation)]
            Preset { name: $name, head: TEXT, length: FILE.len() as u32, checksum: crc32(FILE) }
        }),*];

        const FILES: &[(&str, &str)] = &[$(
            (concat!("presets/", $name, ".txt"), include_str!(concat!("../../catalog/presets/", $name, ".txt")))
        ),*];
    };
}

presets![
    "sftp-to-postgres",
    "dbt-postgres",
    "s3-data-lake",
    "data-quality",
    "web-scraping",
    "alerts",
    "spark-submit",
    "google-cloud",
    "snowflake",
    "kafka",
    "machine-learning",
];

/// The whole file at an address beside the page, `presets/kafka.txt`; `None` when there is none. For the engine and the
/// twin: whoever calls this brings all files along.
pub fn asset(address: &str) -> Option<&'static str> {
    FILES.iter().find(|(path, _)| *path == address).map(|(_, text)| *text)
}

/// The preset of a name.
pub fn find(name: &str) -> Option<&'static Preset> {
    ALL.iter().find(|preset| preset.name == name)
}

impl Preset {
    /// Its file's address beside the page.
    pub fn address(&self) -> String {
        ["presets/", self.name, ".txt"].concat()
    }

    /// What its DAG is called in Airflow.
    pub fn dag_id(&self) -> String {
        self.name.replace('-', "_")
    }

    /// The path of its DAG inside a project. Airflow lets DAGs import what is in `dags`: a file there named as a library
    /// without an `__init__.py` of its own, as `snowflake` is, would stand in for that library.
    pub fn dag_path(&self) -> String {
        ["dags/", &self.dag_id(), "_dag.py"].concat()
    }

    /// What it is called.
    pub fn title(&self) -> &'static str {
        self.value("title")
    }

    /// What it does, in one sentence.
    pub fn about(&self) -> &'static str {
        self.value("about")
    }

    /// Why it starts on Debian with a version of Airflow; empty when any system will do.
    pub fn debian(&self, airflow: Option<AirflowVersion>) -> &'static str {
        let reasons = airflow.into_iter().flat_map(|airflow| self.lines(Distro::Alpine, airflow));
        reasons.filter(|(key, _)| *key == "debian").map(|(_, why)| why).next().unwrap_or_default()
    }

    /// The first line of Airflow that it is for, `2.9`.
    pub fn since(&self) -> &'static str {
        self.value("since")
    }

    /// Whether it is for a version of Airflow.
    pub fn fits(&self, airflow: AirflowVersion) -> bool {
        AirflowVersion::parse(self.since()).is_ok_and(|since| since.line() <= airflow.line())
    }

    /// What it adds on a distribution to a version of Airflow, in the order of its file.
    pub fn additions(&self, distro: Distro, airflow: AirflowVersion) -> impl Iterator<Item = Addition> {
        self.lines(distro, airflow).filter_map(|(key, value)| addition(key, value))
    }

    /// Keys and values that hold there.
    fn lines(&self, distro: Distro, airflow: AirflowVersion) -> impl Iterator<Item = (&'static str, &'static str)> {
        let major = airflow.major;
        self.head.lines().filter_map(move |line| {
            let (key, value) = line.split_once(' ')?;
            let (key, condition) = key.split_once('@').unwrap_or((key, ""));
            let holds = condition.is_empty() || condition == distro.as_str() || condition.parse() == Ok(major);
            holds.then_some((key, value))
        })
    }

    fn value(&self, wanted: &str) -> &'static str {
        let value = |line: &'static str| line.split_once(' ').filter(|(key, _)| *key == wanted).map(|(_, value)| value);
        self.head.lines().find_map(value).unwrap_or_default()
    }
}

fn addition(key: &str, value: &'static str) -> Option<Addition> {
    Some(match key {
        "packages" => Addition::Package(value),
        "requirements" => Addition::Requirement(value),
        "env" => {
            let (name, value) = value.split_once('=')?;
            Addition::Variable(name, value)
        }
        "secret" => Addition::Secret(value),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_preset_says_what_it_is_in_keys_that_are_known() {
        for preset in ALL {
            for line in preset.head.lines() {
                let (key, value) = line.split_once(' ').expect(line);
                let (key, condition) = key.split_once('@').unwrap_or((key, ""));
                let known = ["title", "about", "since", "debian", "packages", "requirements", "env", "secret"];
                assert!(known.contains(&key) && !value.trim().is_empty(), "{}: {line}", preset.name);
                assert!(["", "alpine", "debian", "1", "2", "3"].contains(&condition), "{}: {line}", preset.name);
            }
            assert!(!preset.title().is_empty() && preset.about().ends_with('.'), "{}", preset.name);
            assert!(AirflowVersion::parse(preset.since()).is_ok(), "{}", preset.name);
            assert!(preset.fits(AirflowVersion::new(3, 3, 2)));
            let file = asset(&preset.address()).expect(preset.name);
            assert!(file.starts_with(preset.head) && file.contains("\n--- dag\n"), "{}", preset.name);
            assert_eq!((file.len(), crc32(file.as_bytes())), (preset.length as usize, preset.checksum));
            assert_eq!(file.contains("\n--- dag 1\n"), preset.fits(AirflowVersion::new(1, 10, 15)), "{}", preset.name);
        }
        assert!(find("kafka").is_some() && find("Kafka").is_none() && asset("presets/../kafka.txt").is_none());
    }

    #[test]
    fn additions_are_those_of_the_distribution_and_the_line() {
        let check = |name: &str, distro, airflow, expected: Addition, is_there: bool| {
            let preset = find(name).expect(name);
            let airflow = AirflowVersion::parse(airflow).expect("a version");
            assert_eq!(
                preset.additions(distro, airflow).any(|addition| addition == expected),
                is_there,
                "{expected:?}"
            );
        };
        let java = Addition::Package("openjdk17-jre-headless");
        check("spark-submit", Distro::Alpine, "3.3.2", java, true);
        check("spark-submit", Distro::Debian, "3.3.2", java, false);
        let provider = Addition::Requirement("apache-airflow-providers-sftp");
        check("sftp-to-postgres", Distro::Alpine, "2.11.0", provider, true);
        check("sftp-to-postgres", Distro::Alpine, "1.10.12", provider, false);
        check("sftp-to-postgres", Distro::Debian, "1.10.12", Addition::Variable("SFTP_FOLDER", "/upload"), true);
        check("kafka", Distro::Debian, "2.9.0", Addition::Secret("AIRFLOW_CONN_KAFKA_DEFAULT"), true);
    }
}

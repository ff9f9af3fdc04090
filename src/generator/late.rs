//! Files whose text comes late: an asset beside the page, whose bytes the description already fixes by length and CRC-32.
//! It can be missing; it cannot be different.

use crate::domain::{AirflowVersion, crc32};

/// Where a file's text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateFile {
    /// The asset's address beside the page: `constraints/2.10.1-python3.12.txt`, `presets/kafka.txt`.
    pub asset: String,
    /// Length of the asset in bytes.
    pub length: u32,
    /// CRC-32 of the asset.
    pub checksum: u32,
    /// What of it the file holds.
    pub cut: Cut,
}

/// What of an asset a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// All of it.
    Whole,
    /// Of a preset, its DAG in the words of this Airflow.
    Dag(AirflowVersion),
}

impl LateFile {
    /// Whether a text is the asset that is meant.
    pub fn is(&self, asset: &str) -> bool {
        u32::try_from(asset.len()) == Ok(self.length) && crc32(asset.as_bytes()) == self.checksum
    }

    /// The file's text; `None` when the asset is not the one that is meant.
    pub fn text(&self, asset: &str) -> Option<String> {
        self.is(asset).then(|| self.cut(asset).unwrap_or_else(|| asset.to_owned()))
    }

    /// The part of the right asset that the file holds; `None` when it holds all of it.
    pub fn cut(&self, asset: &str) -> Option<String> {
        match self.cut {
            Cut::Whole => None,
            Cut::Dag(airflow) => Some(dag(asset, airflow.line())),
        }
    }
}

/// Heads the DAG of a preset.
const DAG: &str = "--- dag\n";
/// Heads its DAG for Airflow 1, which comes last.
const DAG_1: &str = "--- dag 1\n";

/// The DAG stands there in the words of Airflow 3. Airflow 2 has the same under another name; 2.4 renamed
/// `schedule_interval` to `schedule`.
fn dag(preset: &str, line: (u16, u16)) -> String {
    let (today, first) = preset.split_once(DAG_1).unwrap_or((preset, ""));
    let today = today.split_once(DAG).map_or("", |(_, dag)| dag);
    let decorators = |dag: &str| dag.replace("from airflow.sdk import", "from airflow.decorators import");
    match line {
        (..=1, _) => first.to_owned(),
        (2, ..=3) => decorators(today).replace("@dag(schedule=", "@dag(schedule_interval="),
        (2, _) => decorators(today),
        _ => today.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASSET: &str =
        "title A\n--- dag\nfrom airflow.sdk import dag\n@dag(schedule=None)\n--- dag 1\nfrom airflow import DAG\n";

    #[track_caller]
    fn check(airflow: &str, dag: &str) {
        let airflow = AirflowVersion::parse(airflow).expect("a version");
        let length = u32::try_from(ASSET.len()).expect("short");
        let file = LateFile { asset: String::new(), length, checksum: crc32(ASSET.as_bytes()), cut: Cut::Dag(airflow) };
        assert_eq!(file.text(ASSET).as_deref(), Some(dag));
        assert_eq!(file.text(&ASSET.to_uppercase()), None);
        assert_eq!(file.text(&ASSET[1..]), None);
    }

    #[test]
    fn a_preset_s_dag_speaks_its_line() {
        check("3.3.2", "from airflow.sdk import dag\n@dag(schedule=None)\n");
        check("2.4.0", "from airflow.decorators import dag\n@dag(schedule=None)\n");
        check("2.3.4", "from airflow.decorators import dag\n@dag(schedule_interval=None)\n");
        check("1.10.15", "from airflow import DAG\n");
    }
}

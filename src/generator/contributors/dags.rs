//! The example DAG and its test, in the words of the Airflow line.

use super::super::{Content, Cut, LateFile, Mode, ProjectFiles};
use crate::domain::{AirflowVersion, PresetDag, ProjectDescription};

const DAG_1: &str = include_str!("templates/dag_1.py");
const DAG_2: &str = include_str!("templates/dag_2.py");
const DAG_3: &str = include_str!("templates/dag_3.py");
const TEST: &str = include_str!("templates/test_dags.py");

/// Writes `dags/example.py` or the DAG of the preset, `dags/.airflowignore` and `tests/dags/test_dag_example.py`.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    match &description.dag {
        Some(dag) => files.add(dag.path.clone(), Mode::Regular, Content::Late(late(dag, description.airflow))),
        None => files.add_text("dags/example.py", &dag(description.airflow.line())),
    }
    files.add_text("dags/.airflowignore", "");
    files.add_text("tests/dags/test_dag_example.py", &test(description.airflow.line()));
}

fn late(dag: &PresetDag, airflow: AirflowVersion) -> LateFile {
    LateFile { asset: dag.asset.clone(), length: dag.length, checksum: dag.checksum, cut: Cut::Dag(airflow) }
}

/// Airflow 2.4 renamed `schedule_interval` to `schedule`.
fn dag(line: (u16, u16)) -> String {
    match line {
        (..=1, _) => DAG_1.to_owned(),
        (2, ..=3) => DAG_2.replace("@dag(schedule=", "@dag(schedule_interval="),
        (2, _) => DAG_2.to_owned(),
        _ => DAG_3.to_owned(),
    }
}

/// Airflow 3.2 moved the reader of DAG files, and took the examples out of it (seen in 3.3.2).
fn test(line: (u16, u16)) -> String {
    let (import, examples) = match line {
        (3, 2..) | (4.., _) => ("from airflow.dag_processing.dagbag import DagBag", ""),
        _ => ("from airflow.models import DagBag", ", include_examples=False"),
    };
    TEST.replace("DAG_BAG", import).replace("EXAMPLES", examples)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dag_speaks_its_line() {
        assert!(dag((1, 10)).contains("python_operator"));
        assert!(dag((2, 3)).contains("schedule_interval=None"));
        assert!(dag((2, 4)).contains("airflow.decorators") && dag((2, 4)).contains("@dag(schedule=None"));
        assert!(dag((3, 0)).contains("airflow.sdk"));
    }
}

"""Every DAG file is read without an error, and every DAG has a task. Run with pytest, where Airflow is installed."""

from pathlib import Path

DAG_BAG

DAGS = Path(__file__).parents[2] / "dags"


def test_every_dag_is_read():
    bag = DagBag(dag_folder=str(DAGS)EXAMPLES)
    assert bag.import_errors == {}
    assert bag.dags
    assert all(dag.tasks for dag in bag.dags.values())

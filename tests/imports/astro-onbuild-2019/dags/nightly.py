from datetime import datetime

from airflow import DAG
from airflow.operators.bash_operator import BashOperator

with DAG("nightly", start_date=datetime(2019, 5, 1), schedule_interval="0 3 * * *", catchup=False) as dag:
    BashOperator(task_id="say", bash_command="echo {{ ds }}")

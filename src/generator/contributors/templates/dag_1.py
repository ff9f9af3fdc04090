"""Counts the words of a few lines: three tasks in a row that need no connection.

Delete this file when you have a DAG of your own.
"""

from datetime import datetime

from airflow import DAG
from airflow.operators.python_operator import PythonOperator


def read():
    return ["a rose is a rose", "is a rose"]


def count(**context):
    lines = context["ti"].xcom_pull(task_ids="read")
    words = [word for line in lines for word in line.split()]
    return {word: words.count(word) for word in sorted(set(words))}


def report(**context):
    counts = context["ti"].xcom_pull(task_ids="count")
    for word, number in sorted(counts.items()):
        print("{}: {}".format(word, number))


with DAG("example", schedule_interval=None, start_date=datetime(2020, 1, 1), catchup=False) as dag:
    reading = PythonOperator(task_id="read", python_callable=read)
    counting = PythonOperator(task_id="count", python_callable=count, provide_context=True)
    reporting = PythonOperator(task_id="report", python_callable=report, provide_context=True)
    reading >> counting >> reporting

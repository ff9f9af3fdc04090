from datetime import datetime

from airflow.sdk import dag, task


@dag(schedule="@daily", start_date=datetime(2024, 1, 1), catchup=False, tags=["orders"])
def orders():
    @task
    def fetch():
        return [1, 2, 3]

    @task
    def total(rows):
        print(sum(rows))

    total(fetch())


orders()

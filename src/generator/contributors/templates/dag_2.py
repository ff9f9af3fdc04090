"""Counts the words of a few lines: three tasks in a row that need no connection.

Delete this file when you have a DAG of your own.
"""

from datetime import datetime

from airflow.decorators import dag, task


@dag(schedule=None, start_date=datetime(2024, 1, 1), catchup=False, tags=["example"])
def example():
    @task
    def read():
        return ["a rose is a rose", "is a rose"]

    @task
    def count(lines):
        words = [word for line in lines for word in line.split()]
        return {word: words.count(word) for word in sorted(set(words))}

    @task
    def report(counts):
        for word, number in counts.items():
            print(f"{word}: {number}")

    report(count(read()))


# Up to 2.3 Airflow finds a DAG only by a name at the top of its file.
example_dag = example()

#!/usr/bin/env bash
exec airflow "$@"

"""What is kept by hand about Airflow's options, beside the table of them. Facts only; the making is in options.py.

*Seen* was looked up in the code of an installed Airflow 2.11.0 and 3.3.2 (how they read an option, what they rename),
*known* is general knowledge.
"""

# From this minor on, celery, kubernetes, elasticsearch and others keep their options in their providers.
PROVIDERS_SINCE = "2.7"
# Known: the first Airflow line that a provider runs with, where that is later.
PROVIDER_SINCE = {"common-io": "2.8", "fab": "2.9", "standard": "2.9", "edge3": "2.10", "keycloak": "3.0"}

# Seen: read by getint, though the table of options calls them strings or floats.
INTEGERS = """api.log_fetch_timeout_sec api.port celery.flower_port celery.sync_parallelism celery.worker_concurrency
celery.worker_log_server_port core.dag_concurrency core.dag_file_processor_timeout core.max_queued_runs_per_dag
core.sql_alchemy_max_overflow core.sql_alchemy_pool_recycle core.sql_alchemy_pool_size
core.non_pooled_task_slot_count kerberos.reinit_frequency kubernetes.worker_pods_creation_batch_size
kubernetes_executor.worker_pods_creation_batch_size logging.trigger_log_server_port logging.worker_log_server_port
operators.default_cpus operators.default_disk operators.default_gpus operators.default_ram scheduler.max_threads
scheduler.run_duration scheduler.statsd_port triggerer.default_capacity triggerer.triggerer_health_check_threshold
webserver.default_dag_run_display_number webserver.log_fetch_timeout_sec webserver.web_server_master_timeout
webserver.web_server_port webserver.web_server_worker_timeout webserver.worker_refresh_batch_size
webserver.worker_refresh_interval webserver.workers""".split()
# Seen: read by getfloat, though the table calls them integers or strings.
FLOATS = ["scheduler.scheduler_heartbeat_sec", "scheduler.processor_poll_interval"]
# Seen where this Airflow has them, known otherwise: comma-separated (classes for deserialization by spaces).
LISTS = """api.access_control_allow_headers api.access_control_allow_methods api.access_control_allow_origin
api.access_control_allow_origins api.auth_backends core.allowed_deserialization_classes
core.allowed_deserialization_classes_regexp core.executor core.sensitive_var_conn_names
core.simple_auth_manager_users database.external_db_managers admin.sensitive_variable_fields
elasticsearch.json_fields opensearch.json_fields execution_api.jwt_audience api_auth.jwt_audience fab.auth_backends
kubernetes_executor.multi_namespace_mode_namespace_list
kubernetes_executor.worker_pod_pending_fatal_container_state_reasons
kubernetes_executor.pod_launch_failure_excluded_container_reasons logging.callsite_parameters
logging.color_log_error_keywords logging.color_log_warning_keywords logging.extra_logger_names logging.extra_loggers
logging.namespace_levels metrics.metrics_allow_list metrics.metrics_block_list metrics.statsd_allow_list
metrics.statsd_datadog_tags metrics.statsd_disabled_tags profiling.memray_trace_components
scheduler.statsd_allow_list smart_sensor.sensors_enabled webserver.audit_view_excluded_events
webserver.audit_view_included_events aws_ecs_executor.security_groups aws_ecs_executor.subnets
openlineage.disabled_for_operators openlineage.extractors openlineage.custom_run_facets""".split()
# Seen for core and kubernetes_executor.api_client_retry_configuration, known otherwise.
JSONS = """core.asset_manager_kwargs core.dataset_manager_kwargs dag_processor.dag_bundle_config_list
database.sql_alchemy_engine_args logging.remote_task_handler_kwargs sdk.coordinators sdk.queue_to_coordinator
secrets.backend_kwargs workers.secrets_backend_kwargs kubernetes_executor.api_client_retry_configuration
kubernetes_executor.kube_client_request_args kubernetes_executor.delete_option_kwargs
kubernetes.kube_client_request_args kubernetes.delete_option_kwargs celery.extra_celery_config
celery.result_backend_sqlalchemy_engine_options fab.custom_roles openlineage.transport openlineage.emission_policy
aws_batch_executor.submit_job_kwargs aws_ecs_executor.run_task_kwargs aws_ecs_executor.capacity_provider_strategy
celery_broker_transport_options.sentinel_kwargs celery_result_backend_transport_options.sentinel_kwargs""".split()
# Known: names and texts that the table calls booleans, or whose default only looks like one.
TEXTS = ["mesos.default_principal", "mesos.default_secret", "mesos.docker_image_slave"]
# Of True and False, and still not to be checked: these sections go to a client library as a whole.
UNCHECKED_SECTIONS = ["elasticsearch_configs", "opensearch_configs"]
KINDS = {"integer": INTEGERS, "float": FLOATS, "list": LISTS, "json": JSONS, "text": TEXTS}
# `o`: other values are possible. `c`: any case. None: exactly these, as Airflow compares them. Seen, but for `o`.
CHOICES = {
    "api.expose_stacktrace": ("", ["True", "False"]),
    "api.expose_config": ("o", ["True", "False", "non-sensitive-only"]),
    "webserver.expose_config": ("o", ["True", "False", "non-sensitive-only"]),
    "email.ssl_context": ("", ["default", "none"]),
    "imap.ssl_context": ("", ["default", "none"]),
    "core.test_connection": ("c", ["Disabled", "Enabled", "Hidden"]),
    "core.default_timezone": ("o", ["utc", "system"]),
    "core.security": ("o", ["", "kerberos"]),
    "webserver.dag_default_view": ("o", ["grid", "graph", "duration", "gantt", "landing_times"]),
    "webserver.dag_orientation": ("o", ["LR", "TB", "RL", "BT"]),
    "webserver.cookie_samesite": ("o", ["", "Lax", "Strict", "None"]),
    "fab.cookie_samesite": ("o", ["", "Lax", "Strict", "None"]),
    "webserver.session_backend": ("o", ["database", "securecookie"]),
    "fab.session_backend": ("o", ["database", "securecookie"]),
    "webserver.worker_class": ("o", ["sync", "eventlet", "gevent"]),
    "api.server_type": ("o", ["uvicorn", "gunicorn"]),
    "celery.pool": ("o", ["prefork", "solo", "eventlet", "gevent"]),
    "standard.venv_install_method": ("o", ["auto", "pip", "uv"]),
}

# Seen in the renames that `airflow config lint` knows, and the table of options does not: from 3.0 on, old name unread.
MOVED_AT_3 = {
    "core": "dataset_manager_class:core.asset_manager_class dataset_manager_kwargs:core.asset_manager_kwargs",
    "api": "auth_backends:fab.auth_backends",
    "webserver": """config_file:fab.config_file session_backend:fab.session_backend cookie_secure:fab.cookie_secure
        session_lifetime_minutes:fab.session_lifetime_minutes cookie_samesite:fab.cookie_samesite
        enable_proxy_fix:fab.enable_proxy_fix proxy_fix_x_for:fab.proxy_fix_x_for proxy_fix_x_port:fab.proxy_fix_x_port
        proxy_fix_x_host:fab.proxy_fix_x_host proxy_fix_x_proto:fab.proxy_fix_x_proto
        proxy_fix_x_prefix:fab.proxy_fix_x_prefix""",
    "scheduler": """parsing_processes:dag_processor.parsing_processes
        stale_dag_threshold:dag_processor.stale_dag_threshold
        file_parsing_sort_mode:dag_processor.file_parsing_sort_mode
        max_callbacks_per_loop:dag_processor.max_callbacks_per_loop
        min_file_process_interval:dag_processor.min_file_process_interval
        print_stats_interval:dag_processor.print_stats_interval
        local_task_job_heartbeat_sec:scheduler.task_instance_heartbeat_sec
        scheduler_zombie_task_threshold:scheduler.task_instance_heartbeat_timeout
        zombie_detection_interval:scheduler.task_instance_heartbeat_timeout_detection_interval
        child_process_log_directory:logging.dag_processor_child_process_log_directory""",
}
# Known: read until its new name came, though no table has it.
EXTRA_SPANS = {"core.non_pooled_task_slot_count": [["1.10", "2.1"]]}

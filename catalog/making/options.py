"""options.tsv: Airflow's options, out of airflow-options.json. What each column means: catalog/README.md.

What is kept by hand in here is marked: *seen* was looked up in the code of an installed Airflow 2.11.0 and 3.3.2 (how
they read an option), *known* is general knowledge.
"""
import json

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
# Of True and False, and still not to be checked: these sections go to a client library as a whole.
UNCHECKED_SECTIONS = ["elasticsearch_configs", "opensearch_configs"]
# `o`: other values are possible. `c`: any case. None: exactly these, as Airflow compares them. Seen, but for `o`.
CHOICES = {
    "api.expose_stacktrace": ("", ["True", "False"]),
    "api.expose_config": ("o", ["True", "False", "non-sensitive-only"]),
    "webserver.expose_config": ("o", ["True", "False", "non-sensitive-only"]),
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
LEVELS = ["CRITICAL", "FATAL", "ERROR", "WARN", "WARNING", "INFO", "DEBUG"]
CHOICES_OF_OLD_NAMES = {"core.logging_level": LEVELS, "core.fab_logging_level": LEVELS}

# Seen in the renames that `airflow config lint` knows, and the table of options does not: from 3.0 on, old name unread.
MOVED_AT_3 = {
    "core": "dataset_manager_class:core.asset_manager_class dataset_manager_kwargs:core.asset_manager_kwargs",
    "api": "auth_backends:fab.auth_backends",
    "webserver": """config_file:fab.config_file session_backend:fab.session_backend cookie_secure:fab.cookie_secure
        session_lifetime_minutes:fab.session_lifetime_minutes cookie_samesite:fab.cookie_samesite
        enable_proxy_fix:fab.enable_proxy_fix proxy_fix_x_for:fab.proxy_fix_x_for proxy_fix_x_port:fab.proxy_fix_x_port
        proxy_fix_x_host:fab.proxy_fix_x_host proxy_fix_x_proto:fab.proxy_fix_x_proto
        proxy_fix_x_prefix:fab.proxy_fix_x_prefix""",
    "scheduler": """parsing_processes:dag_processor.parsing_processes stale_dag_threshold:dag_processor.stale_dag_threshold
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


def line(minor):
    return tuple(int(part) for part in minor.split(".")[:2])


def minor_of(version):
    return ".".join(version.split(".")[:2])


def escaped(text):
    for plain, written in (("\\", "\\\\"), ("\t", "\\t"), ("\n", "\\n"), ("\r", "\\r")):
        text = text.replace(plain, written)
    return text


def as_airflow_has_it(default, option, minor):
    """The table keeps the escapes of config.yml: %% is one %, and {{ is one {, but for templates from 2.7 on."""
    if default is None:
        return None
    default = default.replace("%%", "%")
    template = option.get("templated") and line(minor) >= (2, 7)
    return default if template else default.replace("{{", "{").replace("}}", "}")


class Option:
    """One option, from every table that knows it."""

    def __init__(self, name, minors):
        self.name, self.minors = name, minors
        self.spans, self.defaults, self.was = [], [], []
        self.type, self.sensitive, self.deprecated, self.provider = "string", False, "", ""

    def following(self, minor):
        later = [m for m in self.minors if line(m) > line(minor)]
        return later[0] if later else None

    def add(self, option, spans):
        self.type = option["type"]
        self.sensitive |= bool(option.get("sensitive"))
        self.deprecated = minor_of(option.get("version_deprecated") or "") or self.deprecated
        self.provider = option.get("provider", "").split(" ")[0] or self.provider
        self.spans += spans
        default = option["default"]
        steps = default if isinstance(default, list) else [{"from": spans[0][0], "default": default}]
        for step in steps:
            value = as_airflow_has_it(step["default"], option, step["from"])
            if not self.defaults or self.defaults[-1][1] != value:
                self.defaults.append((step["from"], value))

    def merged_spans(self):
        """Neighbouring spans are one; the newest minor known is an open end."""
        merged = []
        for first, last in sorted(self.spans, key=lambda span: line(span[0])):
            if merged and (self.following(merged[-1][1]) == first or line(first) <= line(merged[-1][1])):
                merged[-1][1] = max(merged[-1][1], last, key=line)
            else:
                merged.append([first, last])
        return merged

    def span_cell(self):
        newest = self.minors[-1]
        return ",".join(first if first == last != newest else f"{first}-{'' if last == newest else last}"
                        for first, last in self.merged_spans())

    def default_cells(self):
        """`2.4=value` from that minor on, `2.4` for none; the first without its minor."""
        cells = []
        for index, (minor, value) in enumerate(self.defaults):
            if value is None and index == 0:
                continue
            head = minor if index else ""
            cells.append(head if value is None else f"{head}={escaped(value)}")
        return cells

    def plain_default(self):
        values = [value for _, value in self.defaults if value is not None]
        return values[-1] if values else ""

    def kind(self, choices):
        """How Airflow reads it."""
        section = self.name.rsplit(".", 1)[0]
        for kind, names in (("integer", INTEGERS), ("float", FLOATS), ("list", LISTS), ("json", JSONS)):
            if self.name in names:
                return kind
        if choices:
            return "choice"
        if section in UNCHECKED_SECTIONS:
            return "text"
        if self.type == "string" and self.plain_default() in ("True", "False", "true", "false"):
            return "boolean"
        return {"string": "text", "int": "integer"}.get(self.type, self.type)

    def row(self, allowed):
        flags, choices = CHOICES.get(self.name, ("", allowed.get(self.name) or CHOICES_OF_OLD_NAMES.get(self.name, [])))
        section, key = self.name.rsplit(".", 1)
        kind = self.kind(choices)
        empty = any(value == "" for _, value in self.defaults)
        letters = ("s" if self.sensitive else "") + ("e" if empty else "") + flags
        return [section, key, kind, self.span_cell(), letters, "|".join(choices) if kind == "choice" else "",
                " ".join(self.was), self.deprecated, self.provider, *self.default_cells()]


def qualified(name, section):
    return name if "." in name else f"{section}.{name}"


class Table:
    def __init__(self, document):
        self.document, self.minors = document, ["1.9", *document["minors"]]
        self.options = {}
        self.core()
        self.first_line()
        self.providers()
        self.renames()

    def option(self, name):
        return self.options.setdefault(name, Option(name, self.minors))

    def core(self):
        for section, keys in self.document["core"].items():
            for key, option in keys.items():
                self.option(f"{section}.{key}").add(option, [list(span) for span in option["minors"]])

    def first_line(self):
        """What 1.9.0 had, and what early releases of 1.10 had and the last of them has not."""
        for section, keys in self.document["one_x_by_patch"].items():
            for key, history in keys.items():
                option = self.option(f"{section}.{key}")
                first = "1.9" if history[0]["from"] == "1.9.0" else "1.10"
                last = "1.9" if history[-1]["to"].startswith("1.9.") else "1.10"
                if option.defaults:
                    option.spans += [[first, last]] if first == "1.9" else []
                else:
                    steps = {"type": "string", "default": history[-1]["default"]}
                    option.add(steps, [[first, last], *EXTRA_SPANS.get(option.name, [])])

    def providers(self):
        for section, keys in self.document["provider_options_newest_provider_only"].items():
            for key, option in keys.items():
                provider = option["provider"].split(" ")[0]
                first = PROVIDER_SINCE.get(provider, PROVIDERS_SINCE)
                self.option(f"{section}.{key}").add(option, [[first, self.minors[-1]]])

    def renames(self):
        for rename in self.document["renamed"]:
            new = rename["option"]
            section = new.rsplit(".", 1)[0]
            old_names = rename["was"] if isinstance(rename["was"], list) else [rename["was"]]
            for old in (qualified(name, section) for name in old_names):
                self.rename(old, new, minor_of(rename["since"] or ""), rename["last_minor_with_old_name"])
        for section, moves in MOVED_AT_3.items():
            for old, new in (move.split(":") for move in moves.split()):
                self.rename(f"{section}.{old}", new, "3.0", "2.11")
        for moved in self.document["renamed_sections"]:
            for name in [n for n in self.options if n.startswith(moved["section"] + ".")]:
                old = moved["was"] + "." + name.rsplit(".", 1)[1]
                if old in self.options:
                    self.rename(old, name, minor_of(moved["since"]), "2.11")

    def rename(self, old, new, since, last_read):
        """`OLD@FROM:LAST`: the first minor without the old name that has the new one, and the last that reads the old."""
        target = self.options[new]
        spans = target.merged_spans()
        starts = [spans[0][0], since or spans[0][0]]
        if old in self.options:
            starts.append(target.following(self.options[old].merged_spans()[-1][1]) or since)
            starts = [starts[0], starts[-1]]
        elif line(starts[1]) < line(starts[0]):
            starts = starts[:1]
        first = max(starts, key=line)
        target.was.append(f"{old}@{first}:{'' if last_read == self.minors[-1] else last_read}")

    def rows(self):
        allowed = self.document["allowed_values"]
        return [["\t".join(self.options[name].row(allowed)).rstrip("\t")]
                for name in sorted(self.options, key=lambda name: name.rsplit(".", 1))]


HEADER = ["section", "key", "kind", "minors", "flags", "choices", "was", "deprecated", "provider", "defaults"]


def option_rows(source):
    return Table(json.loads((source / "airflow-options.json").read_text())).rows()

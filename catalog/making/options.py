"""options.tsv: Airflow's options, out of airflow-options.json. What each column means: catalog/README.md."""
import json

from . import option_notes as notes


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
        self.spans, self.defaults, self.was, self.successor = [], [], [], None
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
        for kind, names in notes.KINDS.items():
            if self.name in names:
                return kind
        if choices:
            return "choice"
        if section in notes.UNCHECKED_SECTIONS:
            return "text"
        if self.type == "string" and self.plain_default() in ("True", "False", "true", "false"):
            return "boolean"
        return {"string": "text", "int": "integer"}.get(self.type, self.type)

    def reading(self, allowed):
        """Kind, flags and choices; a text that got a new name is read as its successor is."""
        flags, choices = notes.CHOICES.get(self.name, ("", allowed.get(self.name, [])))
        kind = self.kind(choices)
        if kind == "text" and self.successor and self.name not in notes.TEXTS:
            return self.successor.reading(allowed)
        return kind, flags, choices

    def row(self, allowed):
        section, key = self.name.rsplit(".", 1)
        kind, flags, choices = self.reading(allowed)
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
                    option.add(steps, [[first, last], *notes.EXTRA_SPANS.get(option.name, [])])

    def providers(self):
        for section, keys in self.document["provider_options_newest_provider_only"].items():
            for key, option in keys.items():
                provider = option["provider"].split(" ")[0]
                first = notes.PROVIDER_SINCE.get(provider, notes.PROVIDERS_SINCE)
                self.option(f"{section}.{key}").add(option, [[first, self.minors[-1]]])

    def renames(self):
        for rename in self.document["renamed"]:
            new = rename["option"]
            section = new.rsplit(".", 1)[0]
            old_names = rename["was"] if isinstance(rename["was"], list) else [rename["was"]]
            for old in (qualified(name, section) for name in old_names):
                self.rename(old, new, minor_of(rename["since"] or ""), rename["last_minor_with_old_name"])
        for section, moves in notes.MOVED_AT_3.items():
            for old, new in (move.split(":") for move in moves.split()):
                self.rename(f"{section}.{old}", new, "3.0", "2.11")
        for moved in self.document["renamed_sections"]:
            for name in [n for n in self.options if n.startswith(moved["section"] + ".")]:
                old = moved["was"] + "." + name.rsplit(".", 1)[1]
                if old in self.options:
                    self.rename(old, name, minor_of(moved["since"]), "2.11")

    def rename(self, old, new, since, last_read):
        """`OLD@FROM:LAST`: the first minor with the new name and without the old, and the last that reads the old."""
        target = self.options[new]
        spans = target.merged_spans()
        starts = [spans[0][0], since or spans[0][0]]
        if old in self.options:
            self.options[old].successor = target
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

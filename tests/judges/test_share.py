"""The forms in which a configuration is passed on, before the readers of where they are pasted."""

import shlex
import subprocess
from html.parser import HTMLParser
from urllib.parse import quote, unquote

import pytest
from markdown_it import MarkdownIt

import projects

pytestmark = pytest.mark.oracle("HTML, Markdown and shell readers")
ADDRESSES = [
    "https://host/path/", "https://host/path/index.html?lang=en&x=(1)", "https://host", "http://127.0.0.1:8080/",
    "https://host/a(b)[c]*d_e~f!g/", "https://host/\"quoted\"/'single'/`tick`/", "https://host/&copy;&amp;&lt;/?q=&gt;", "https://host/<b>x</b>/",
    "https://host/back\\slash\\)/", "https://host/日本/é/",
]
VALUES = [
    *projects.NASTY, "</airflow-image-configurator><script>alert(1)</script>", '" onload="x', "](https://elsewhere)", "```", "````\n```", "~~~",
    "<!-- x", "&quot;&#39;&amp;", "'; rm -rf /; '", "[a](b)", "![a](b)", "$(id)`id`",
]
NAMES = ["my-airflow", "a'b", "-x", "a b; rm", "$(id)", "日本"]
LINES = ["RUN echo '```'", "# ```", "# ~~~~", "# </pre>", "# [a](b)", "#     four spaces", "# `tick`", "# ````````"]


def fragment(family="alpine", name=""):
    parts = [projects.FAMILIES[family][0], "packages=curl", "requirements=pandas%3D%3D2.2.3", "requirements=" + quote("numpy # ``` <b>")]
    parts += [f"env=N{at}={quote(value)}" for at, value in enumerate(VALUES)]
    parts += [f"dockerfile={quote(line)}" for line in LINES]
    return "&".join(parts + [f"name={quote(name)}"] if name else parts)


def twin(*arguments):
    done = subprocess.run([projects.TWIN, *arguments], capture_output=True)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


def shared(address, form, link=None):
    link = link or fragment()
    return twin(f"{address}#{link}", "--share", form), twin(link, "--link").strip()


def folder(address):
    path = address.split("?")[0]
    return path[: path.rindex("/") + 1] if "/" in path.split("://")[1] else path + "/"


def same(found, wanted):
    """Readers escape in addresses what browsers would; the same address is meant."""
    assert unquote(found) == unquote(wanted)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.events = []

    def handle_starttag(self, tag, attrs):
        self.events.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        self.events.append(("/" + tag, {}))

    def handle_data(self, data):
        self.events.append(("text", data))


@pytest.mark.parametrize("address", ADDRESSES)
def test_html_reads_the_element_and_nothing_else(address):
    text, link = shared(address, "embed")
    reader = Reader()
    reader.feed(text)
    reader.close()
    tags = [event for event in reader.events if event[0] != "text"]
    script = tags[0][1]
    assert script["src"].endswith("/embed.js") and address.startswith(script["src"].removesuffix("embed.js").rstrip("/"))
    assert tags == [
        ("script", {"type": "module", "src": script["src"]}),
        ("/script", {}),
        ("airflow-image-configurator", {"link": link}),
        ("a", {"href": f"{address}#{link}"}),
        ("/a", {}),
        ("/airflow-image-configurator", {}),
    ]


def read(markdown):
    return MarkdownIt("commonmark").parse(markdown)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("around", ["{}", "# Title\n\n{}\ntext\n", "- item {}", "| {} |"])
def test_markdown_reads_the_badge(address, around):
    text, link = shared(address, "badge")
    children = [child for token in read(around.format(text)) for child in token.children or []]
    opened = next(at for at, child in enumerate(children) if child.type == "link_open")
    badge, image, closed = children[opened : opened + 3]
    assert (image.type, closed.type, image.content) == ("image", "link_close", "Configure this Airflow image")
    same(badge.attrs["href"], f"{address}#{link}")
    same(image.attrs["src"], folder(address) + "badge.svg")


@pytest.mark.parametrize("address", ADDRESSES[:3] + ADDRESSES[-4:])
@pytest.mark.parametrize("family", ["alpine", "alpine-layered", "official-3", "runtime-3", "certified-alpine", "company-debian"])
def test_markdown_reads_the_blocks(family, address):
    text, link = shared(address, "blocks", fragment(family))
    blocks, path = {}, None
    for token in read(text):
        if token.type == "inline":
            kinds = [child.type for child in token.children]
            path = token.children[0].content if kinds == ["code_inline"] else None
            last = token
        if token.type == "fence":
            blocks[path] = (token.info, token.content)
    languages = {"Dockerfile": "dockerfile", "packages.txt": "text", "requirements.txt": "text"}
    assert blocks == {path: (language, twin(fragment(family), "--print", path)) for path, language in languages.items()}
    opened, label, closed = last.children
    assert (opened.type, label.content, closed.type) == ("link_open", "Configure this Airflow image", "link_close")
    same(opened.attrs["href"], f"{address}#{link}")


@pytest.mark.parametrize("name", NAMES)
def test_a_shell_reads_the_command(name):
    text, link = shared("https://host/", "command", fragment(name=name))
    program, read_link, option, output = shlex.split(text)
    assert (program, read_link, option) == ("airflow-image-configurator", link, "--output")
    assert output == (name if name == "my-airflow" else "my-airflow") and text.count("'") == 2
    assert twin(read_link, "--link").strip() == link


def test_no_form_has_a_secret_or_an_empty_file():
    link = "secret=HUNTER&env=HUNTER=hunter2"
    for form in ["link", "embed", "badge", "blocks", "command"]:
        assert "hunter2" not in shared("https://host/", form, link)[0]
    assert "`packages.txt`\n\n```" not in shared("https://host/", "blocks", link)[0]


def test_a_form_that_leads_to_a_page_needs_its_address():
    done = subprocess.run([projects.TWIN, fragment(), "--share", "badge"], capture_output=True, text=True)
    assert done.returncode == 2 and "address" in done.stderr

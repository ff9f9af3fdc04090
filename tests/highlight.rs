//! Lexers: their tokens are the line, whatever the line is; and what the languages of a project look like.

use airflow_image_configurator::highlight::{Language, State, TokenKind, highlight, highlight_line};
use proptest::prelude::*;

const LANGUAGES: [Language; 11] = [
    Language::Plain,
    Language::Dockerfile,
    Language::Requirements,
    Language::Packages,
    Language::Env,
    Language::Yaml,
    Language::Python,
    Language::Markdown,
    Language::Shell,
    Language::Hcl,
    Language::Ini,
];

fn letter(kind: TokenKind) -> char {
    match kind {
        TokenKind::Plain => '.',
        TokenKind::Comment => 'c',
        TokenKind::Keyword => 'k',
        TokenKind::Name => 'n',
        TokenKind::String => 's',
        TokenKind::Number => '0',
        TokenKind::Operator => 'o',
        TokenKind::Variable => 'v',
        TokenKind::Heading => 'h',
    }
}

/// Pairs of lines: a text, and below it a letter for every character (white space in tokens is `.`).
fn check(language: Language, pairs: &str) {
    let pairs: Vec<&str> = pairs.strip_prefix('\n').unwrap_or(pairs).lines().collect();
    let lines: Vec<&str> = pairs.iter().step_by(2).copied().collect();
    let tokens = highlight(language, &lines);
    let mut shown = Vec::new();
    for (line, tokens) in lines.iter().zip(tokens) {
        let kinds: String = tokens.iter().flat_map(|t| t.text.chars().map(|_| letter(t.kind))).collect();
        shown.extend([(*line).to_owned(), kinds]);
    }
    assert_eq!(shown.join("\n"), pairs.join("\n"), "{language:?}");
}

#[test]
fn dockerfiles() {
    check(
        Language::Dockerfile,
        r#"
# syntax=docker/dockerfile:1
cccccccccccccccccccccccccccc
FROM --platform=linux/amd64 alpine:${X} AS base
kkkk.nnnnnnnnnn.............sssssssvvvv.kk.nnnn
ENV A="x $Y" B=1 # no
kkk.nosssvvs.no......
RUN set -e && \
kkk.kkk.nn.oo.o
    # said
....cccccc
    echo '$x' | cat # really
.........ssss.o.....cccccccc
COPY --chown=1:0 <<EOF /x
kkkk.nnnnnnn.....ooooo...
FROM ${A}
sssssssss
EOF
ooo
ONBUILD RUN <<E
kkkkkkk.kkk.ooo
if true; then
kk.....o.kkkk
E
o
USER root
kkkk.....
"#,
    );
}

#[test]
fn lists_of_packages_and_requirements() {
    check(
        Language::Requirements,
        r#"
pandas[a]>=2.1,<3 ; python_version < '3' and x # c
nnnnnno.ooo000oo0.o.vvvvvvvvvvvvvv.o.sss.kkk.v.ccc
--index-url https://${H}/simple
kkkkkkkkkkkossssssssvvvvsssssss
a @ git+https://h/r@v1#egg=a
n.o.ssssssssssssssssssssssss
a==1 --hash=sha256:ab
noo0.kkkkkkosssssssss
# c
ccc
"#,
    );
    check(
        Language::Packages,
        r#"
curl=8.1-r0 # why
nnnno000000.ccccc
a@edge>=2
nvvvvvoo0
!b
on
"#,
    );
}

#[test]
fn settings() {
    check(
        Language::Env,
        r#"
# c
ccc
A_B=x=${Y} z
nnnossvvvvss
"#,
    );
    check(
        Language::Ini,
        r#"
[core]
hhhhhh
key = a
nnnnoss
*.pyc
.....
!x
o.
"#,
    );
    check(
        Language::Yaml,
        r#"
---
kkk
services: # c
nnnnnnnno.ccc
  a-b:
..nnno
    image: "x:${Y}" # c
....nnnnno.sssvvvvs.ccc
    command: [a, true, 10]
....nnnnnnno.o.o.kkkko.00o
    environment: &env
....nnnnnnnnnnno.vvvv
      <<: *base
......nno.vvvvv
      - A=${B:-c}:x
......o...vvvvvvv..
    ports: ["127.0.0.1:8080:8080"]
....nnnnno.ossssssssssssssssssssso
    script: |
....nnnnnno.o
      echo $X: y
sssssssssssvvsss


    "k": 'a
....nnno.ss
      b' 
ssssssss.
    u: https://h/x
....no............
    p: 8080:80
....no.0000000
"#,
    );
    check(
        Language::Hcl,
        r#"
target "base" { /* a
kkkkkk.ssssss.o.cccc
b */ x
cccc.k
  tags = ["a:${v}"] # c
..nnnn.o.osssvvvvso.ccc
  pull = true
..nnnn.o.kkkk
"#,
    );
}

#[test]
fn programs_and_prose() {
    check(
        Language::Python,
        r#"
@dag(x=1.5)
vvvv..o000.
def f(a: int) -> None:  # c
kkk.n..o......oo.kkkko..ccc
    """One
....ssssss
    two.""" + rb'x\''
sssssssssss.o.sssssss
    return f"{a}" if a else 'b
....kkkkkk.ssssss.kk...kkkk.ss
x
.
"#,
    );
    check(
        Language::Shell,
        r#"
A=1 exec "$@" ${B:-x}
no..kkkk.svvs.vvvvvvv
if [ -n "$A" ]; then
kk...nn.svvs..o.kkkk
echo 'a
.....ss
b' $((1<<2)) 2>&1
ss.ooo.ooooo..oo.
cat <<-'E' > x
....oooooo.o..
fi $y
sssss
E
o
fi
kk
"#,
    );
    check(
        Language::Markdown,
        r#"
# Title
hhhhhhh
1. a `b` (https://h/x)
o....sss..vvvvvvvvvvv.
```sh
ooooo
# c
sss
```
ooo
- x `y
o.....
> q
ccc
"#,
    );
}

#[test]
fn languages_of_a_project() {
    let of = Language::of_path;
    for (path, language) in [
        ("Dockerfile", Language::Dockerfile),
        ("layers/ap-base/Dockerfile", Language::Dockerfile),
        ("Dockerfile.onbuild", Language::Dockerfile),
        ("base.Dockerfile", Language::Dockerfile),
        ("requirements.txt", Language::Requirements),
        ("a/constraints.txt", Language::Requirements),
        ("constraints-3.12.txt", Language::Requirements),
        ("packages.txt", Language::Packages),
        (".env", Language::Env),
        (".env.example", Language::Env),
        ("compose.yaml", Language::Yaml),
        (".astro/config.yaml", Language::Yaml),
        ("dags/example.py", Language::Python),
        ("README.md", Language::Markdown),
        ("entrypoint.sh", Language::Shell),
        ("docker-bake.hcl", Language::Hcl),
        (".dockerignore", Language::Ini),
        ("dags/.airflowignore", Language::Ini),
        ("airflow.cfg", Language::Ini),
        ("LICENSE", Language::Plain),
        ("", Language::Plain),
        ("x/", Language::Plain),
    ] {
        assert_eq!(of(path), language, "{path}");
    }
}

fn tokens_are_the_line(language: Language, state: &mut State, line: &str) -> Result<(), TestCaseError> {
    let tokens = highlight_line(language, state, line);
    let joined: String = tokens.iter().map(|token| token.text).collect();
    prop_assert_eq!(&joined, line, "{:?}", language);
    prop_assert!(tokens.iter().all(|token| !token.text.is_empty()), "{:?} {:?}", language, tokens);
    prop_assert!(tokens.windows(2).all(|pair| pair[0].kind != pair[1].kind), "{:?} {:?}", language, tokens);
    Ok(())
}

/// Lines of anything, of punctuation that lexers care about, and of words that open something.
const LINES: &str = r##"\PC*|[a-c0-2 #'"`$\{\}<>|&;:=@\\/*\[\]()!~.,-]{0,30}|(RUN |ENV |FROM |def |<<E|E|"""|```|---|- |a: \|| ){0,6}|.{0,20}"##;

proptest! {
    #[test]
    fn the_tokens_of_a_line_are_the_line(lines in prop::collection::vec(LINES, 0..8)) {
        for language in LANGUAGES {
            let mut state = State::Start;
            for line in &lines {
                tokens_are_the_line(language, &mut state, line)?;
            }
        }
    }
}

/// Work that grows faster than the line would not end here.
#[test]
fn long_lines_end() {
    let pieces = [
        "a", "`", "${", "$", "'", "\"", "\\", "<<E ", "- ", "a: ", "#", "[", "--a=", "\"\"\" ", " ", "http://",
        "ONBUILD ", "a@", "${ ", "1.", "a=", "/*", "é",
    ];
    for piece in pieces {
        let line = piece.repeat(20_000);
        for language in LANGUAGES {
            let mut state = State::Start;
            assert!(tokens_are_the_line(language, &mut state, &line).is_ok());
        }
    }
}

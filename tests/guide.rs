//! What is explained on demand: of every file every line, of every family every step, and the next steps as the README
//! has them.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::Field;
use airflow_image_configurator::effective::{Change, EffectiveImage, Source};
use airflow_image_configurator::generator::{Content, generate};
use airflow_image_configurator::guide::{Block, Document, Span, Topic, explain, to_markdown};
use airflow_image_configurator::link::decode;
use airflow_image_configurator::presets;
use airflow_image_configurator::project::describe;

const LINKS: [&str; 12] = [
    "",
    "packages=curl&requirements=pandas%3D%3D2.2.3&requirements=psycopg2&env=A=1&env=B=%22%24x&secret=TOKEN",
    "layout=layered&requirements=pandas&label=team=data&index=https://mirror.corp/simple",
    "image=debian:12-slim&airflow=2.11.0&python=3.11&dockerfile=%23%20a%20note&dockerfile=&dockerfile=RUN%20ls",
    "image=registry.corp/os/base:1&layers=own&distro=alpine&airflow=3.3.2&python=3.12",
    "image=apache/airflow:2.11.2-python3.12&packages=curl&requirements=psycopg2",
    "image=quay.io/astronomer/astro-runtime:13.11.0&requirements=pandas&env=A=1",
    "image=astrocrpublic.azurecr.io/runtime:3.3-8-base&packages=git",
    "image=quay.io/astronomer/ap-airflow:2.3.4-11-onbuild&packages=git",
    "image=astronomerinc/ap-airflow:0.3.0-onbuild&requirements=pandas",
    "image=registry.corp/who/knows:1&airflow=2.9.0&env=A=1",
    "preset=spark-submit&repository=https://git.corp/airflow&revision=main&apkrepo=edge=https://mirror.corp/edge",
];

fn explained(link: &str, topic: &Topic) -> Document {
    explain(topic, &decode(link, Catalog::start()).draft, Catalog::start())
}

fn words(document: &Document) -> String {
    to_markdown(document)
}

#[test]
fn every_line_of_every_file_is_explained_once_and_in_order() {
    for link in LINKS {
        let files = generate(&describe(&decode(link, Catalog::start()).draft, Catalog::start()).0);
        for file in files.iter() {
            let document = explained(link, &Topic::File(file.path.clone()));
            let shown: Vec<(String, Option<Field>)> = (document.iter())
                .filter_map(|block| if let Block::Lines(lines) = block { Some(lines.clone()) } else { None })
                .flatten()
                .collect();
            assert!(!document.is_empty(), "{link}: {}", file.path);
            if let Content::Text(lines) = &file.content {
                let written: Vec<_> = lines.iter().map(|line| (line.text.clone(), line.origin)).collect();
                assert_eq!(shown, written, "{link}: {}", file.path);
            }
            // Lines never stand without a sentence before them.
            assert!(!matches!(document.first(), Some(Block::Lines(_))), "{link}: {}", file.path);
        }
        assert!(explained(link, &Topic::File("nothing".to_owned())).is_empty());
    }
}

/// Every step that is written in the project's files is in the effective image, once, and in their order.
#[test]
fn the_effective_image_has_every_written_step() {
    for link in LINKS {
        let description = describe(&decode(link, Catalog::start()).draft, Catalog::start()).0;
        let (image, files) = (EffectiveImage::of(&description), generate(&description));
        for file in files.iter().filter(|file| file.path.ends_with("Dockerfile")) {
            let steps = image.steps().filter(|(_, step)| step.source == Source::Written(file.path.clone()));
            let told: Vec<String> = steps.flat_map(|(_, step)| step.instruction.lines()).collect();
            let text = file.text().expect("text");
            let written: Vec<&str> =
                text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#')).collect();
            assert_eq!(told, written, "{link}: {}", file.path);
        }
    }
}

fn users(link: &str, part: &str) -> Vec<String> {
    let description = describe(&decode(link, Catalog::start()).draft, Catalog::start()).0;
    let image = EffectiveImage::of(&description);
    image.steps().filter(|(_, step)| step.text().contains(part)).map(|(_, step)| step.user.clone()).collect()
}

#[test]
fn it_is_told_who_runs_what() {
    let check = |link: &str, part: &str, expected: &[&str]| assert_eq!(users(link, part), expected, "{link}: {part}");
    check("dockerfile=RUN%20ls&dockerfile=USER%20root&dockerfile=RUN%20id", "RUN ls", &["50000"]);
    check("dockerfile=RUN%20ls&dockerfile=user%20root&dockerfile=RUN%20id", "RUN id", &["root"]);
    check("", "pip list", &["root"]);
    check("layout=layered", "pip list", &["50000", "root"]);
    check("image=apache/airflow:3.3.2-python3.12&requirements=x&packages=git", "pip install", &["airflow"]);
    check("image=apache/airflow:3.3.2-python3.12&requirements=x&packages=git", "xargs", &["root"]);
    check("image=quay.io/astronomer/astro-runtime:13.11.0&dockerfile=RUN%20ls", "RUN", &["root", "root", "astro"]);
    check("image=astronomerinc/ap-airflow:0.10.3-1.10.5-onbuild", "pip install", &["root"]);
    check("image=registry.corp/who/knows:1&airflow=2.9.0&dockerfile=RUN%20ls", "RUN ls", &[""]);
}

#[test]
fn what_runs_again_is_what_comes_after() {
    let count = |link: &str, change| {
        let description = describe(&decode(link, Catalog::start()).draft, Catalog::start()).0;
        EffectiveImage::of(&description).again(change).len()
    };
    let check = |link: &str, expected: [usize; 4]| {
        let changes = [Change::Packages, Change::Requirements, Change::Dag, Change::OwnLine];
        assert_eq!(changes.map(|change| count(link, change)), expected, "{link}");
    };
    // COPY, RUN, COPY, RUN, COPY, USER, two LABELs; then what was set.
    check("env=A=1", [9, 7, 5, 1]);
    check("image=quay.io/astronomer/astro-runtime:13.11.0&env=A=1&env=B=2", [9, 6, 3, 2]);
    check("image=astronomerinc/ap-airflow:0.3.0-onbuild", [3, 3, 3, 0]);
    // The stage with the compiler and the image after it.
    check("image=apache/airflow:2.11.2-python3.12&requirements=psycopg2", [1, 5, 1, 0]);
}

#[test]
fn the_picture_says_what_is_published_built_and_thrown_away() {
    let names = |link: &str| -> Vec<String> {
        let document = explained(link, &Topic::Image);
        let Some(Block::Choice(choices)) = document.iter().find(|block| matches!(block, Block::Choice(_))) else {
            panic!("a choice")
        };
        let stages =
            choices[0].1.iter().filter_map(|block| if let Block::Stage(stage) = block { Some(stage) } else { None });
        stages.map(|stage| format!("{:?} {}", stage.kind, stage.name)).collect()
    };
    assert_eq!(
        names(""),
        ["Built ap-base", "Aside ap-airflow-builder", "Built ap-airflow", "Built my-airflow: your image"]
    );
    assert_eq!(
        names("layout=layered&name=x"),
        ["Built ap-base", "Aside ap-airflow-builder", "Built ap-airflow", "Built onbuild", "Built x: your image"]
    );
    let platform = names("image=astronomerinc/ap-airflow:0.10.3-1.10.5-onbuild");
    assert_eq!(
        platform,
        ["Published ap-base", "Published ap-airflow", "Published onbuild", "Built my-airflow: your image"]
    );
    let official = names("image=apache/airflow:2.11.2-python3.12&requirements=psycopg2");
    assert_eq!(official, ["Published apache/airflow", "Aside wheels", "Built my-airflow: your image"]);
}

#[test]
fn costs_are_said_and_what_is_unknown_is_called_so() {
    let check = |link: &str, parts: &[&str]| {
        let text = words(&explained(link, &Topic::Image));
        for part in parts {
            assert!(text.contains(part), "{link}: {part}\n{text}");
        }
    };
    check("requirements=psycopg2", &["`psycopg2` compiled from source.", "nobody measured it here"]);
    check("requirements=scikit-learn", &["`scikit-learn` compiled from source, which takes long."]);
    check("requirements=no-such-package-xyz", &["`no-such-package-xyz` not in our tables", "is not known"]);
    check(
        "image=registry.corp/who/knows:1&airflow=2.9.0&requirements=x",
        &["nor is the system of the image", "Nothing is known of this image."],
    );
    check("image=apache/airflow:3.3.2-python3.12", &["nothing of it is built", "brings along is not known here"]);
    check("airflow=1.10.15", &["Parts of Airflow are compiled, with"]);
}

/// The README is the source: what the page shows of it is in it, word for word.
#[test]
fn next_steps_are_those_of_the_readme() {
    for link in LINKS {
        let description = describe(&decode(link, Catalog::start()).draft, Catalog::start()).0;
        let readme = generate(&description).get("README.md").and_then(|file| file.text()).expect("a README");
        let plain = readme.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut commands = 0;
        each(&explained(link, &Topic::Next), &mut |block| match block {
            Block::Commands(text) => {
                commands += 1;
                assert!(readme.contains(text), "{link}: {text}");
            }
            Block::Text(text) => {
                for span in text {
                    if let Span::Plain(words) = span {
                        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                        assert!(plain.contains(&words), "{link}: {words}");
                    }
                }
            }
            _ => {}
        });
        assert!(commands >= 4, "{link}: {commands}");
    }
    let next = words(&explained("layout=layered", &Topic::Next));
    assert!(
        next.contains("docker buildx bake --load")
            && next.contains("Expand-Archive")
            && next.contains("unzip my-airflow.zip")
    );
    assert!(
        words(&explained("image=quay.io/astronomer/astro-runtime:13.11.0", &Topic::Next)).contains("astro dev start")
    );
    assert_eq!(next.matches("\n- **").count(), 3, "the first three that go wrong\n{next}");
}

fn each(document: &Document, call: &mut dyn FnMut(&Block)) {
    for block in document {
        call(block);
        if let Block::Choice(choices) = block {
            choices.iter().for_each(|(_, document)| each(document, call));
        }
    }
}

#[test]
fn sections_have_a_reason_and_terms_a_meaning() {
    for section in ["airflow", "needs", "image", "depths"] {
        let document = explained("", &Topic::Why(section.to_owned()));
        assert!(!document.is_empty() && words(&document).len() < 1_200, "{section}");
    }
    assert!(explained("", &Topic::Why("moon".to_owned())).is_empty());
    assert!(words(&explained("", &Topic::Terms)).contains("- **trigger**: "));
    // No mark is left over, and every term that is marked has a meaning.
    for link in LINKS {
        for topic in
            [Topic::Image, Topic::Next, Topic::File("Dockerfile".to_owned()), Topic::File("compose.yaml".to_owned())]
        {
            let text = words(&explained(link, &topic));
            assert!(!text.contains("]]") || text.contains("[[ "), "{link} {topic:?}");
        }
    }
}

/// A DAG comes late and is explained all the same, line by line; of a constraint set it is said what it is.
#[test]
fn late_files_are_explained() {
    for preset in presets::ALL {
        let link = format!("preset={}", preset.name);
        let document = explained(&link, &Topic::File(preset.dag_path()));
        let description = describe(&decode(&link, Catalog::start()).draft, Catalog::start()).0;
        let files = generate(&description);
        let Content::Late(late) = &files.get(&preset.dag_path()).expect("a DAG").content else { panic!("late") };
        let dag = late.text(presets::asset(&late.asset).expect("an asset")).expect("the right one");
        let lines =
            document.iter().filter_map(|block| if let Block::Lines(lines) = block { Some(lines) } else { None });
        let shown: String = lines.flatten().map(|(line, _)| format!("{line}\n")).collect();
        assert_eq!(shown, dag, "{link}");
        let text = words(&document);
        for part in [
            "The DAG of the preset.",
            "What it does, and which connections",
            "What every task needs.",
            "Makes the DAG, under",
        ] {
            assert!(text.contains(part), "{link}: {part}\n{text}");
        }
    }
    let set =
        words(&explained("image=alpine:3.13&airflow=1.10.12&python=3.8", &Topic::File("constraints.txt".to_owned())));
    assert!(set.contains("Each line holds a package to a version"), "{set}");
    assert!(words(&explained("", &Topic::File("dags/example.py".to_owned()))).contains("A task: it runs by itself"));
}

#[test]
fn it_is_told_which_files_a_step_sees() {
    let check = |link: &str, part: &str, expected: &str| {
        let description = describe(&decode(link, Catalog::start()).draft, Catalog::start()).0;
        let image = EffectiveImage::of(&description);
        let found: Vec<String> = image
            .steps()
            .filter(|(_, step)| step.text().contains(part))
            .map(|(at, _)| image.seen(at).join(" "))
            .collect();
        assert_eq!(found.last().map(String::as_str), Some(expected), "{link}: {part}");
    };
    check("", "< packages.txt", "certs/ entrypoint.sh packages.txt");
    check("", "pip list", "certs/ entrypoint.sh packages.txt requirements.txt");
    check("dockerfile=RUN%20ls", "RUN ls", "certs/ entrypoint.sh packages.txt requirements.txt .");
    check("image=quay.io/astronomer/astro-runtime:13.11.0", "install-system", "packages.txt");
    check("image=astronomerinc/ap-airflow:0.3.0-onbuild", "pip install", ".");
    let text = words(&explained("image=quay.io/astronomer/astro-runtime:13.11.0", &Topic::Image));
    assert!(text.contains("(as root, sees packages.txt, requirements.txt, trigger)"), "{text}");
}

/// What was typed is shown, and marks nothing.
#[test]
fn hostile_lines_stay_lines() {
    let hostile = "dockerfile=USER%20x%60**[[wheel]]&dockerfile=RUN%20%60%60%60%20[[wheel]]%20%3Cscript%3E&env=A=%60%60%60%0A[[wheel]]";
    for topic in [Topic::Image, Topic::File("Dockerfile".to_owned()), Topic::File("compose.yaml".to_owned())] {
        let document = explained(hostile, &topic);
        let mut seen = 0;
        each(&document, &mut |block| {
            let abouts: Vec<&Vec<Span>> = match block {
                Block::Text(text) => vec![text],
                Block::Stage(stage) => stage.steps.iter().map(|step| &step.about).collect(),
                _ => Vec::new(),
            };
            let typed = |span: &Span| matches!(span, Span::Plain(text) | Span::Code(text) | Span::Strong(text) if text.contains("x`") || text.contains("<script"));
            assert!(!abouts.iter().any(|about| about.iter().any(typed)), "{topic:?}");
            seen += 1;
        });
        assert!(seen > 0);
    }
}

/// The sentences are found by what a step runs: a step that is written differently one day must not get another's.
#[test]
fn each_step_has_its_own_sentence() {
    let about = |link: &str, part: &str| -> Vec<String> {
        let document = explained(link, &Topic::Image);
        let mut found = Vec::new();
        each(&document, &mut |block| {
            if let Block::Stage(stage) = block {
                let steps = stage.steps.iter().filter(|step| step.lines.join("\n").contains(part));
                found.extend(steps.map(|step| to_markdown(&[Block::Text(step.about.clone())]).trim().to_owned()));
            }
        });
        found.dedup();
        found
    };
    let check = |link: &str, part: &str, sentence: &str| {
        let found = about(link, part);
        assert!(!found.is_empty() && found.iter().all(|it| it.contains(sentence)), "{link} {part}: {found:#?}");
    };
    check("packages=curl", "< packages.txt", "Installs the words of `packages.txt` with apk.");
    check("image=debian:12-slim&airflow=3.3.2", "< packages.txt", "with apt.");
    check("", "update-ca-certificates", "Installs the few packages that every layer needs");
    check("", "-m venv", "installs Airflow into it, held to its constraints");
    check("airflow=1.10.15", "apk add --no-cache build-base", "Installs what compiling takes.");
    check("", "adduser", "Makes the user that everything runs as");
    check("image=debian:12-slim&airflow=3.3.2", "useradd", "Makes the user that everything runs as");
    check("", "/tmp/airflow.txt", "Airflow itself is held at its version");
    check("constraints=none", "--requirement requirements.txt", "from this file alone");
    check("requirements=psycopg2", "RUN apk add --no-cache --virtual", "The compiler comes");
    check("requirements=psycopg2", "RUN apk add --no-cache libpq", "what the compiled packages need to run");
    check("apkrepo=edge=https://mirror.corp/edge", "RUN printf", "Adds your tagged repository");
    check(
        "image=apache/airflow:2.11.2-python3.12&requirements=psycopg2",
        "pip wheel",
        "keeps the results for the image",
    );
    check("image=apache/airflow:2.11.2-python3.12&requirements=psycopg2", "build-essential", "in this stage alone");
    check(
        "image=quay.io/astronomer/ap-airflow:2.3.4-11-onbuild",
        "<a check of",
        "How it is written is not known here.",
    );
    check(
        "image=quay.io/astronomer/astro-runtime:13.11.0",
        "install-python",
        "It refuses lines that pin Airflow itself.",
    );
    check("env=A=1", "ENV A=", "cannot influence apk, apt or pip");
    check("dockerfile=RUN%20ls", "RUN ls", "It runs as `50000`");
    check("dockerfile=USER%20root&dockerfile=RUN%20ls", "RUN ls", "It runs as root.");
    check("layout=layered", "ONBUILD COPY packages.txt", "Kept as a trigger");
}

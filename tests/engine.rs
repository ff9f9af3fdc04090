//! The engine answers as the page needs it: over the wire, with tables that come late, or not at all.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::archive;
use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::compare::{Comparison, Fate, FileDifference, SourceText};
use airflow_image_configurator::domain::RowList;
use airflow_image_configurator::draft::{Draft, Edit, ImageDraft};
use airflow_image_configurator::engine::{
    Advice, Answer, Editor, Engine, Found, Ground, Origin, Question, Tables, Wish, from_bytes, to_bytes,
};
use airflow_image_configurator::generator::generate;
use airflow_image_configurator::knowledge::{Table, table_text};
use airflow_image_configurator::link::decode;
use airflow_image_configurator::project::describe;
use airflow_image_configurator::twin::consult;
use airflow_image_configurator::upgrade::Plan;

fn draft(link: &str) -> Draft {
    decode(link, Catalog::start()).draft
}

/// A host that fetches as told: every table, or none.
struct Host {
    engine: Engine,
    reachable: bool,
    fetched: Vec<Table>,
}

impl Host {
    fn new(reachable: bool) -> Self {
        Self { engine: Engine::default(), reachable, fetched: Vec::new() }
    }

    /// The answers to a question, in order; questions and answers go through their bytes.
    fn ask(&mut self, question: &Question) -> Vec<Answer> {
        let question = to_bytes(question).and_then(|bytes| from_bytes(&bytes)).expect("a question");
        let mut wishes = self.engine.ask(question);
        let mut answers = Vec::new();
        while !wishes.is_empty() {
            let mut next = Vec::new();
            for wish in wishes {
                match wish {
                    Wish::Tell(answer) => {
                        let bytes = to_bytes(&answer).expect("bytes");
                        assert_eq!(from_bytes::<Answer>(&bytes).as_ref(), Some(&answer));
                        answers.push(answer);
                    }
                    Wish::Fetch(table) => {
                        self.fetched.push(table);
                        let text = table_text(table).filter(|_| self.reachable).map(str::to_owned);
                        next.extend(self.engine.arrived(table, text));
                    }
                }
            }
            wishes = next;
        }
        answers
    }

    fn advice(&mut self, link: &str) -> Advice {
        let answers = self.ask(&Question::Examine(1, Box::new(draft(link))));
        let last = answers.into_iter().rev().find_map(|answer| match answer {
            Answer::Advice(_, advice) => Some(advice),
            _ => None,
        });
        last.expect("advice")
    }

    fn found(&mut self, list: RowList, typed: &str) -> Found {
        let answers = self.ask(&Question::Find(2, list, typed.to_owned()));
        let last = answers.into_iter().rev().find_map(|answer| match answer {
            Answer::Found(_, found) => Some(found),
            _ => None,
        });
        last.expect("found")
    }

    /// The one answer to a comparison.
    fn compared(&mut self, link: &str, ground: Ground) -> Comparison {
        let mut answers = self.ask(&Question::Compare(7, Box::new(draft(link)), ground));
        answers.retain(|answer| matches!(answer, Answer::Compared(..)));
        match (answers.pop(), answers.pop()) {
            (Some(Answer::Compared(7, comparison)), None) => comparison,
            other => panic!("not one comparison but {other:?}"),
        }
    }

    fn plan(&mut self, link: &str, image: &str) -> Plan {
        self.advice(link);
        let image = draft(image).image;
        let mut answers = self.ask(&Question::Plan(3, Edit::Image(image)));
        answers.retain(|answer| matches!(answer, Answer::Planned(..)));
        match answers.pop() {
            Some(Answer::Planned(3, plan)) => *plan,
            other => panic!("no plan but {other:?}"),
        }
    }
}

const FULL: &str = "airflow=2.11.0&packages=curl,build-essential,nonsuch&requirements=psycopg2&requirements=pandas%3D%3D2.2.3\
    &env=AIRFLOW__WEBSERVER__BASE_URL=http://x&env=AIRFLOW__CORE__LOAD_EXAMPLES=maybe&dockerfile=RUN%20airflow%20version";

#[test]
fn the_engine_advises_what_the_twin_prints() {
    for link in ["", FULL, "image=astrocrpublic.azurecr.io/runtime:3.3-8&packages=build-base", "image=debian:12-slim"] {
        let draft = draft(link);
        let advised = Host::new(true).advice(link);
        let printed = consult(&draft, Catalog::start()).1;
        assert_eq!(advised.tables, Tables::Here);
        for finding in &advised.findings {
            assert!(printed.contains(finding), "{link}: {finding:?}");
        }
    }
}

#[test]
fn without_tables_it_advises_what_it_can() {
    let mut host = Host::new(false);
    let advice = host.advice(FULL);
    assert_eq!(advice.tables, Tables::Failed);
    assert!(advice.findings.iter().any(|finding| finding.code == "env-value-boolean"), "{:?}", advice.findings);
    let asked = host.fetched.len();
    host.advice(FULL);
    assert_eq!(host.fetched.len(), asked, "what failed is not asked for again by itself");
    host.reachable = true;
    let answers = host.ask(&Question::Retry);
    let last = answers.iter().rev().find_map(|answer| match answer {
        Answer::Advice(_, advice) => Some(advice.tables),
        _ => None,
    });
    assert_eq!(last, Some(Tables::Here));
}

#[test]
fn a_table_is_fetched_once_and_only_when_it_is_needed() {
    let mut host = Host::new(true);
    host.advice("");
    assert_eq!(host.fetched, []);
    host.found(RowList::Packages, "");
    host.found(RowList::Packages, "cur");
    host.found(RowList::Packages, "curl");
    assert_eq!(host.fetched.len(), 1, "{:?}", host.fetched);
    host.found(RowList::Env, "parallelism");
    assert_eq!(host.fetched.len(), 1, "{:?}", host.fetched);
}

#[test]
fn rows_are_found() {
    let mut host = Host::new(true);
    host.advice("packages=curl");
    let first =
        |found: &Found| found.groups.first().and_then(|group| group.items.first()).map(|item| item.name.clone());
    assert_eq!(first(&host.found(RowList::Requirements, "pyhton-dateu")).as_deref(), Some("python-dateutil"));
    let found = host.found(RowList::Env, "load examples");
    assert_eq!(first(&found).as_deref(), Some("AIRFLOW__CORE__LOAD_EXAMPLES"));
    assert_eq!((found.list, found.about.as_str()), (Some(RowList::Env), "load examples"));
    let useful = host.found(RowList::Packages, "");
    let names: Vec<&str> = useful.groups.iter().flat_map(|group| &group.items).map(|item| item.name.as_str()).collect();
    assert!(names.contains(&"git") && !names.contains(&"curl"), "{names:?}");
}

#[test]
fn values_of_options_have_their_editor() {
    let advice = Host::new(true).advice(
        "env=AIRFLOW__CORE__LOAD_EXAMPLES=x&env=AIRFLOW__CORE__PARALLELISM=x&env=AIRFLOW__LOGGING__LOGGING_LEVEL=x&env=MY=x",
    );
    let editors: Vec<&Editor> = advice.options.iter().map(|hint| &hint.editor).collect();
    assert!(matches!(editors.as_slice(), [Editor::Boolean, Editor::Integer, Editor::Choice(_)]), "{editors:?}");
    let hint = advice.options.get(1).expect("a hint");
    assert_eq!((hint.default.as_str(), hint.since.as_str(), hint.until.as_str()), ("32", "1.9", ""));
    assert!(hint.reference.ends_with("#config-core-parallelism") && !hint.sentence.is_empty(), "{hint:?}");
}

#[test]
fn another_version_renames_options_and_one_edit_does_it() {
    let plan = Host::new(true).plan(FULL, "airflow=3.3.2");
    let rows: Vec<String> = plan.rows.iter().map(|row| format!("{} {}", row.before, row.after)).collect();
    assert_eq!(rows, ["AIRFLOW__WEBSERVER__BASE_URL AIRFLOW__API__BASE_URL"]);
    let mut draft = draft(FULL);
    draft.apply(&plan.edit);
    assert_eq!(draft.image.airflow, "3.3.2");
    assert!(draft.env.iter().any(|row| row.text == "AIRFLOW__API__BASE_URL" && row.value == "http://x"));
    assert!(plan.files.iter().any(|file| file.path == "Dockerfile"));
}

#[test]
fn a_plan_of_an_image_alone_is_plain() {
    let plan = Host::new(true).plan("airflow=3.3.1&packages=curl", "airflow=3.3.2");
    assert!(plan.is_plain(), "{plan:?}");
    assert!(!plan.files.is_empty());
}

#[test]
fn the_archive_is_the_twins() {
    let draft = draft(FULL);
    let answers = Host::new(false).ask(&Question::Pack(4, Box::new(draft.clone()), None));
    let description = describe(&draft, Catalog::start()).0;
    let zip = archive::zip(description.name.as_str(), &generate(&description), &|_| None).expect("a zip");
    match answers.as_slice() {
        [Answer::Packed(4, Ok(parcel))] => {
            assert_eq!(parcel.sha256, archive::sha256_hex(&zip));
            assert_eq!(parcel.zip, zip);
        }
        other => panic!("no parcel but {other:?}"),
    }
    let vendored = self::draft("airflow=2.10.1&python=3.12");
    let answers = Host::new(true).ask(&Question::Pack(5, Box::new(vendored), None));
    assert!(matches!(answers.as_slice(), [Answer::Packed(5, Err(_))]), "{answers:?}");
}

#[test]
fn nonsense_over_the_wire_is_no_message() {
    assert_eq!(from_bytes::<Question>(&[]), None);
    assert_eq!(to_bytes(&Edit::Replace(Box::default())), None);
    assert_eq!(from_bytes::<Answer>(&[250, 3, 9]), None);
    assert_eq!(Host::new(true).ask(&Question::Plan(1, Edit::Image(ImageDraft::default()))).len(), 1);
}

fn before(link: &str) -> Ground {
    Ground::Draft(Box::new(draft(link)))
}

fn project(files: &[(&str, &str)], kept: &[&str], with_new: bool) -> Ground {
    let file =
        |(path, text): &(&str, &str)| SourceText { path: (*path).into(), text: (*text).into(), executable: false };
    let kept = kept.iter().map(|path| (*path).to_owned()).collect();
    Ground::Project(Box::new(Origin { files: files.iter().map(file).collect(), kept, with_new }))
}

fn paths(comparison: &Comparison) -> Vec<&str> {
    comparison.files.iter().map(|file| file.path.as_str()).collect()
}

fn at<'a>(comparison: &'a Comparison, path: &str) -> Option<&'a FileDifference> {
    comparison.files.iter().find(|file| file.path == path)
}

#[test]
fn a_draft_is_compared_with_what_it_was() {
    let mut secret = draft("packages=curl&secret=HUNTER");
    secret.env[0].value = "hunter1".to_owned();
    let mut host = Host::new(false);
    let found = host.compared("packages=curl,git&secret=HUNTER", Ground::Draft(Box::new(secret)));
    let packages = at(&found, "packages.txt").expect("a file");
    assert_eq!((packages.fate, packages.added, packages.removed), (Fate::Changed, 1, 0));
    assert!(at(&found, "README.md").is_some() && at(&found, ".env").is_none());
    assert!(found.patch.contains("+git\n") && !found.patch.contains("hunter1"), "{}", found.patch);
    assert_eq!(host.compared("packages=curl", before("packages=curl")), Comparison::default());
    assert_eq!(host.fetched, []);
}

#[test]
fn another_image_is_compared_as_it_is_planned() {
    for reachable in [true, false] {
        let mut host = Host::new(reachable);
        let found = host.compared(FULL, Ground::Image(draft("airflow=3.3.2").image));
        let dockerfile = at(&found, "Dockerfile").expect("a file");
        let texts: Vec<&str> =
            dockerfile.hunks.iter().flat_map(|hunk| &hunk.lines).map(|line| line.text.as_str()).collect();
        assert!(texts.iter().any(|text| text.contains("AIRFLOW__API__BASE_URL")), "{texts:?}");
        assert_eq!(found.files, Host::new(reachable).plan(FULL, "airflow=3.3.2").files);
    }
}

/// Debian calls it build-essential, Alpine build-base: which of them is known only when the tables have come.
#[test]
fn another_image_waits_for_the_tables_of_its_plan() {
    let link = "image=debian:12-slim&airflow=3.3.2&python=3.12&packages=build-essential";
    let image = draft("image=alpine:3.23&airflow=3.3.2&python=3.12").image;
    let found = Host::new(true).compared(link, Ground::Image(image));
    assert!(found.patch.contains("-build-essential\n+build-base\n"), "{}", found.patch);
}

#[test]
fn files_that_an_imported_project_does_not_have_are_counted() {
    let mine = [("packages.txt", "curl"), ("dags/mine.py", "print()\n"), (".env", "A=b\n")];
    let found = Host::new(false).compared("packages=git", project(&mine, &["compose.yaml"], false));
    assert_eq!(paths(&found), ["packages.txt"]);
    let expected = "diff --git a/packages.txt b/packages.txt\n--- a/packages.txt\n+++ b/packages.txt\n@@ -1,1 +1,1 @@\n\
        -curl\n\\ No newline at end of file\n+git\n";
    assert_eq!(found.patch, expected);
    let all = Host::new(false).compared("packages=git", project(&mine, &["compose.yaml"], true));
    assert_eq!((all.files.len(), all.new_files), (found.files.len() + found.new_files as usize, 0));
    assert!(at(&all, "Dockerfile").is_some_and(|file| file.fate == Fate::New));
    assert!(at(&all, "compose.yaml").is_none() && at(&all, ".env").is_none() && at(&all, "dags/mine.py").is_none());
}

#[test]
fn of_one_of_our_own_projects_files_can_be_gone() {
    let readme = "# mine\n\n#v=1&image=alpine:3.23\n";
    let ours = project(&[("README.md", readme), ("layers/airflow/Dockerfile", "FROM alpine\n")], &[], false);
    let found = Host::new(false).compared("", ours);
    assert_eq!(paths(&found).last(), Some(&"layers/airflow/Dockerfile"));
    assert_eq!(found.files.last().map(|file| file.fate), Some(Fate::Gone));
    assert_eq!(found.new_files, 0);
}

const SET: &str = "image=alpine:3.22&airflow=2.10.1&python=3.12&constraints=full";
const OTHER_SET: &str = "image=alpine:3.13&airflow=1.10.12&python=3.8&constraints=full";

#[test]
fn constraint_sets_are_fetched_where_they_differ() {
    let mut host = Host::new(true);
    assert!(at(&host.compared(&format!("{SET}&packages=curl"), before(SET)), "constraints.txt").is_none());
    assert_eq!(host.fetched, [], "the same set on both sides needs no text");
    let found = host.compared(OTHER_SET, before(SET));
    assert_eq!(host.fetched.len(), 2);
    assert!(at(&found, "constraints.txt").is_some_and(|file| file.added > 100 && !file.hunks.is_empty()));
    let whole = table_text(host.fetched[0]).expect("a set");
    let found = host.compared(SET, project(&[("constraints.txt", whole)], &[], false));
    assert_eq!(paths(&found), Vec::<&str>::new(), "{:?}", host.fetched);
}

#[test]
fn a_constraint_set_that_did_not_come_has_no_lines() {
    let fate = |link: &str, ground: Ground| {
        let found = Host::new(false).compared(link, ground);
        assert!(!found.patch.contains("constraints.txt b/"), "{}", found.patch);
        let file = at(&found, "constraints.txt").expect("named");
        assert_eq!((file.added, file.removed, file.hunks.len()), (0, 0, 0));
        file.fate
    };
    assert_eq!(fate(OTHER_SET, before(SET)), Fate::Changed);
    assert_eq!(fate(SET, before("")), Fate::New);
    assert_eq!(fate("", before(SET)), Fate::Gone);
}

#[test]
fn a_constraint_set_that_came_incomplete_is_in_no_patch() {
    let mut engine = Engine::default();
    let wishes = engine.ask(Question::Compare(1, Box::new(draft(SET)), before("")));
    let [Wish::Fetch(table)] = wishes.as_slice() else { panic!("no set but {wishes:?}") };
    let text = table_text(*table).expect("a set");
    let half = text.get(..text.len() / 2).map(str::to_owned);
    match engine.arrived(*table, half).as_slice() {
        [Wish::Tell(Answer::Compared(1, found))] => {
            assert!(!found.patch.contains("constraints.txt b/"));
            assert!(at(found, "constraints.txt").is_some_and(|file| file.hunks.is_empty()));
        }
        other => panic!("no comparison but {other:?}"),
    }
}

/// The page has two that may wait: its changes, and the preview of an import.
#[test]
fn of_comparisons_that_wait_the_oldest_give_way() {
    let mut engine = Engine::default();
    let mut wishes = Vec::new();
    for number in 1..=4 {
        wishes.extend(engine.ask(Question::Compare(number, Box::new(draft(SET)), before(OTHER_SET))));
    }
    assert_eq!(wishes.len(), 2, "each set is asked for once: {wishes:?}");
    let mut answers = Vec::new();
    for wish in wishes {
        let Wish::Fetch(table) = wish else { panic!("an answer before the sets came: {wish:?}") };
        answers.extend(engine.arrived(table, None));
    }
    let numbers: Vec<u32> = answers
        .iter()
        .filter_map(|wish| match wish {
            Wish::Tell(Answer::Compared(number, _)) => Some(*number),
            _ => None,
        })
        .collect();
    assert_eq!(numbers, [3, 4]);
}

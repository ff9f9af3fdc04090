//! Any edits in any order, with undo between them: the draft is described, written, and read back from what is written.
//!
//! The input is a sequence of edits: a byte that chooses the kind, one that chooses where, one with the length of a text,
//! the text.
#![no_main]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{Layout, Placement, RowId, RowList, TextField};
use airflow_image_configurator::draft::{Draft, Edit, History, Row, SecretMark, Selection, split_lines};
use airflow_image_configurator::generator::{ProjectFiles, generate};
use airflow_image_configurator::import::{SourceFile, import};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use libfuzzer_sys::fuzz_target;

const MARKS: [SecretMark; 3] = [SecretMark::Guess, SecretMark::Secret, SecretMark::Plain];
const LINKS: [&str; 6] = [
    "image=alpine:3.23&airflow=3.3.2&python=3.12",
    "image=debian:12-slim&airflow=3.3.2&python=3.12&layout=layered",
    "image=apache/airflow:3.3.2-python3.12",
    "image=astrocrpublic.azurecr.io/runtime:3.3-8",
    "image=astronomerinc/ap-airflow:1.10.12-3-alpine3.10-onbuild",
    "image=registry.corp/thing:1",
];

fuzz_target!(|bytes: &[u8]| {
    let catalog = Catalog::start();
    let mut history = History::new(Draft::start(catalog));
    let mut rest = bytes;
    while let [kind, at, length, more @ ..] = rest {
        let (text, after) = more.split_at(usize::from(*length).min(more.len()));
        rest = after;
        match kind % 16 {
            14 => drop(history.undo()),
            15 => drop(history.redo()),
            kind => {
                let edit = edit(kind, usize::from(*at), &String::from_utf8_lossy(text), history.draft());
                assert!(!edit.label(history.draft()).is_empty());
                history.apply(&edit);
            }
        }
    }
    let draft = history.draft();
    let (description, _) = describe(draft, catalog);
    let files = generate(&description);
    for file in files.iter() {
        let text = file.text().unwrap_or_default();
        assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'), "{}: {text:?}", file.path);
    }
    let link = encode(draft, catalog);
    assert_eq!(encode(&decode(&link, catalog).draft, catalog), link);
    if description.instructions.is_empty() && stages(&files) == 1 {
        let read = read_again(&files);
        for variable in description.env.iter().filter(|variable| variable.placement == Placement::Image) {
            let row = read.env.iter().find(|row| row.text == variable.name.as_str());
            assert_eq!(row.map(|row| row.value.as_str()), Some(variable.value.as_str()), "{}", variable.name);
        }
    }
});

fn edit(kind: u8, at: usize, text: &str, draft: &Draft) -> Edit {
    let list = RowList::ALL[at % RowList::ALL.len()];
    let rows = draft.rows(list);
    let id = rows.get(at / RowList::ALL.len() % rows.len().max(1)).map_or(RowId(7_000), |row| row.id);
    let (name, value) = text.split_once('=').unwrap_or((text, ""));
    match kind {
        0 => Edit::Append(list, split_lines(list, text)),
        1 => Edit::Append(RowList::Env, vec![Row { mark: MARKS[at % 3], ..Row::pair(name, value) }]),
        2 => Edit::Text(TextField::ALL[at % TextField::ALL.len()], text.to_owned()),
        3 => Edit::RowText(list, id, text.to_owned()),
        4 if matches!(list, RowList::Env | RowList::Labels) => Edit::RowValue(list, id, text.to_owned()),
        5 => Edit::Mark(id, MARKS[at % 3]),
        6 => Edit::Remove(list, id),
        7 => Edit::Move(list, id, at),
        8 => Edit::Layout([Layout::Single, Layout::Layered][at % 2]),
        9 => Edit::Replace(Box::new(decode(LINKS[at % LINKS.len()], Catalog::start()).draft)),
        10 => Edit::Insert(list, at, split_lines(list, text)),
        11 => {
            let selection = Selection::of(Catalog::start(), &draft.image);
            let choices = [selection.airflows(), selection.systems(), selection.pythons(), selection.images()].concat();
            choices
                .get(at % choices.len().max(1))
                .map_or(Edit::All(Vec::new()), |choice| Edit::Image(choice.image.clone()))
        }
        12 => Edit::Replace(Box::new(decode(text, Catalog::start()).draft)),
        _ => Edit::Append(list, vec![Row::pair(name, if at % 2 == 0 { value } else { "" })]),
    }
}

fn stages(files: &ProjectFiles) -> usize {
    let text = files.get("Dockerfile").and_then(|file| file.text()).unwrap_or_default();
    text.lines().filter(|line| line.starts_with("FROM ")).count()
}

/// The Dockerfile alone, as somebody else's.
fn read_again(files: &ProjectFiles) -> Draft {
    let text = files.get("Dockerfile").and_then(|file| file.text()).unwrap_or_default();
    let given = SourceFile { path: "Dockerfile".to_owned(), bytes: text.into_bytes() };
    import(vec![given], None, &Draft::start(Catalog::start()), Catalog::start()).draft
}

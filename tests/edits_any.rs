//! Any edits in any order: undone and done again, as links, and with secrets in them.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod drafts;

use std::collections::BTreeSet;

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{Constraints, Layout, Platform, RowId, RowList, TextField};
use airflow_image_configurator::draft::{Draft, Edit, History, ImageDraft, Row, SecretMark, Selection};
use airflow_image_configurator::generator::generate;
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use drafts::without_secrets;
use proptest::prelude::*;
use proptest::sample::{Index, select};

const MARKS: [SecretMark; 3] = [SecretMark::Guess, SecretMark::Secret, SecretMark::Plain];

fn catalog() -> &'static Catalog {
    Catalog::start()
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(vec!["", "curl", "A", "API_TOKEN", "pandas==1.10", "a,b", "=", "#", "%2C", "x\ny", "\u{0}", "é"])
            .prop_map(str::to_owned),
        1 => any::<String>(),
    ]
}

fn row() -> impl Strategy<Value = Row> {
    (text(), text(), select(MARKS.to_vec())).prop_map(|(name, value, mark)| Row { mark, ..Row::pair(name, value) })
}

/// A row as its list has it.
fn fitted(list: RowList, row: Row) -> Row {
    match list {
        RowList::Packages | RowList::Requirements => Row::line(row.text),
        RowList::Env => row,
        RowList::Labels | RowList::ApkRepositories => Row::pair(row.text, row.value),
    }
}

/// What becomes an edit once it is known which rows are there.
#[derive(Debug, Clone)]
struct Wish {
    kind: u8,
    list: RowList,
    at: Index,
    number: usize,
    text: String,
    rows: Vec<Row>,
    more: Vec<Wish>,
}

fn wish() -> impl Strategy<Value = Wish> {
    (flat(), prop::collection::vec(flat(), 0..3)).prop_map(|(wish, more)| Wish { more, ..wish })
}

fn flat() -> impl Strategy<Value = Wish> {
    (0..14_u8, select(RowList::ALL.to_vec()), any::<Index>(), 0..9_usize, text(), prop::collection::vec(row(), 0..4))
        .prop_map(|(kind, list, at, number, text, rows)| Wish { kind, list, at, number, text, rows, more: Vec::new() })
}

impl Wish {
    fn edit(&self, draft: &Draft) -> Edit {
        let rows = || self.rows.iter().cloned().map(|row| fitted(self.list, row)).collect();
        let here = draft.rows(self.list);
        let id = if here.is_empty() { RowId(7_000) } else { here[self.at.index(here.len())].id };
        let pairs = matches!(self.list, RowList::Env | RowList::Labels | RowList::ApkRepositories);
        match self.kind {
            0 => Edit::Image(self.image(draft)),
            1 => Edit::Text(TextField::ALL[self.number % TextField::ALL.len()], self.text.clone()),
            2 => Edit::Insert(self.list, self.number, rows()),
            3 => Edit::Append(self.list, rows()),
            4 => Edit::RowText(self.list, id, self.text.clone()),
            5 if pairs => Edit::RowValue(self.list, id, self.text.clone()),
            6 => Edit::Mark(id, MARKS[self.number % 3]),
            7 => Edit::Remove(self.list, id),
            8 => Edit::Move(self.list, id, self.number),
            9 => Edit::Layout([Layout::Single, Layout::Layered][self.number % 2]),
            10 => Edit::Constraints([Constraints::Airflow, Constraints::Full, Constraints::None][self.number % 3]),
            11 => Edit::Platform([None, Some(Platform::Amd64), Some(Platform::Arm64)][self.number % 3]),
            12 => Edit::Replace(Box::new(self.other(draft))),
            _ => Edit::All(self.more.iter().map(|wish| wish.edit(draft)).collect()),
        }
    }

    fn image(&self, draft: &Draft) -> ImageDraft {
        let selection = Selection::of(catalog(), &draft.image);
        let choices = [selection.airflows(), selection.systems(), selection.pythons(), selection.images()].concat();
        match self.number {
            0 => ImageDraft { reference: self.text.clone(), ..draft.image.clone() },
            1 => ImageDraft { airflow: self.text.clone(), python: String::new(), ..draft.image.clone() },
            _ if choices.is_empty() => ImageDraft::default(),
            _ => choices[self.at.index(choices.len())].image.clone(),
        }
    }

    fn other(&self, draft: &Draft) -> Draft {
        let mut other = if self.number.is_multiple_of(2) { Draft::start(catalog()) } else { draft.clone() };
        other.insert(self.list, 0, self.rows.iter().cloned().map(|row| fitted(self.list, row)).collect());
        other
    }
}

fn ids(draft: &Draft) -> Vec<RowId> {
    RowList::ALL.into_iter().flat_map(|list| draft.rows(list)).map(|row| row.id).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn edits_are_undone_and_done_again(wishes in prop::collection::vec((wish(), 0..8_u8), 1..30)) {
        let first = Draft::start(catalog());
        let mut history = History::new(first.clone());
        let mut seen: BTreeSet<RowId> = BTreeSet::new();
        for (wish, then) in wishes {
            let edit = wish.edit(history.draft());
            prop_assert!(!edit.label(history.draft()).is_empty());
            let before = ids(history.draft());
            history.apply(&edit);
            let after = ids(history.draft());
            prop_assert_eq!(after.iter().collect::<BTreeSet<_>>().len(), after.len(), "an id twice");
            for id in after.iter().filter(|id| !before.contains(id)) {
                prop_assert!(seen.insert(*id), "{id:?} is used again");
            }
            let draft = history.draft();
            let link = encode(draft, catalog());
            let opened = decode(&link, catalog());
            prop_assert_eq!(&opened.draft, &without_secrets(draft), "{}", link);
            prop_assert_eq!(encode(&opened.draft, catalog()), link);
            let _ = describe(draft, catalog());
            match then {
                0 => { history.undo(); }
                1 => { history.redo(); }
                2 => history.end_typing(),
                _ => {}
            }
        }
        while history.undo() {}
        prop_assert_eq!(&**history.draft(), &first);
        prop_assert_eq!(ids(history.draft()), ids(&first));
    }

    #[test]
    fn redo_ends_where_undo_began(wishes in prop::collection::vec(wish(), 1..30)) {
        let mut history = History::new(Draft::start(catalog()));
        for wish in &wishes {
            let edit = wish.edit(history.draft());
            history.apply(&edit);
        }
        let last = Draft::clone(history.draft());
        while history.undo() {}
        while history.redo() {}
        prop_assert_eq!(&**history.draft(), &last);
        prop_assert_eq!(ids(history.draft()), ids(&last));
    }

    /// The value of a secret is in the draft and in `.env`, and nowhere else.
    #[test]
    fn values_of_secrets_stay(
        rows in prop::collection::vec((select(SENSITIVE.to_vec()), text(), any::<bool>()), 1..8),
        image in select(IMAGES.to_vec()),
        layered in any::<bool>(),
    ) {
        let mut history = History::new(decode(image, catalog()).draft);
        history.apply(&Edit::Layout(if layered { Layout::Layered } else { Layout::Single }));
        for (at, (name, value, marked)) in rows.into_iter().enumerate() {
            let name = if marked { format!("HARMLESS_{at}") } else { name.to_owned() };
            let mark = if marked { SecretMark::Secret } else { SecretMark::Guess };
            let row = Row { mark, ..Row::pair(name, format!("{SECRET}{value}{SECRET}")) };
            let edits = [
                Edit::Append(RowList::Env, vec![row.clone()]),
                Edit::RowValue(RowList::Env, history.draft().next_id(), format!("{SECRET}{at}{value}")),
                Edit::Move(RowList::Env, history.draft().next_id(), 0),
                Edit::All(vec![Edit::Insert(RowList::Env, 0, vec![row])]),
            ];
            for edit in edits {
                history.apply(&edit);
                prop_assert!(!history.undo_label().unwrap_or_default().contains(SECRET));
            }
        }
        let link = encode(history.draft(), catalog());
        prop_assert!(!link.contains(SECRET), "{}", link);
        let (description, found) = describe(history.draft(), catalog());
        for said in &found {
            prop_assert!(!said.message.contains(SECRET), "{}", said.message);
        }
        let mut kept = 0;
        for file in generate(&description).iter().filter(|file| file.path != ".env") {
            let text = file.text().unwrap_or_default();
            prop_assert!(!text.contains(SECRET), "{}", file.path);
            kept += 1;
        }
        prop_assert!(kept > 3 && !description.fragment.contains(SECRET));
    }
}

const SECRET: &str = "s3cr3tValue";
const SENSITIVE: [&str; 6] = [
    "AIRFLOW__CORE__FERNET_KEY",
    "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
    "AIRFLOW__SMTP__SMTP_PASSWORD",
    "API_TOKEN",
    "SFTP_PASSWORD",
    "AWS_SECRET_ACCESS_KEY",
];
const IMAGES: [&str; 6] = [
    "airflow=3.3.2",
    "image=debian:12-slim&airflow=2.11.2",
    "image=apache/airflow:2.11.2-python3.12",
    "image=astrocrpublic.azurecr.io/runtime:3.3-8",
    "image=quay.io/astronomer/ap-airflow:2.3.4-11-onbuild",
    "image=astronomerinc/ap-airflow:0.10.3-1.10.5-onbuild",
];

//! The page's side of the engine: starts it when the page is idle, asks, and keeps the last answers.
//!
//! An answer is about the draft that was asked about. Until the next one comes, what it says of a field stands as long
//! as the field does.

use std::sync::Arc;

use leptos::prelude::*;

use super::{App, Findings};
use crate::domain::{Field, RowId, RowList};
use crate::draft::{Diagnostic, Draft, Edit, ImageDraft};
use crate::engine::{Advice, Answer, Found, OptionHint, Question, Tables, from_bytes};
use crate::platform::timer::{self, Debounce};
use crate::platform::worker::{Line, News};
use crate::presets::Preset;
use crate::reactive::{Cell, Derived, effect};
use crate::words;

/// How long the engine's start waits for the page to be drawn, in milliseconds.
const AFTER_THE_PAGE: i32 = 50;

/// How long a question about the draft waits for the typing to pause, in milliseconds.
const PAUSE: u32 = 80;

/// How it stands with the engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// On its way.
    Loading,
    /// It answers.
    Ready,
    /// It could not be had.
    Failed,
}

/// What a plan is for.
#[derive(Clone)]
pub(super) enum PlanWish {
    /// Another image.
    Image(ImageDraft),
    /// Starting from a preset.
    Preset(&'static Preset),
}

/// A plan that was asked for.
#[derive(Clone)]
pub(super) struct Planning {
    number: u32,
    /// For this draft.
    pub(super) draft: Arc<Draft>,
    /// What is wanted of it.
    pub(super) wish: PlanWish,
    /// What the step will be called.
    pub(super) label: String,
}

/// Puts a question into bytes.
type Bytes = fn(&Question) -> Option<Vec<u8>>;

/// Advice, and the draft that it is about.
type Advised = Arc<(Arc<Draft>, Advice)>;

/// Handles only.
#[derive(Clone, Copy)]
pub struct Advisor {
    standing: Cell<Standing>,
    line: StoredValue<Option<Line>, LocalStorage>,
    bytes: Cell<Option<Bytes>>,
    asked: Cell<(u32, Arc<Draft>)>,
    advised: Cell<Advised>,
    sought: Cell<u32>,
    packed: Cell<u32>,
    errands: Cell<u32>,
    planning: Cell<Option<Planning>>,
    found: Cell<Arc<Found>>,
}

impl Advisor {
    pub(super) fn new() -> Self {
        Self {
            standing: Cell::new(Standing::Loading),
            line: StoredValue::new_local(None),
            bytes: Cell::new(None),
            asked: Cell::new((0, Arc::default())),
            advised: Cell::new(Arc::default()),
            sought: Cell::new(0),
            packed: Cell::new(0),
            errands: Cell::new(0),
            planning: Cell::new(None),
            found: Cell::new(Arc::default()),
        }
    }

    fn ask(self, question: &Question) {
        let bytes = self.bytes.get_untracked().and_then(|bytes| bytes(question));
        self.line.with_value(|line| line.iter().zip(bytes).for_each(|(line, bytes)| line.send(&bytes)));
    }

    /// From now on questions can be put into bytes.
    pub(super) fn speak(self, bytes: Bytes) {
        self.bytes.set(Some(bytes));
    }

    fn is_ready(self) -> bool {
        self.standing.get_untracked() == Standing::Ready
    }

    fn examine(self, draft: Arc<Draft>) {
        let number = self.asked.read_untracked().0 + 1;
        self.ask(&Question::Examine(number, Box::new(draft.as_ref().clone())));
        self.asked.set((number, draft));
    }

    /// What a row of a list could be, by what is typed in it; the answer comes into [`Self::found`].
    pub fn seek(self, list: RowList, typed: &str) {
        let number = self.sought.get_untracked() + 1;
        self.sought.set(number);
        self.ask(&Question::Find(number, list, typed.to_owned()));
    }

    /// What was found last for a list.
    pub fn found(self, list: RowList) -> Arc<Found> {
        Some(self.found.get()).filter(|found| found.list == Some(list)).unwrap_or_default()
    }

    /// How it stands with the engine.
    pub fn standing(self) -> Standing {
        self.standing.get()
    }

    /// How it stands with the tables that the advice needs.
    pub fn tables(self) -> Tables {
        self.advised.read().1.tables
    }

    /// What is known of the option that a row sets.
    pub fn hint(self, row: RowId) -> Option<OptionHint> {
        self.advised.read().1.options.iter().find(|hint| hint.row == row).cloned()
    }

    /// Asks what an edit would mean for a draft; false when nobody is there to ask.
    pub(super) fn plan(self, draft: Arc<Draft>, wish: PlanWish, edit: &Edit) -> bool {
        if self.is_ready() {
            self.examine(Arc::clone(&draft));
            let (number, label) = (self.asked.read_untracked().0, edit.label(&draft));
            self.planning.set(Some(Planning { number, draft, wish, label }));
            self.ask(&Question::Plan(number, edit.clone()));
        }
        self.is_ready()
    }

    /// Whether a plan is waited for.
    pub fn plans(self) -> bool {
        self.planning.read().is_some()
    }

    /// What the step is called whose plan is waited for.
    pub(super) fn planned_label(self) -> Option<String> {
        self.planning.read().as_ref().map(|planning| planning.label.clone())
    }

    /// What the plan was asked for; it is waited for no longer.
    pub(super) fn take_planning(self) -> Option<Planning> {
        self.planning.try_update(Option::take).flatten()
    }

    fn is_planning(self, number: u32) -> bool {
        self.planning.read_untracked().as_ref().is_some_and(|planning| planning.number == number)
    }

    /// The archive that may be on its way is of a draft that is no more.
    pub(super) fn forget_pack(self) {
        self.packed.update_untracked(|number| *number += 1);
    }

    /// Asks for the archive of a draft.
    pub(super) fn pack(self, draft: Arc<Draft>, constraints: Option<String>) {
        let number = self.packed.get_untracked() + 1;
        self.packed.set(number);
        self.ask(&Question::Pack(number, Box::new(draft.as_ref().clone()), constraints));
    }

    /// Asks something whose answer comes back under a number of its own; that number.
    pub(super) fn errand(self, question: impl FnOnce(u32) -> Question) -> u32 {
        let number = self.errands.get_untracked() + 1;
        self.errands.set(number);
        self.ask(&question(number));
        number
    }

    /// Keeps an answer; one that is not kept here is given back.
    fn told(self, bytes: &[u8]) -> Option<Answer> {
        match from_bytes(bytes)? {
            Answer::Advice(number, advice) => {
                let (asked, draft) = self.asked.get_untracked();
                if number == asked {
                    self.advised.set(Arc::new((draft, advice)));
                }
            }
            answer @ Answer::Planned(number, _) if self.is_planning(number) => {
                return Some(answer);
            }
            answer @ Answer::Packed(number, _) if number == self.packed.get_untracked() => return Some(answer),
            Answer::Found(number, found) if number == self.sought.get_untracked() => {
                self.found.set(Arc::new(found));
            }
            Answer::Planned(..) | Answer::Packed(..) | Answer::Found(..) => {}
            answer @ (Answer::Imported(..) | Answer::Compared(..) | Answer::Shared(..) | Answer::Explained(..)) => {
                return Some(answer);
            }
        }
        None
    }
}

impl App {
    /// Starts the engine once the page is drawn, and asks it about every draft.
    pub(super) fn keep_advice(self) {
        timer::after(AFTER_THE_PAGE, move || self.start_engine());
        let pause = Debounce::new(PAUSE);
        effect(move || {
            let draft = settled(self.draft.get(), self.adding.get());
            if self.advisor.is_ready() {
                pause.call(move || self.advisor.examine(draft));
            }
        });
    }

    /// In a worker first; beside the page where there can be none.
    pub(super) fn start_engine(self) {
        self.advisor.standing.set(Standing::Loading);
        let line = Line::to_worker(move |news| match news {
            News::Failed if !self.advisor.is_ready() => self.start_beside(),
            news => self.take(news),
        });
        match line {
            Some(line) => self.advisor.line.set_value(Some(line)),
            None => self.start_beside(),
        }
    }

    fn start_beside(self) {
        match Line::beside(move |news| self.take(news)) {
            Some(line) => self.advisor.line.set_value(Some(line)),
            None => self.engine_failed(),
        }
    }

    fn take(self, news: News) {
        match news {
            News::Ready => {
                self.advisor.standing.set(Standing::Ready);
                self.advisor.examine(settled(self.draft.get_untracked(), self.adding.get_untracked()));
            }
            News::Told(bytes) => match self.heard(&bytes) {
                Some(Answer::Planned(_, plan)) => self.planned(*plan),
                Some(Answer::Packed(_, parcel)) => self.packed(parcel),
                Some(Answer::Imported(number, import)) => self.imported(number, *import),
                Some(Answer::Compared(number, comparison)) => self.compared(number, comparison),
                Some(Answer::Shared(number, snippets)) => self.sharing.shared(number, snippets),
                Some(Answer::Explained(number, document)) => self.guide.explained(number, document),
                _ => {}
            },
            News::Failed => self.engine_failed(),
        }
    }

    fn heard(self, bytes: &[u8]) -> Option<Answer> {
        let told = self.advisor.told(bytes);
        self.after_fix();
        self.fixed.set(None);
        told
    }

    fn engine_failed(self) {
        self.advisor.standing.set(Standing::Failed);
        if let Some(planning) = self.advisor.take_planning() {
            self.without_plan(planning.wish);
        }
        self.give_up(words::ENGINE_FAILED);
    }

    /// Tries again what could not be loaded: the engine, or its tables.
    pub fn retry_advice(self) {
        match self.advisor.is_ready() {
            true => self.advisor.ask(&Question::Retry),
            false => self.with_work(|work| work.start_engine),
        }
    }
}

/// A draft without the package that is still being typed: half a name is no package, and looking for one fetches tables
/// of other releases.
fn settled(draft: Arc<Draft>, adding: Option<Field>) -> Arc<Draft> {
    match adding {
        Some(Field::Row(list @ RowList::Packages, id)) => {
            let mut settled = draft.as_ref().clone();
            settled.apply(&Edit::Remove(list, id));
            Arc::new(settled)
        }
        _ => draft,
    }
}

/// What is said at once and what the engine advises, in the order of the page.
pub(super) fn all(
    draft: Derived<Draft>,
    at_once: impl Fn() -> Findings + Send + Sync + 'static,
    work: Cell<Option<super::Work>>,
    advisor: Advisor,
    adding: Cell<Option<Field>>,
) -> Derived<Vec<Diagnostic>> {
    Derived::new(move || {
        let (draft, at_once, advised) = (draft.get(), at_once(), advisor.advised.get());
        let (about, advice) = advised.as_ref();
        let adding = adding.get();
        let stands = |found: &&Diagnostic| Some(found.field) != adding && draft.same_at(about, found.field);
        let mut all: Vec<Diagnostic> = at_once.iter().cloned().collect();
        all.extend(advice.findings.iter().filter(stands).cloned());
        if let Some(work) = work.get() {
            (work.in_order)(&draft, &mut all);
        }
        Arc::new(all)
    })
}

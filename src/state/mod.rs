//! What the page knows: one signal that holds the draft with its history, memos for everything that follows from it,
//! and [`App::dispatch`], the only way to write.
//!
//! Effects stand at the rim alone: address bar, title, late assets. Must not be in here: elements, and rules about
//! what a draft means.

mod address;
mod advisor;
mod changes;
mod choices;
mod delivery;
mod embedding;
mod field_id;
mod guide;
mod importing;
pub mod keys;
mod late;
mod memory;
mod pointing;
mod rows;
mod sharing;
mod suggesting;
mod theme;
mod upgrade;
mod work;

use std::ops::Deref;
use std::sync::Arc;

pub use address::{AtStart, OpenedLink, is_given, open, sets};
pub use advisor::{Advisor, Standing};
pub use changes::{Base, Changes};
pub use choices::Choices;
pub use embedding::full_size;
pub use field_id::{adder_id, field_id, findings_id};
pub use guide::{Explained, Guide};
pub use importing::Importing;
pub use late::{Late, LateText};
pub use memory::Memory;
pub use sharing::Sharing;
pub use suggesting::{Notice, Suggesting};
pub use theme::theme_words;
pub use upgrade::ShownPlan;
pub use work::{Work, work};

use crate::catalog::Catalog;
use crate::domain::{Field, ProjectDescription, RowList, TextField};
use crate::draft::{Diagnostic, Draft, Edit, History, Row, Severity, count};
use crate::engine::Parcel;
use crate::generator::{ProjectFile, ProjectFiles};
use crate::link::{Theme, View};
use crate::reactive::{Cell, Derived, Reading, memo, settled};
use crate::words;

/// The findings of a draft, or of one field, in the order of the page.
pub type Findings = Arc<Vec<Diagnostic>>;

/// The page, as every view and every listener has it. One address: what it names is kept by hundreds of closures, and stays
/// as long as the page.
#[derive(Clone, Copy)]
pub struct App(&'static State);

impl Deref for App {
    type Target = State;

    fn deref(&self) -> &State {
        self.0
    }
}

/// The state of the page: handles only.
pub struct State {
    /// The start-up tables.
    pub catalog: &'static Catalog,
    history: Cell<History>,
    /// The draft as it is now.
    pub draft: Derived<Draft>,
    /// The fragment that the page started with.
    started: Cell<String>,
    work: Cell<Option<Work>>,
    described: Derived<Option<(ProjectDescription, Findings)>>,
    /// The engine.
    pub advisor: Advisor,
    /// All findings.
    pub findings: Derived<Vec<Diagnostic>>,
    /// The same, as every field has them.
    shown_findings: Cell<Findings>,
    /// The generated files.
    pub files: Derived<ProjectFiles>,
    /// What can be chosen about the image.
    pub choices: Derived<Choices>,
    lists: [Derived<Vec<Row>>; 5],
    /// The field that has the focus.
    pub focused: Cell<Option<Field>>,
    /// The field under the pointer.
    pub hovered: Cell<Option<Field>>,
    /// The field whose row is being added: nobody advises on half a name.
    pub adding: Cell<Option<Field>>,
    /// The id of the element that the page is on its way to.
    pub going: Cell<String>,
    visited: Cell<Option<Field>>,
    /// The file that the person opened.
    pub opened_file: Cell<String>,
    /// Whether the files stand over the form (phones only).
    pub files_shown: Cell<bool>,
    /// The link that the page was opened with, until it is dismissed.
    pub opened_link: Cell<Option<Arc<OpenedLink>>>,
    /// Constraint sets, fetched when a project needs them.
    pub late: Late,
    /// The archive's size and digest; `None` while they are being worked out.
    pub parcel: Cell<Option<Parcel>>,
    fixed: Cell<Option<Field>>,
    waiting: Cell<bool>,
    /// What this browser remembers.
    pub memory: Memory,
    /// What the draft is compared with.
    pub changes: Changes,
    /// Files on their way into the draft.
    pub importing: Importing,
    /// The forms in which the draft is passed on.
    pub sharing: Sharing,
    /// What assistive technology is told.
    pub said: Cell<String>,
    /// What another image or a preset would change, while it is shown.
    pub plan: Cell<Option<ShownPlan>>,
    /// Explanations, and what stands in place of the file.
    pub guide: Guide,
    /// A text that the person has to copy by hand.
    pub by_hand: Cell<String>,
    /// Whether the sheet of keys is open.
    pub sheet: Cell<bool>,
    /// Whether single-character keys act.
    pub letter_keys: Cell<bool>,
    /// Light, dark or as the system says.
    pub theme: Cell<Theme>,
    /// What the link says of the page.
    pub view: Cell<View>,
    /// Whether a page above has spoken: then it has a way to the full size itself.
    pub hosted: Cell<bool>,
}

impl App {
    /// The state at the start of the page.
    pub fn start(opened: AtStart) -> Self {
        let catalog = Catalog::start();
        let (memory, changes) =
            (Memory::new(opened.current, opened.damaged), Changes::new(opened.draft.clone(), catalog));
        let history = Cell::new(History::new(opened.draft));
        let draft = Derived::identity(move || Arc::clone(history.read().draft()));
        let work = Cell::new(None::<Work>);
        let described =
            Derived::identity(move || Arc::new(work.get().map(|work| (work.describe)(&draft.get(), catalog))));
        let files = Derived::new(move || {
            let described = described.get();
            let description = described.as_ref().as_ref().map(|described| &described.0);
            let files = work.get().zip(description).map(|(work, description)| (work.generate)(description));
            Arc::new(files.unwrap_or_default())
        });
        let at_once =
            move || described.get().as_ref().as_ref().map(|described| Arc::clone(&described.1)).unwrap_or_default();
        let advisor = Advisor::new();
        let adding = Cell::new(None);
        let findings = advisor::all(draft, at_once, work, advisor, adding);
        let app = Self(Box::leak(Box::new(State {
            catalog,
            history,
            draft,
            described,
            advisor,
            findings,
            shown_findings: settled(findings),
            files,
            work,
            started: Cell::new(crate::platform::address::fragment()),
            choices: choices::choices(draft, catalog),
            lists: RowList::ALL.map(|list| Derived::new(move || Arc::new(draft.get().rows(list).to_vec()))),
            focused: Cell::new(None),
            adding,
            hovered: Cell::new(None),
            going: Cell::new(String::new()),
            visited: Cell::new(None),
            opened_file: Cell::new(opened.view.file.clone().unwrap_or_default()),
            files_shown: Cell::new(false),
            opened_link: Cell::new(opened.link),
            late: Late::new(),
            parcel: Cell::new(None),
            fixed: Cell::new(None),
            waiting: Cell::new(false),
            memory,
            changes,
            importing: Importing::new(),
            sharing: Sharing::new(),
            said: Cell::new(String::new()),
            plan: Cell::new(None),
            guide: Guide::new(),
            by_hand: Cell::new(String::new()),
            sheet: Cell::new(false),
            letter_keys: Cell::new(keys::letters_wanted()),
            theme: Cell::new(theme::at_start(opened.view.theme)),
            hosted: Cell::new(false),
            view: Cell::new(opened.view),
        })));
        app.keep_embedding();
        app
    }

    /// Applies an edit: the only way to write. What the host has locked stays as it is.
    pub fn dispatch(self, edit: &Edit) {
        if self.is_held_back(edit) {
            self.memory.trouble.set(Some(words::HELD_BACK));
            return self.say(words::HELD_BACK);
        }
        self.history.update(|history| history.apply(edit));
    }

    /// Ends a run of typing, so that the next edit is a step of its own.
    pub fn end_typing(self) {
        self.history.update_untracked(History::end_typing);
    }

    /// Takes the last step back: a choice whose plan is still waited for, else what was done.
    pub fn undo(self) {
        match self.advisor.take_planning() {
            Some(planning) => self.say(words::undone(&planning.label)),
            None => self.step(History::undo, words::undone, History::redo_label),
        }
    }

    /// Does the last undone step again.
    pub fn redo(self) {
        self.advisor.take_planning();
        self.step(History::redo, words::done_again, History::undo_label);
    }

    fn step(self, step: fn(&mut History) -> bool, said: fn(&str) -> String, label: fn(&History) -> Option<&str>) {
        let place = self.focused.get_untracked();
        if self.history.try_update(step) == Some(true) {
            self.keep_focus(place);
            let named = label(&self.history.read_untracked()).unwrap_or_default().to_owned();
            self.say(said(&named));
        }
    }

    /// What undo would take back.
    pub fn undo_label(self) -> Option<String> {
        self.advisor.planned_label().or_else(|| self.history.read().undo_label().map(str::to_owned))
    }

    /// What redo would do again.
    pub fn redo_label(self) -> Option<String> {
        self.history.read().redo_label().map(str::to_owned)
    }

    /// The rows of a list.
    pub fn rows(self, list: RowList) -> Derived<Vec<Row>> {
        let [packages, requirements, env, labels, repositories] = self.lists;
        match list {
            RowList::Packages => packages,
            RowList::Requirements => requirements,
            RowList::Env => env,
            RowList::Labels => labels,
            RowList::ApkRepositories => repositories,
        }
    }

    /// A text field as typed.
    pub fn text(self, field: TextField) -> Reading<String> {
        let draft = self.draft;
        memo(move || draft.get().text(field).to_owned())
    }

    /// The findings of one place.
    pub fn findings_at(self, place: Field) -> Derived<Vec<Diagnostic>> {
        Derived::new(move || self.findings_now(place))
    }

    /// The same, once.
    pub fn findings_now(self, place: Field) -> Findings {
        let findings = self.shown_findings.get();
        Arc::new(findings.iter().filter(|found| belongs(found.field, place)).cloned().collect())
    }

    /// How many findings of a severity there are.
    pub fn count(self, severity: Severity) -> usize {
        count(&self.findings.get(), severity)
    }

    /// The project's name as it is used.
    pub fn name(self) -> String {
        let described = self.described.get();
        described.as_ref().as_ref().map_or_else(String::new, |described| described.0.name.as_str().to_owned())
    }

    /// The path of the file in the preview: the one opened, or the first.
    pub fn current_path(self) -> String {
        let (files, wanted) = (self.files.get(), self.opened_file.read());
        let file = files.get(&wanted).or_else(|| files.get("Dockerfile")).or_else(|| files.iter().next());
        file.map(|file| file.path.clone()).unwrap_or_default()
    }

    /// The file in the preview.
    pub fn current_file(self) -> Option<ProjectFile> {
        self.files.get().get(&self.current_path()).cloned()
    }

    /// Tells assistive technology.
    pub fn say(self, sentence: impl Into<String>) {
        self.said.set(sentence.into());
    }
}

fn changed<T>(before: Option<&Arc<T>>, after: Option<&Arc<T>>) -> bool {
    match (before, after) {
        (Some(before), Some(after)) => !Arc::ptr_eq(before, after),
        _ => true,
    }
}

/// Lines of the instructions belong to their field as a whole.
fn belongs(found_at: Field, place: Field) -> bool {
    let at_instructions = matches!(found_at, Field::Instruction(_));
    found_at == place || (at_instructions && place == Field::Text(TextField::Instructions))
}

/// Calls when what follows from the last edits is on the page.
pub fn after_render(call: impl FnOnce() + 'static) {
    boxed_after_render(Box::new(call));
}

fn boxed_after_render(call: Box<dyn FnOnce()>) {
    leptos::task::spawn_local(async move {
        // What is shown follows in steps: an effect that tells others comes before theirs.
        for _ in 0..4 {
            leptos::task::tick().await;
        }
        call();
    });
}

//! What the page and its engine say to each other. Both are made in one build, so that no form of these is a promise.
//!
//! Must not be in here: what an answer is.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::compare::{Comparison, SourceText};
use crate::domain::{RowId, RowList};
use crate::draft::{Diagnostic, Draft, Edit, ImageDraft};
use crate::finder::Group;
use crate::guide::{Document, Topic};
use crate::import::{Import, SourceFile, Way};
use crate::share::Snippet;
use crate::upgrade::Plan;

/// What the page asks. The number comes back with the answer: an older answer than the last question is passed over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Question {
    /// What is to be said of a draft. The draft stays the ground of later questions.
    Examine(u32, Box<Draft>),
    /// What a row could be, from what is typed in it.
    Find(u32, RowList, String),
    /// What an edit that brings another image, or a preset, would mean for the last draft examined.
    Plan(u32, Edit),
    /// The archive of a draft, with the text of the constraint set that it holds, if it holds one.
    Pack(u32, Box<Draft>, Option<String>),
    /// What files would make of a draft, in the way that the person chose, if they chose one.
    Import(u32, Box<Draft>, Vec<SourceFile>, Option<Way>),
    /// What differs between a draft and what it is compared with.
    Compare(u32, Box<Draft>, Ground),
    /// The forms in which a draft is passed on, with the page's address and the path of the open file.
    Share(u32, Box<Draft>, String, String),
    /// What there is to say on a topic, for a draft.
    Explain(u32, Box<Draft>, Topic),
    /// Tables that did not come are to be fetched again.
    Retry,
}

/// What the engine answers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// The doctor's advice.
    Advice(u32, Advice),
    /// What a row could be.
    Found(u32, Found),
    /// What another image would mean.
    Planned(u32, Box<Plan>),
    /// The archive of a draft, or why there is none.
    Packed(u32, Result<Parcel, String>),
    /// What files would make of a draft.
    Imported(u32, Box<Import>),
    /// What differs.
    Compared(u32, Comparison),
    /// The forms in which a draft is passed on.
    Shared(u32, Vec<Snippet>),
    /// What there is to say.
    Explained(u32, Document),
}

/// A project that was imported.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Origin {
    /// The files that the configuration came from.
    pub files: Vec<SourceText>,
    /// The paths of its other files, which stay as they are.
    pub kept: Vec<String>,
    /// Whether files that it does not have yet count.
    pub with_new: bool,
}

/// What a draft is compared with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Ground {
    /// Another draft, which was there before.
    Draft(Box<Draft>),
    /// A project that was imported, which was there before.
    Project(Box<Origin>),
    /// The same draft on another image, which would come after.
    Image(ImageDraft),
}

/// The doctor's advice on a draft.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Advice {
    /// What the advising rules found.
    pub findings: Vec<Diagnostic>,
    /// How the values of known options are edited.
    pub options: Vec<OptionHint>,
    /// Whether all tables that the rules would look into are here.
    pub tables: Tables,
}

/// What a row could be.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// The list that was asked about.
    pub list: Option<RowList>,
    /// The text that was asked about.
    pub about: String,
    /// Best first.
    pub groups: Vec<Group>,
    /// Whether the list's table is here.
    pub tables: Tables,
}

/// The archive of a project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parcel {
    /// Its bytes.
    pub zip: Vec<u8>,
    /// Their SHA-256 in hexadecimal.
    pub sha256: String,
}

/// Whether late tables are here.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Tables {
    /// All that are wanted; also when there are none.
    #[default]
    Here,
    /// One is on its way.
    Loading,
    /// One did not come.
    Failed,
}

/// What is known of the option that a row of ENV sets.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OptionHint {
    /// The row.
    pub row: RowId,
    /// How its value is edited.
    pub editor: Editor,
    /// The value without this row; empty where there is none, or it is not known.
    pub default: String,
    /// What the option does; empty where nobody wrote a sentence.
    pub sentence: String,
    /// The first line of Airflow that has it, `2.3`.
    pub since: String,
    /// The last line that has it; empty while it goes on.
    pub until: String,
    /// Airflow's own reference.
    pub reference: String,
}

/// How a value is edited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Editor {
    /// Any text.
    Text,
    /// True or False.
    Boolean,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// Values parted by commas.
    List,
    /// JSON.
    Json,
    /// One of these.
    Choice(Vec<String>),
}

/// The bytes of a message; `None` for one with an edit that is never sent (`Edit::Replace`).
pub fn to_bytes(message: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_allocvec(message).ok()
}

/// A message of these bytes; `None` when they are none.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

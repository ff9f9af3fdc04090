//! Undo and redo: named steps, each with the draft before it.

use std::sync::Arc;

use super::{Draft, Edit};
use crate::domain::Field;

/// How many steps are kept; the oldest go first.
const DEPTH: usize = 200;

/// A draft with its past and its undone future.
#[derive(Debug, Clone)]
pub struct History {
    present: Arc<Draft>,
    past: Vec<Step>,
    future: Vec<Step>,
    typing: Option<(Field, bool)>,
}

#[derive(Debug, Clone)]
struct Step {
    label: String,
    /// The draft on the other side of the step: before it in the past, after it in the future.
    draft: Arc<Draft>,
}

impl History {
    /// Starts at a draft, without a past.
    pub fn new(draft: Draft) -> Self {
        Self { present: Arc::new(draft), past: Vec::new(), future: Vec::new(), typing: None }
    }

    /// The draft as it is now.
    pub fn draft(&self) -> &Arc<Draft> {
        &self.present
    }

    /// Applies an edit as a step; typing on in one place extends the last step. An edit that changes nothing is none.
    pub fn apply(&mut self, edit: &Edit) {
        let mut next = self.present.as_ref().clone();
        next.apply(edit);
        if next == *self.present {
            return;
        }
        let place = edit.typing_place();
        let continues = place.is_some() && place == self.typing && self.future.is_empty() && !self.past.is_empty();
        if !continues {
            let label = edit.label(&self.present);
            self.past.push(Step { label, draft: Arc::clone(&self.present) });
            let surplus = self.past.len().saturating_sub(DEPTH);
            self.past.drain(..surplus);
        }
        self.future.clear();
        self.typing = place;
        self.present = Arc::new(next);
    }

    /// Ends a run of typing: the next edit is a step of its own.
    pub fn end_typing(&mut self) {
        self.typing = None;
    }

    /// What undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.past.last().map(|step| step.label.as_str())
    }

    /// What redo would do again.
    pub fn redo_label(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Takes the last step back; false when there is none.
    pub fn undo(&mut self) -> bool {
        let Some(step) = self.past.pop() else { return false };
        let present = std::mem::replace(&mut self.present, step.draft);
        self.future.push(Step { label: step.label, draft: present });
        self.typing = None;
        true
    }

    /// Does the last undone step again; false when there is none.
    pub fn redo(&mut self) -> bool {
        let Some(step) = self.future.pop() else { return false };
        let present = std::mem::replace(&mut self.present, step.draft);
        self.past.push(Step { label: step.label, draft: present });
        self.typing = None;
        true
    }
}

//! Another image under work that is there already: planned by the engine, shown before it is applied.

use leptos::prelude::*;

use super::App;
use crate::domain::RowList;
use crate::draft::{Edit, ImageDraft};
use crate::upgrade::Plan;
use crate::words;

impl App {
    /// Chooses an image. Where there are rows that it may touch, the engine is asked first what that means; without an
    /// engine it is applied as it is.
    pub fn choose_image(self, image: &ImageDraft) {
        let draft = self.draft.get_untracked();
        let lists = [RowList::Packages, RowList::Requirements, RowList::Env];
        let has_rows = lists.into_iter().any(|list| !draft.rows(list).is_empty());
        if *image == draft.image {
            return;
        }
        if !has_rows || !self.advisor.plan(draft, image) {
            self.dispatch(&Edit::Image(image.clone()));
        }
    }

    /// Takes a plan: one that touches nothing but the image is applied, any other is shown first. When somebody has
    /// typed on in the meantime, the choice stands and is planned anew.
    pub(super) fn planned(self, plan: Plan) {
        let now = self.draft.get_untracked();
        if let Some(other) = self.advisor.take_planning().filter(|planning| planning.draft != now) {
            self.choose_image(&other.image);
        } else if plan.is_plain() {
            self.dispatch(&plan.edit);
        } else {
            self.plan.set(Some(plan));
        }
    }

    /// Applies the plan that is shown.
    pub fn apply_plan(self) {
        if let Some(plan) = self.plan.try_update(Option::take).flatten() {
            self.end_typing();
            self.dispatch(&plan.edit);
            self.say(words::PLAN_APPLIED);
        }
    }
}

//! Another image under work that is there already, or a preset on top of it: planned by the engine, shown before it is
//! applied.

use super::App;
use super::advisor::PlanWish;
use crate::domain::RowList;
use crate::draft::{Draft, Edit, ImageDraft, Start};
use crate::presets::Preset;
use crate::upgrade::{Plan, added, moved};
use crate::words;

/// A plan that is shown.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownPlan {
    /// What it is called.
    pub title: &'static str,
    /// What it does, in sentences; empty for another image.
    pub about: String,
    /// The plan.
    pub plan: Plan,
}

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
        let edit = Edit::Image(image.clone());
        if !has_rows || !self.advisor.plan(draft, PlanWish::Image(image.clone()), &edit) {
            self.dispatch(&edit);
        }
    }

    /// Shows what starting from a preset does; nothing when it cannot be done on this image.
    pub fn start_from(self, preset: &'static Preset) {
        let draft = self.draft.get_untracked();
        let Ok(start) = self.start_of(preset, &draft) else { return };
        if !self.advisor.plan(draft, PlanWish::Preset(preset), &start.edit) {
            self.without_plan(PlanWish::Preset(preset));
        }
    }

    /// What becomes of a wish when nobody can plan it: the rows of a preset are known all the same.
    pub(super) fn without_plan(self, wish: PlanWish) {
        match wish {
            PlanWish::Image(image) => self.dispatch(&Edit::Image(image)),
            PlanWish::Preset(preset) => {
                let draft = self.draft.get_untracked();
                let Ok(start) = self.start_of(preset, &draft) else { return };
                let added = added(&draft, &moved(&draft, &start.edit));
                let plan = Plan { edit: start.edit, added, rows: Vec::new(), remarks: Vec::new(), files: Vec::new() };
                self.show_preset(preset, plan);
            }
        }
    }

    /// Takes a plan: one that touches nothing but the image is applied, any other is shown first. When somebody has
    /// typed on in the meantime, the choice stands and is planned anew.
    pub(super) fn planned(self, plan: Plan) {
        let now = self.draft.get_untracked();
        let Some(planning) = self.advisor.take_planning() else { return };
        match planning.wish {
            PlanWish::Image(image) if planning.draft != now => self.choose_image(&image),
            PlanWish::Preset(preset) if planning.draft != now => self.start_from(preset),
            PlanWish::Preset(preset) => self.show_preset(preset, plan),
            PlanWish::Image(_) if plan.is_plain() => self.dispatch(&plan.edit),
            PlanWish::Image(_) => {
                self.plan.set(Some(ShownPlan { title: words::PLAN, about: String::new(), plan }));
            }
        }
    }

    /// What starting from a preset does; or why it cannot be done, which nobody knows at first.
    pub fn start_of(self, preset: &Preset, draft: &Draft) -> Result<Start, String> {
        self.work.get().map_or(Err(String::new()), |work| (work.start_from)(preset, draft, self.catalog))
    }

    fn show_preset(self, preset: &'static Preset, plan: Plan) {
        let start = self.start_of(preset, &self.draft.get_untracked());
        let moves = start.map_or("", |start| start.moves);
        let about = words::preset_about(preset.about(), moves);
        self.plan.set(Some(ShownPlan { title: preset.title(), about, plan }));
    }

    /// The plan that is shown or waited for is of a configuration that goes.
    pub(super) fn forget_plan(self) {
        self.advisor.take_planning();
        self.plan.set(None);
    }

    /// Applies the plan that is shown.
    pub fn apply_plan(self) {
        if let Some(shown) = self.plan.try_update(Option::take).flatten() {
            self.end_typing();
            self.dispatch(&shown.plan.edit);
            self.say(words::PLAN_APPLIED);
        }
    }
}

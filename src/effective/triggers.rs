//! What the triggers of published images run, in order, as their build rules say.

use crate::domain::{ProjectDescription, Triggers};
use crate::generator::dockerfile::Instruction;

const APK: &str = "cat packages.txt | xargs apk add --no-cache";
const APT: &str = "apt-get update && cat packages.txt | xargs -r apt-get install -y --no-install-recommends";
const PIP: &str = "pip install --no-cache-dir -q -r requirements.txt";
/// What it checks is known, its words are not.
const GUARD: &str = "<a check of requirements.txt>";

/// The triggers of the image that a project starts from; none where it has none.
pub(super) fn of(description: &ProjectDescription) -> Vec<Instruction> {
    let Some(image) = description.prebuilt() else { return Vec::new() };
    let (packages, requirements) = (copy("packages.txt ."), copy("requirements.txt ."));
    match image.triggers {
        Triggers::None => Vec::new(),
        Triggers::FilesOnly => vec![packages, run(APK), requirements, run(PIP)],
        Triggers::ProjectFirst => vec![copy(". ."), run(APK), run(PIP)],
        Triggers::ProjectLast { guard } => {
            let mut steps = vec![packages, run(APK), requirements];
            steps.extend(guard.then(|| run(GUARD)));
            steps.extend([run(PIP), copy(". .")]);
            steps
        }
        Triggers::CertifiedDebian { guard, .. } => {
            let mut steps = vec![Instruction::User("root"), packages, run(APT), requirements];
            steps.extend(guard.then(|| run(GUARD)));
            steps.extend([run(PIP), Instruction::User("astro"), copy("--chown=astro:astro . .")]);
            steps
        }
        Triggers::Runtime { .. } => vec![
            packages,
            Instruction::User("root"),
            run("install-system-packages"),
            requirements,
            run("install-python-dependencies"),
            Instruction::User("astro"),
            copy("--chown=astro:0 . ."),
        ],
    }
}

fn copy(words: &str) -> Instruction {
    Instruction::Copy(words.to_owned())
}

fn run(command: &str) -> Instruction {
    Instruction::Run(Vec::new(), vec![command.to_owned()])
}

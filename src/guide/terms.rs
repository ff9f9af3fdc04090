//! Terms of art, and what they mean, in alphabetical order.

use super::document::{Block, Document, Span, words};

/// Terms and definitions.
const TERMS: [(&str, &str); 24] = [
    ("ap-airflow", "The middle layer: Airflow of one version on top of ap-base, without a compiler."),
    ("ap-base", "The lowest layer: the operating system with Python, certificates and little else."),
    ("bake", "`docker buildx bake` builds several images in one go, from the recipe in docker-bake.hcl."),
    ("base image", "The image that FROM names. Everything below your own steps comes from it."),
    ("build argument", "A value that a build may be given from outside, by `--build-arg NAME=value`. It is no secret."),
    (
        "build cache",
        "Docker keeps the result of each step, and takes it again while nothing before or in that step has changed.",
    ),
    (
        "compose",
        "`docker compose` starts the services that compose.yaml lists: here Airflow and its database, on your machine.",
    ),
    (
        "constraints",
        "A list of exact versions that pip must keep to where it installs a package of that name. It installs nothing itself.",
    ),
    ("DAG", "A workflow in Python: tasks, and which comes after which. Airflow reads the files in the folder dags."),
    (
        "entrypoint",
        "The program that a container starts with. Here it waits for the database, then becomes the command you gave.",
    ),
    (
        "ENV",
        "A variable of the environment that is kept in the image: each later step and each container sees it, and so does everybody who can pull the image.",
    ),
    ("extra", "An optional part of a Python package, in brackets: apache-airflow[postgres]."),
    ("image", "A file system and a few settings, packed so that a container can be started from it anywhere."),
    (
        "layer",
        "What one step added to an image. Layers lie on top of each other, and those that did not change are shared.",
    ),
    (
        "musl",
        "The C library of Alpine. Wheels that were compiled for Debian do not run with it; they need one of their own.",
    ),
    (
        "onbuild",
        "The top layer of the three: nothing but triggers that read packages.txt and requirements.txt of your project.",
    ),
    ("packages.txt", "One package of the operating system a line. apk installs it on Alpine, apt on Debian."),
    ("provider", "A Python package that connects Airflow to another system: its hooks and operators."),
    ("requirements.txt", "One Python requirement a line. pip installs it beside Airflow."),
    (
        "soft fork",
        "Airflow from a git repository of your own, at a revision of your own, in place of the published one.",
    ),
    ("stage", "A part of a Dockerfile from one FROM to the next. Only what the last one stands on is in the image."),
    (
        "trigger",
        "An instruction that an image keeps for those who build on it (ONBUILD). It runs right after FROM, before any line of theirs.",
    ),
    ("virtual environment", "A folder with a Python and packages of its own, apart from those of the system."),
    ("wheel", "A Python package that is ready to be unpacked. Without a fitting one pip has to compile the source."),
];

/// What a term means.
pub(super) fn definition(term: &str) -> Option<&'static str> {
    TERMS.iter().find(|(name, _)| *name == term).map(|(_, definition)| *definition)
}

/// All of them.
pub(super) fn document() -> Document {
    let item = |(name, definition): &(&str, &str)| {
        let mut item = vec![Span::Strong((*name).to_owned()), Span::Plain(": ".to_owned())];
        item.extend(words(definition));
        item
    };
    vec![Block::List(TERMS.iter().map(item).collect())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_in_order_and_defined_in_a_sentence() {
        let lower = |term: &str| term.to_lowercase();
        assert!(TERMS.windows(2).all(|pair| lower(pair[0].0) < lower(pair[1].0)));
        assert!(TERMS.iter().all(|(_, definition)| definition.ends_with('.')));
    }
}

//! Why each section of the page is there, in a few sentences.

use super::document::{Document, text};

/// The sections, by the names that the page has for them.
const SECTIONS: [(&str, &[&str]); 4] = [
    (
        "airflow",
        &[
            "The version decides nearly everything else: which Python it runs on, which options exist, how a [[DAG]] is \
             written. Take the newest unless other systems of yours are not ready for it.",
            "The image names the version, so that a build next year gives the same Airflow. You can choose another one later: \
             the page then shows what would change before it does.",
        ],
    ),
    (
        "needs",
        &[
            "**A goal** is what others had before you: the requirements, settings and a small [[DAG]] for it. It shows what it \
             adds before it adds it, and undo takes it back.",
            "**OS packages** are programs and libraries that are not Python: a client, a driver, Java. apk or apt installs them, \
             as root, before any Python requirement. Most projects need none.",
            "**Python requirements** are what pip installs beside Airflow. A bare name takes the newest version that fits; \
             `pandas==2.2.3` takes that one, today and next year. Airflow itself is held where it is. On Alpine a package \
             needs a [[wheel]] for [[musl]]; the page says where there is none.",
            "**The environment** holds settings of Airflow (`AIRFLOW__SECTION__KEY`) and of your code. They become [[ENV]] in \
             the Dockerfile, where everybody who can pull the image can read them. Secrets go to `.env` instead.",
        ],
    ),
    (
        "image",
        &[
            "The same project can stand on different [[base image|base images]]. Plain Docker builds every [[layer]] here, so \
             that you can read all of it. The official image is what the Airflow project tests and publishes. Astronomer's \
             images read your two files by [[trigger|triggers]].",
            "Alpine is small, and some Python packages have no [[wheel|wheels]] for it. Debian is larger, and Airflow's own \
             tests run there.",
        ],
    ),
    (
        "depths",
        &[
            "**Your Dockerfile.** Lines of your own stand at its end and run after packages and requirements, as the user of \
             Airflow: a folder that has to exist, a file from elsewhere, a program without a package.",
            "**Every layer.** The whole way from the operating system to your project, in three layers: [[ap-base]], \
             [[ap-airflow]] and [[onbuild]]. Go there when the base is yours to keep: an index mirror, a [[soft fork]], a list \
             of allowed packages, images that other teams build on.",
        ],
    ),
];

/// What a section is for; empty when there is none of that name.
pub(super) fn document(section: &str) -> Document {
    let found = SECTIONS.iter().find(|(name, _)| *name == section);
    found.into_iter().flat_map(|(_, paragraphs)| paragraphs.iter().map(|paragraph| text(paragraph))).collect()
}

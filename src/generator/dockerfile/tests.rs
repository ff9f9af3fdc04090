//! What the Dockerfiles of each family say, and in which order.

use super::fixtures::{own, prebuilt, project, variable};
use super::{Dockerfile, Instruction, Layer};
use crate::domain::{
    AirflowSource, Base, Constraints, Distro, EnvVariable, Family, Field, Layout, OwnLayers, Placement, PrebuiltImage,
    ProjectDescription, RowId, RowList, Triggers,
};

fn text(file: &Dockerfile) -> String {
    file.lines().iter().flat_map(|line| [line.text.as_str(), "\n"]).collect()
}

/// The parts stand in the text, one behind the other.
fn check(description: &ProjectDescription, parts: &[&str]) {
    let text = text(&super::project(description));
    let mut rest = text.as_str();
    for part in parts {
        let Some((_, after)) = rest.split_once(part) else { panic!("{part:?} is not in its place in\n{text}") };
        rest = after;
    }
}

fn check_without(description: &ProjectDescription, parts: &[&str]) {
    let text = text(&super::project(description));
    for part in parts {
        assert!(!text.contains(part), "{part:?} is in\n{text}");
    }
}

fn on_own(airflow: &str, own: OwnLayers) -> ProjectDescription {
    project(airflow, Base::Own(Box::new(own)))
}

fn official(airflow: &str, change: impl Fn(&mut PrebuiltImage)) -> ProjectDescription {
    let mut image = prebuilt(Family::Official, Distro::Debian, Triggers::None);
    change(&mut image);
    project(airflow, Base::Prebuilt(image))
}

#[test]
fn triggers_do_the_work_of_images_that_have_them() {
    let image = prebuilt(Family::Platform, Distro::Alpine, Triggers::ProjectFirst);
    let mut description = project("1.10.5", Base::Prebuilt(image));
    assert_eq!(text(&super::project(&description)), "FROM example.com/airflow:1\n");
    description.env = vec![variable(7, "1"), EnvVariable { placement: Placement::ComposeOnly, ..variable(8, "a\nb") }];
    description.instructions = vec!["RUN a \\".to_owned(), "  b".to_owned()];
    let lines = super::project(&description).lines();
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["FROM example.com/airflow:1", "", "ENV NAME_7=\"1\"", "", "RUN a \\", "  b"]);
    let origins: Vec<Option<Field>> = lines.iter().map(|line| line.origin).collect();
    let env = Some(Field::Row(RowList::Env, RowId(7)));
    let instructions = [Some(Field::Instruction(0)), Some(Field::Instruction(1))];
    assert_eq!(origins, [Some(Field::Image), None, env, None, instructions[0], instructions[1]]);
}

#[test]
fn an_image_without_triggers_gets_their_steps_and_holds_airflow() {
    let runtime = project("3.3.2", Base::Prebuilt(prebuilt(Family::Runtime, Distro::Debian, Triggers::None)));
    let steps = ["USER root", "COPY packages.txt", "COPY requirements.txt", "--constraint /tmp/airflow.txt"];
    check(&runtime, &[&steps[..], &["USER astro", "COPY --chown=astro:0 . ."]].concat());
    check_without(&ProjectDescription { constraints: Constraints::None, ..runtime }, &["--constraint"]);
}

#[test]
fn the_official_image_installs_as_its_user_and_names_its_airflow() {
    let airflow = "pip install --no-cache-dir \"apache-airflow==${AIRFLOW_VERSION}\" --requirement requirements.txt";
    check(&official("2.11.2", |_| ()), &["USER root", "COPY packages.txt", "USER airflow", airflow, "COPY --chown"]);
    check_without(&official("2.11.2", |_| ()), &["AS wheels", "--find-links"]);
    let full = |version| ProjectDescription { constraints: Constraints::Full, ..official(version, |_| ()) };
    check(&full("2.9.0"), &["--constraint \"${HOME}/constraints.txt\" \"apache-airflow==${AIRFLOW_VERSION}\""]);
    check(&full("2.8.4"), &["--constraint https://raw.githubusercontent.com/apache/airflow/constraints-2.8.4/"]);
    let nothing = ProjectDescription { packages: vec![], requirements: vec![], ..official("2.11.2", |_| ()) };
    check_without(&nothing, &["USER", "RUN", "packages.txt", "requirements.txt"]);
}

#[test]
fn the_official_image_never_has_the_compiler() {
    let compiled = official("3.3.2", |image| {
        image.requirement_build_packages = vec!["build-essential".to_owned()];
        image.requirement_run_packages = vec!["libpq5".to_owned()];
    });
    check(&compiled, &["AS wheels", "build-essential", "USER airflow", "pip wheel", "FROM example.com/airflow:1\n"]);
    check(&compiled, &["FROM example.com/airflow:1\n", "libpq5", "--mount=type=bind,from=wheels", "--prefer-binary"]);
    let text = text(&super::project(&compiled));
    let (wheels, last) = text.rsplit_once("\nFROM ").expect("two stages");
    assert!(!last.contains("build-essential"));
    assert!(!wheels.contains("\"apache-airflow=="), "would make wheels of Airflow and all that it needs\n{wheels}");
}

#[test]
fn own_layers_follow_one_another() {
    let single = on_own("3.3.2", own(Family::Alpine, Distro::Alpine));
    check(
        &single,
        &[
            "FROM example.com/base:1 AS ap-base\n",
            "COPY certs/",
            "apk add --no-cache bash ca-certificates python3 tini tzdata",
            "FROM ap-base AS ap-airflow-builder\n",
            "ARG CONSTRAINTS_URL=\"https://",
            "FROM ap-base AS ap-airflow\n",
            "COPY --from=ap-airflow-builder /opt/venv /opt/venv",
            "USER 50000\n",
            "FROM ap-airflow AS project\n",
            "USER root\n",
            "COPY packages.txt",
            "COPY requirements.txt",
            "--constraint /tmp/airflow.txt",
            "COPY --chown=50000:0 . .\nUSER 50000\n",
            "LABEL",
        ],
    );
    check_without(&single, &["HEALTHCHECK", "airflow version", "addgroup", "groupadd", "--virtual", "type=secret"]);
}

#[test]
fn no_base_of_a_company_is_taken_for_granted() {
    for distro in [Distro::Alpine, Distro::Debian] {
        let mut company = own(Family::Company, distro);
        company.requirement_build_packages = vec!["compiler".to_owned()];
        let description = on_own("3.3.2", company);
        check(&description, &["AS ap-base\n", "USER root\n", "RUN find", "found == '3.12'", "compiler python3-dev"]);
    }
    let known = on_own("3.3.2", own(Family::Alpine, Distro::Alpine));
    check_without(&known, &["found ==", "hadolint ignore"]);
}

#[test]
fn the_compiler_is_gone_with_the_step_that_needs_it() {
    let mut alpine = own(Family::Alpine, Distro::Alpine);
    alpine.requirement_build_packages = vec!["build-base".to_owned()];
    let taken_away = ["BUILD_PACKAGES=\"build-base python3-dev\"", "--virtual .build", "pip install", "apk del .build"];
    check(&on_own("3.3.2", alpine), &taken_away);
    let mut debian = own(Family::Debian, Distro::Debian);
    debian.requirement_build_packages = ["build-essential", "curl"].map(str::to_owned).to_vec();
    let description = on_own("3.3.2", debian);
    check(&description, &["\"build-essential python3-dev\"", "pip install", "apt-get purge -y --auto-remove"]);
    check_without(&description, &["build-essential curl"]);
}

#[test]
fn nothing_on_debian_waits_for_an_answer() {
    for layers in [own(Family::Debian, Distro::Debian), own(Family::Company, Distro::Debian)] {
        let text = text(&super::project(&on_own("3.3.2", layers)));
        for line in text.lines().filter(|line| line.contains("apt-get install")) {
            assert!(line.contains("DEBIAN_FRONTEND=noninteractive"), "{line}");
        }
    }
}

#[test]
fn credentials_are_for_the_steps_of_pip_only() {
    let index = Some("https://mirror.corp/simple".to_owned());
    let description = on_own("3.3.2", OwnLayers { index, ..own(Family::Alpine, Distro::Alpine) });
    let steps = super::project(&description);
    assert!(steps.instructions().any(|step| matches!(step, Instruction::Run(mounts, _) if !mounts.is_empty())));
    for step in steps.instructions() {
        if let Instruction::Run(mounts, commands) = step {
            let runs_pip = commands.iter().any(|command| command.contains("pip install"));
            assert_eq!(!mounts.is_empty(), runs_pip, "{commands:?}");
        }
    }
    assert_eq!(text(&steps).matches("ARG PIP_INDEX_URL=\"https://mirror.corp/simple\"").count(), 2);
}

#[test]
fn a_fork_comes_from_its_repository() {
    let fork = |airflow: &str| {
        let source =
            AirflowSource::Repository { address: "https://git.corp/airflow".to_owned(), revision: "acme'1".to_owned() };
        on_own(airflow, OwnLayers { source, ..own(Family::Alpine, Distro::Alpine) })
    };
    let address = "apache-airflow[postgres] @ git+https://git.corp/airflow@acme'\\''1'";
    check(&fork("2.11.2"), &["apk add --no-cache git", address]);
    check_without(&fork("2.11.2"), &["subdirectory", "AIRFLOW_VERSION"]);
    check(&fork("3.3.2"), &[address, "#subdirectory=airflow-core'", "#subdirectory=task-sdk'"]);
}

#[test]
fn old_airflow_is_told_which_licence() {
    let licence = ["SLUGIFY_USES_TEXT_UNIDECODE"];
    check(&on_own("1.10.2", own(Family::Alpine, Distro::Alpine)), &licence);
    check_without(&on_own("1.10.3", own(Family::Alpine, Distro::Alpine)), &licence);
}

#[test]
fn both_layouts_have_the_same_steps() {
    let single = on_own("3.3.2", own(Family::Company, Distro::Alpine));
    let mut layered = own(Family::Company, Distro::Alpine);
    layered.layout = Layout::Layered;
    let Base::Own(own) = on_own("3.3.2", layered).base else { panic!("own layers") };
    let steps = |file: &Dockerfile| -> Vec<Instruction> {
        let step = |step: &Instruction| match step {
            Instruction::From(..) | Instruction::Comment(_) | Instruction::Blank => None,
            Instruction::OnBuild(inner) => Some((**inner).clone()),
            other => Some(other.clone()),
        };
        file.instructions().filter_map(step).collect()
    };
    let layers: Vec<Instruction> =
        Layer::ALL.iter().flat_map(|layer| steps(&super::layer(*layer, &single, &own))).collect();
    assert_eq!(layers, steps(&super::project(&single)));
}

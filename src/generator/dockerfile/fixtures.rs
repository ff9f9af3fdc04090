//! Descriptions made by hand, for the tests of this folder.

use crate::domain::{
    AirflowConstraints, AirflowSource, AirflowVersion, Base, Constraints, Distro, EnvName, EnvVariable, Family,
    ImageReference, Layout, OwnLayers, PackageLine, Placement, PrebuiltImage, ProjectDescription, ProjectName,
    PythonSource, PythonVersion, RequirementLine, RowId, Sourced, Triggers,
};

fn image(reference: &str) -> ImageReference {
    ImageReference::parse(reference).expect("a reference")
}

/// Layers of one's own; its image and family can be changed by the test.
pub fn own(family: Family, distro: Distro) -> OwnLayers {
    OwnLayers {
        family,
        image: image("example.com/base:1"),
        distro,
        release: None,
        python_source: PythonSource::System,
        extras: vec!["postgres".to_owned()],
        source: AirflowSource::Index,
        airflow_constraints: AirflowConstraints::Published,
        index: None,
        labels: vec![],
        apk_repositories: vec![],
        layout: Layout::Single,
        airflow_build_packages: vec![],
        airflow_run_packages: vec![],
        requirement_build_packages: vec![],
        requirement_run_packages: vec![],
    }
}

/// A ready-made image.
pub fn prebuilt(family: Family, distro: Distro, triggers: Triggers) -> PrebuiltImage {
    PrebuiltImage {
        reference: image("example.com/airflow:1"),
        family,
        distro: Some(distro),
        release: None,
        triggers,
        amd64_only: false,
        requirement_build_packages: vec![],
        requirement_run_packages: vec![],
    }
}

/// A project on it with a package and a requirement.
pub fn project(airflow: &str, base: Base) -> ProjectDescription {
    let distro = match &base {
        Base::Own(own) => own.distro,
        Base::Prebuilt(image) => image.distro.unwrap_or(Distro::Debian),
    };
    ProjectDescription {
        name: ProjectName::default(),
        airflow: AirflowVersion::parse(airflow).expect("a version"),
        python: PythonVersion::parse("3.12").ok(),
        base,
        packages: vec![Sourced { row: RowId(1), value: PackageLine::parse("curl", distro).expect("a package") }],
        requirements: vec![Sourced { row: RowId(2), value: RequirementLine::parse("x==1").expect("a requirement") }],
        dag: None,
        env: vec![],
        instructions: vec![],
        platform: None,
        constraints: Constraints::Airflow,
        fragment: String::new(),
    }
}

/// A variable in the image.
pub fn variable(number: u32, value: &str) -> EnvVariable {
    EnvVariable {
        row: RowId(number),
        name: EnvName::parse(&format!("NAME_{number}")).expect("a name"),
        value: value.to_owned(),
        placement: Placement::Image,
    }
}

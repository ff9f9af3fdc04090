//! A compose file: the environment of the services that run Airflow, and their image.

mod value;
mod yaml;

use self::value::{Value, read_value};
use self::yaml::Node;
use super::Format;
use super::env::is_of_the_run;
use crate::domain::{EnvName, ImageReference, RowList};
use crate::draft::{ImageDraft, Row, SecretMark, is_sensitive};
use crate::import::reading::Reading;

/// The requirements that Airflow's own image installs at every start.
const AT_START: &str = "_PIP_ADDITIONAL_REQUIREMENTS";

const FROM_OUTSIDE: &str =
    "Its value comes from the shell or an env file. Set it in the form, or import that file too.";
const ANOTHER: &str = "Another service has another value, which was taken.";
const OF_THE_RUN: &str = "It serves the local run of that compose file; the one written here needs none.";

/// The format.
pub static FORMAT: Format = Format {
    name: "compose.yaml",
    has_path: |path| {
        let name = path.strip_suffix(".yaml").or_else(|| path.strip_suffix(".yml")).unwrap_or_default();
        name.starts_with("compose") || name.starts_with("docker-compose")
    },
    has_text: |text| text.lines().any(|line| line.trim_end() == "services:"),
    read,
};

fn read(text: &str, reading: &mut Reading) {
    let file = match yaml::read(text) {
        Ok(file) => file,
        Err((line, why)) => return reading.leave(line, "", ["It is no YAML: ", &why].concat()),
    };
    let services = file.get("services").map(Node::pairs).unwrap_or_default();
    let airflow: Vec<(&str, &Node)> = services.iter().filter(|(_, service)| runs_airflow(service)).copied().collect();
    for (name, service) in &services {
        if !airflow.iter().any(|(known, _)| known == name) {
            reading.leave(service.line, name, "This service does not run Airflow; it is no part of the image.");
        }
    }
    if let Some(image) = airflow.iter().find_map(|(_, service)| image_of(service)) {
        take_image(&image, reading);
    }
    let mut taken: Vec<(String, String)> = Vec::new();
    for (_, service) in &airflow {
        variables(service)
            .into_iter()
            .for_each(|(name, value, line)| variable(&name, value, line, &mut taken, reading));
    }
}

/// By its image, or by what is set in it.
fn runs_airflow(service: &Node) -> bool {
    let named = image_of(service).is_some_and(|image| {
        let name = image.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
        name.contains("airflow") || name.contains("astro")
    });
    named || variables(service).iter().any(|(name, ..)| name.starts_with("AIRFLOW__"))
}

fn image_of(service: &Node) -> Option<String> {
    match read_value(service.get("image")?.text()?) {
        Value::Text(image) if !image.is_empty() => Some(image),
        _ => None,
    }
}

fn take_image(reference: &str, reading: &mut Reading) {
    // An image that a Dockerfile beside it builds has said what it stands on.
    let named = ImageReference::parse(reference).is_ok();
    if named && !reading.has_image {
        reading.image(ImageDraft { reference: reference.to_owned(), ..ImageDraft::default() });
    }
}

/// Names, values and lines of `environment`, in either of its forms.
fn variables(service: &Node) -> Vec<(String, Value, usize)> {
    let Some(environment) = service.get("environment") else { return Vec::new() };
    let of_map = environment.pairs().into_iter().map(|(name, node)| {
        let value = node.text().map_or(Value::Outside, read_value);
        (name.to_owned(), value, node.line)
    });
    let of_list = environment.items().iter().filter_map(|node| {
        let text = node.text()?;
        let (name, value) =
            text.split_once('=').map_or((text, Value::Outside), |(name, value)| (name, read_value(value)));
        Some((name.trim().to_owned(), value, node.line))
    });
    of_map.chain(of_list).collect()
}

fn variable(name: &str, value: Value, line: usize, taken: &mut Vec<(String, String)>, reading: &mut Reading) {
    if is_of_the_run(name) {
        return reading.leave(line, name, OF_THE_RUN);
    }
    let Value::Text(value) = value else { return outside(name, line, reading) };
    if name == AT_START {
        value.split_whitespace().for_each(|requirement| reading.line(RowList::Requirements, requirement));
        return;
    }
    match taken.iter().find(|(known, _)| known == name) {
        Some((_, known)) if *known == value => {}
        Some(_) => reading.leave(line, name, ANOTHER),
        None if EnvName::parse(name).is_err() => reading.leave(line, name, "This is no name of a variable."),
        None => {
            reading.variable(name, &value, SecretMark::Guess);
            taken.push((name.to_owned(), value));
        }
    }
}

/// The name of a secret without its value is a row that asks for it; any other is said to be missing.
fn outside(name: &str, line: usize, reading: &mut Reading) {
    let known = reading.draft.env.iter().any(|row| row.text.trim() == name);
    if is_sensitive(&Row::pair(name, ""), reading.catalog) && !known && EnvName::parse(name).is_ok() {
        return reading.variable(name, "", SecretMark::Guess);
    }
    if !known {
        reading.leave(line, name, FROM_OUTSIDE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::draft::Draft;
    use proptest::prelude::*;

    fn check(text: &str, image: &str, rows: &[&str], left: &[&str]) {
        let catalog = Catalog::start();
        let mut reading = Reading::new(catalog, Draft::default(), true);
        read(text, &mut reading);
        let (draft, _, left_out) = reading.finish();
        let found: Vec<String> = draft.env.iter().map(|row| format!("{}={}", row.text, row.value)).collect();
        assert_eq!(
            (draft.image.reference.as_str(), found),
            (image, rows.iter().map(|row| (*row).to_owned()).collect()),
            "{text}"
        );
        let out: Vec<String> = left_out.iter().map(|left| format!("{}:{}", left.line, left.text)).collect();
        assert_eq!(out, left, "{text}");
    }

    #[test]
    fn the_shape_of_airflow_s_own_compose_file() {
        let text = "x-common:\n  &common\n  image: ${AIRFLOW_IMAGE_NAME:-apache/airflow:2.9.1}\n  environment:\n    &env\n    \
            AIRFLOW__CORE__LOAD_EXAMPLES: 'true'\n    _PIP_ADDITIONAL_REQUIREMENTS: ${_PIP_ADDITIONAL_REQUIREMENTS:-}\n    \
            TEAM: ${TEAM}\nservices:\n  postgres:\n    image: postgres:13\n    environment:\n      POSTGRES_PASSWORD: x\n  \
            web:\n    <<: *common\n  init:\n    <<: *common\n    environment:\n      <<: *env\n      _AIRFLOW_DB_MIGRATE: 'true'\n      A: \"1$$\"\n";
        let left = ["8:TEAM", "11:postgres", "20:_AIRFLOW_DB_MIGRATE"];
        check(text, "apache/airflow:2.9.1", &["AIRFLOW__CORE__LOAD_EXAMPLES=true", "A=1$"], &left);
    }

    #[test]
    fn lists_secrets_and_quarrels() {
        let text = "services:\n  a:\n    image: x/airflow:1\n    environment:\n      - A=1\n      - API_TOKEN\n      - B=b=c\n  \
            b:\n    image: x/airflow:1\n    environment:\n      A: 2\n      _PIP_ADDITIONAL_REQUIREMENTS: pandas scipy\n";
        check(text, "x/airflow:1", &["A=1", "API_TOKEN=", "B=b=c"], &["11:A"]);
    }

    #[test]
    fn what_does_not_read_is_said_with_its_line() {
        check("services:\n  a: [\n", "", &[], &["3:"]);
        check("services: 1", "", &[], &[]);
    }

    #[test]
    fn anchors_do_not_grow() {
        let mut text = "a0: &a0 {x: y}\n".to_owned();
        for at in 1..40 {
            text.push_str(&format!("a{at}: &a{at} {{<<: [*a{0}, *a{0}, *a{0}]}}\n", at - 1));
        }
        check(&format!("{text}services:\n  s:\n    environment: *a39\n"), "", &[], &["43:s"]);
        check(&"[".repeat(5_000), "", &[], &["1:"]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>()) {
            let catalog = Catalog::start();
            read(&text, &mut Reading::new(catalog, Draft::default(), true));
        }

        #[test]
        fn anything_like_yaml_is_read(text in "([a-c]|: |\\n|  |- |&x |\\*x|<<|\\[|\\]|\\{|\\}|'|\"|services:\\n|environment:\\n){0,40}") {
            let catalog = Catalog::start();
            read(&text, &mut Reading::new(catalog, Draft::default(), true));
        }
    }
}

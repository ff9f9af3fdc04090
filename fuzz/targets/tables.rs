//! A late table that comes broken adds findings at most: no byte of the project differs. The input is the table's text.
#![no_main]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::doctor;
use airflow_image_configurator::domain::RowList;
use airflow_image_configurator::engine::{Engine, Question};
use airflow_image_configurator::knowledge::Knowledge;
use airflow_image_configurator::link::decode;
use airflow_image_configurator::project::{consult, describe};
use libfuzzer_sys::fuzz_target;

const LINK: &str = "image=alpine:3.23&airflow=3.3.2&python=3.12&packages=curl,libpq,gti&requirements=pandas%3D%3D2.2.3&requirements=nmupy";

fuzz_target!(|bytes: &[u8]| {
    let catalog = Catalog::start();
    let text = String::from_utf8_lossy(bytes);
    let draft = decode(LINK, catalog).draft;
    let (description, _) = describe(&draft, catalog);
    let mut knowledge = Knowledge::default();
    let mut known = Vec::new();
    while let Some(table) =
        doctor::wanted(&draft, &description, catalog, &knowledge).into_iter().find(|table| !known.contains(table))
    {
        known.push(table);
        knowledge.put(table, text.clone().into_owned());
    }
    assert_eq!(consult(&draft, catalog, &knowledge).0, description);
    let mut engine = Engine::default();
    engine.ask(Question::Examine(1, Box::new(draft)));
    for table in known {
        engine.arrived(table, Some(text.clone().into_owned()));
    }
    for list in [RowList::Packages, RowList::Requirements, RowList::Env] {
        engine.ask(Question::Find(2, list, text.chars().take(12).collect()));
    }
});

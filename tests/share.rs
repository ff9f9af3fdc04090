//! The forms in which a configuration is passed on: whatever is in it, each reads back, and none holds a secret.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::{RowList, TextField};
use airflow_image_configurator::draft::{Draft, Row, SecretMark};
use airflow_image_configurator::generator::{ProjectFile, generate};
use airflow_image_configurator::link::{decode, encode};
use airflow_image_configurator::project::describe;
use airflow_image_configurator::share::{Form, snippets};
use proptest::prelude::*;

fn text(draft: &Draft, address: &str, file: &str, form: Form) -> String {
    let found = snippets(draft, Catalog::start(), address, file).into_iter().find(|snippet| snippet.form == form);
    found.expect("every form").text
}

/// Text in which what has a meaning somewhere is frequent.
fn hostile() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[`~#<>&;\"'\\\\()\\[\\] a-b=%$\n-]{0,16}", "`{3,7}[a-z]{0,3}"]
}

prop_compose! {
    fn draft()(
        name in hostile(),
        instructions in hostile(),
        packages in prop::collection::vec("[a-z+#]{1,6}|`{1,5}", 0..3),
        requirements in prop::collection::vec("[a-z]{1,5}(==1)?( ?# ?`{1,6})?", 0..3),
        env in prop::collection::vec(("[A-Z_]{1,5}", hostile()), 0..3),
    ) -> Draft {
        let mut draft = Draft::start(Catalog::start());
        draft.apply_text(TextField::Name, name);
        draft.apply_text(TextField::Instructions, instructions);
        packages.into_iter().for_each(|it| { draft.push(RowList::Packages, Row::line(it)); });
        requirements.into_iter().for_each(|it| { draft.push(RowList::Requirements, Row::line(it)); });
        env.into_iter().for_each(|(name, value)| { draft.push(RowList::Env, Row::pair(name, value)); });
        draft.push(RowList::Env, Row { mark: SecretMark::Secret, ..Row::pair("HUNTER", "hunter2") });
        draft
    }
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("https://host/path/".to_owned()),
        "https://host/[a-z<>()\\[\\]\"'`\\\\&;!* é]{0,10}/[a-z.]{0,5}(\\?[a-z=&;/\"<>]{0,6})?",
    ]
}

/// What stands in the attributes of a name, as HTML reads it.
fn attributes(html: &str, name: &str) -> Vec<String> {
    let start = format!(" {name}=\"");
    let values = html.split(start.as_str()).skip(1).filter_map(|rest| rest.split_once('"'));
    values.map(|(value, _)| unescaped(value)).collect()
}

fn unescaped(html: &str) -> String {
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    named.into_iter().fold(html.to_owned(), |text, (name, sign)| text.replace(name, sign))
}

/// Where the links and images of a line of Markdown lead.
fn destinations(markdown: &str) -> Vec<String> {
    let parts = markdown.split("](<").skip(1).filter_map(|rest| rest.split_once(">)"));
    parts.map(|(inside, _)| inside.replace("\\;", ";")).collect()
}

fn escaped(address: &str) -> String {
    [("<", "%3C"), (">", "%3E"), ("\\", "%5C"), (" ", "%20")]
        .into_iter()
        .fold(address.to_owned(), |text, (sign, escape)| text.replace(sign, escape))
}

/// The blocks of a text, each with the path above it, as CommonMark finds them: a fence is ended by one as long.
fn blocks(markdown: &str) -> Vec<(String, String)> {
    let (mut found, mut path, mut lines) = (Vec::new(), String::new(), markdown.split('\n'));
    while let Some(line) = lines.next() {
        let fence: String = line.chars().take_while(|c| *c == '`').collect();
        if fence.len() >= 3 {
            let closes =
                |line: &&str| line.trim_end().len() < fence.len() || !line.trim_end().chars().all(|c| c == '`');
            let text: String = lines.by_ref().take_while(closes).flat_map(|line| [line, "\n"]).collect();
            found.push((path.clone(), text));
        } else if !line.is_empty() {
            path = line.trim_matches('`').to_owned();
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn links_open_the_same(draft in draft(), address in address(), file in hostile()) {
        let link = text(&draft, &address, &file, Form::Link);
        prop_assert_eq!(&link, &format!("{address}#{}", encode(&draft, Catalog::start())));
        let with_file = text(&draft, &address, &file, Form::FileLink);
        let fragment = with_file.strip_prefix(&format!("{address}#")).unwrap_or_default();
        let opened = decode(fragment, Catalog::start());
        prop_assert_eq!(encode(&opened.draft, Catalog::start()), encode(&draft, Catalog::start()));
        prop_assert_eq!(opened.view.file.unwrap_or_default(), file);
    }

    #[test]
    fn html_reads_back(draft in draft(), address in address()) {
        let html = text(&draft, &address, "", Form::Embed);
        let fragment = encode(&draft, Catalog::start());
        prop_assert_eq!(attributes(&html, "href"), vec![format!("{address}#{fragment}")]);
        prop_assert_eq!(attributes(&html, "link"), vec![fragment]);
        let script = attributes(&html, "src");
        prop_assert!(script.len() == 1 && script[0].ends_with("/embed.js"), "{:?}", script);
        prop_assert_eq!((html.matches('<').count(), html.lines().count()), (6, 2));
    }

    #[test]
    fn markdown_reads_back(draft in draft(), address in address()) {
        let link = escaped(&text(&draft, &address, "", Form::Link));
        let badge = destinations(&text(&draft, &address, "", Form::Badge));
        prop_assert_eq!(badge.len(), 2);
        prop_assert!(badge[0].ends_with("/badge.svg"));
        prop_assert_eq!(&badge[1], &link);
        let markdown = text(&draft, &address, "", Form::Blocks);
        let files = generate(&describe(&draft, Catalog::start()).0);
        let carried = ["Dockerfile", "packages.txt", "requirements.txt"].into_iter().filter_map(|path| {
            let text = files.get(path).and_then(ProjectFile::text).filter(|text| !text.is_empty())?;
            Some((path.to_owned(), text))
        });
        prop_assert_eq!(blocks(&markdown), carried.collect::<Vec<_>>());
        prop_assert_eq!(destinations(markdown.lines().last().unwrap_or_default()), vec![link]);
    }

    #[test]
    fn a_command_is_one_of_four_words(draft in draft()) {
        let command = text(&draft, "https://host/", "", Form::Command);
        let parts: Vec<&str> = command.split('\'').collect();
        prop_assert_eq!(parts.len(), 3, "{}", command);
        prop_assert_eq!(parts[1], encode(&draft, Catalog::start()));
        let ends = format!(" --output {}", describe(&draft, Catalog::start()).0.name.as_str());
        prop_assert_eq!((parts[0], parts[2]), ("airflow-image-configurator ", ends.as_str()));
    }

    #[test]
    fn no_form_holds_a_secret(draft in draft(), address in address()) {
        for snippet in snippets(&draft, Catalog::start(), &address, ".env") {
            prop_assert!(!snippet.text.contains("hunter2"), "{:?}", snippet.form);
        }
    }
}

//! A configuration in the forms in which it is passed on: each one text, quoted for where it is pasted.
//!
//! Must not be in here: the clipboard, the address bar.

use serde::{Deserialize, Serialize};

use crate::catalog::Catalog;
use crate::domain::ProjectDescription;
use crate::draft::Draft;
use crate::generator::quoting::{html, markdown_destination, markdown_fence, shell};
use crate::generator::{ProjectFile, generate};
use crate::link::with_file;
use crate::project::describe;

/// The files that carry the configuration, and the language that Markdown calls them.
const CARRIERS: [(&str, &str); 3] =
    [("Dockerfile", "dockerfile"), ("packages.txt", "text"), ("requirements.txt", "text")];

/// A form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// The address of the page with the configuration.
    Link,
    /// The same with the open file.
    FileLink,
    /// HTML for a docs page.
    Embed,
    /// A Markdown image that leads to the configuration.
    Badge,
    /// The files that carry the configuration as Markdown code blocks, with the link below.
    Blocks,
    /// The command line of the twin.
    Command,
}

/// A configuration in one form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snippet {
    /// Which form.
    pub form: Form,
    /// The text to paste.
    pub text: String,
}

/// All forms, in the order of [`Form`]. `address` is the page's own without a fragment; `file` the path of the open file.
pub fn snippets(draft: &Draft, catalog: &Catalog, address: &str, file: &str) -> Vec<Snippet> {
    let description = describe(draft, catalog).0;
    let fragment = &description.fragment;
    let (link, folder) = (format!("{address}#{fragment}"), folder(address));
    let texts = [
        (Form::Link, link.clone()),
        (Form::FileLink, format!("{address}#{}", with_file(fragment, file))),
        (Form::Embed, embed(fragment, &link, &folder)),
        (Form::Badge, badge(&link, &folder)),
        (Form::Blocks, blocks(&link, &description)),
        (Form::Command, command(&description)),
    ];
    texts.into_iter().map(|(form, text)| Snippet { form, text }).collect()
}

/// Where the page's own files are: all of the address up to the last `/` of its path.
fn folder(address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let host = path.find("://").map_or(0, |at| at + "://".len());
    let end = path.rfind('/').filter(|end| *end >= host);
    end.and_then(|end| path.get(..=end)).map_or_else(|| format!("{path}/"), str::to_owned)
}

/// The element, with a link inside for where no scripts run.
fn embed(fragment: &str, link: &str, folder: &str) -> String {
    let (fragment, link, script) = (html(fragment), html(link), html(&format!("{folder}embed.js")));
    format!(
        "<script type=\"module\" src=\"{script}\"></script>\n\
         <airflow-image-configurator link=\"{fragment}\">\
         <a href=\"{link}\">Configure this Airflow image</a></airflow-image-configurator>\n"
    )
}

fn badge(link: &str, folder: &str) -> String {
    let image = markdown_destination(&format!("{folder}badge.svg"));
    format!("[![Configure this Airflow image]({image})]({})\n", markdown_destination(link))
}

fn blocks(link: &str, description: &ProjectDescription) -> String {
    let files = generate(description);
    let mut out = String::new();
    for (path, language) in CARRIERS {
        let text = files.get(path).and_then(ProjectFile::text).unwrap_or_default();
        if !text.is_empty() {
            let fence = markdown_fence(&text);
            out.push_str(&format!("`{path}`\n\n{fence}{language}\n{text}{fence}\n\n"));
        }
    }
    out + &format!("[Configure this Airflow image]({})\n", markdown_destination(link))
}

/// A fragment has no quote, so that single quotes hold it in a POSIX shell and in PowerShell alike.
fn command(description: &ProjectDescription) -> String {
    let name = shell(description.name.as_str());
    format!("airflow-image-configurator '{}' --output {name}", description.fragment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RowList;
    use crate::draft::Row;
    use proptest::prelude::*;

    fn texts(draft: &Draft, address: &str) -> Vec<String> {
        let snippets = snippets(draft, Catalog::start(), address, "Dockerfile");
        snippets.into_iter().map(|snippet| snippet.text).collect()
    }

    #[test]
    fn the_forms_of_a_small_configuration() {
        let fragment = "v=1&image=alpine:3.23&airflow=3.3.2&python=3.12&packages=curl";
        let draft = crate::link::decode(fragment, Catalog::start()).draft;
        let found = texts(&draft, "https://host/path/?a=b");
        assert_eq!(found[0], format!("https://host/path/?a=b#{fragment}"));
        assert_eq!(found[1], format!("https://host/path/?a=b#{fragment}&file=Dockerfile"));
        let attribute = fragment.replace('&', "&amp;");
        assert_eq!(
            found[2],
            format!(
                "<script type=\"module\" src=\"https://host/path/embed.js\"></script>\n\
                 <airflow-image-configurator link=\"{attribute}\"><a href=\"https://host/path/?a=b#{attribute}\">\
                 Configure this Airflow image</a></airflow-image-configurator>\n"
            )
        );
        assert_eq!(
            found[3],
            format!(
                "[![Configure this Airflow image](<https://host/path/badge.svg>)](<https://host/path/?a=b#{fragment}>)\n"
            )
        );
        assert!(found[4].contains("`packages.txt`\n\n```text\ncurl\n```\n"));
        assert!(!found[4].contains("requirements.txt`"), "an empty file says nothing");
        assert_eq!(found[5], format!("airflow-image-configurator '{fragment}' --output my-airflow"));
    }

    #[test]
    fn files_of_the_page_stand_beside_it() {
        let check = |address: &str, expected: &str| assert_eq!(folder(address), expected, "{address}");
        check("https://host/path/index.html?a=/b/", "https://host/path/");
        check("https://host/", "https://host/");
        check("https://host", "https://host/");
        check("file:///home/me/page/index.html", "file:///home/me/page/");
    }

    proptest! {
        #[test]
        fn nothing_breaks_out(name in any::<String>(), value in any::<String>(), address in "https://[a-z<>()\"'\\\\& ]{0,12}/") {
            let mut draft = Draft::start(Catalog::start());
            draft.push(RowList::Env, Row::pair(name, value));
            let found = texts(&draft, &address);
            prop_assert_eq!(found[2].matches('"').count(), 8);
            prop_assert_eq!(found[2].matches('<').count(), 6);
            prop_assert_eq!(found[5].matches('\'').count(), 2);
            prop_assert!(found[3].matches('\n').count() == 1);
        }
    }
}

//! Links that decode for ever: `tests/links/v1`, whose README says what its files are.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use std::fs;
use std::path::Path;

use airflow_image_configurator::catalog::Catalog;
use airflow_image_configurator::domain::crc32;
use airflow_image_configurator::draft::Draft;
use airflow_image_configurator::link::{decode, encode};

fn folder() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/links/v1"))
}

fn names() -> Vec<String> {
    let files = fs::read_dir(folder()).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = files.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name != "README.md");
    names.sort();
    names
}

fn text(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The defaults of the day in place of the words that stand for them.
fn with_defaults(expected: &str) -> String {
    let start = Draft::start(Catalog::start());
    let image = &start.image;
    [("{image}", &image.reference), ("{airflow}", &image.airflow), ("{python}", &image.python)]
        .iter()
        .fold(expected.replace("{start}", &encode(&start, Catalog::start())), |text, (word, value)| {
            text.replace(word, value)
        })
}

#[test]
fn old_links_decode_for_ever() {
    for (name, _) in ARCHIVE {
        let text = text(name);
        let (link, expected) = text.split_once("\n\n").expect("link, blank line, expectation");
        let opened = decode(link, Catalog::start());
        let said: String = opened.diagnostics.iter().map(|found| format!("{}\n", found.message)).collect();
        let written = encode(&opened.draft, Catalog::start());
        assert_eq!(format!("{written}\n{said}"), with_defaults(expected), "{name}");
        let again = decode(&written, Catalog::start());
        assert_eq!((encode(&again.draft, Catalog::start()), again.diagnostics), (written, vec![]), "{name}");
    }
}

#[test]
fn the_archive_only_grows() {
    for name in names() {
        let sum = crc32(text(&name).as_bytes());
        let listed = ARCHIVE.iter().find(|(listed, _)| *listed == name);
        let listed = listed.unwrap_or_else(|| panic!("add to the list: (\"{name}\", 0x{sum:08x}),"));
        assert_eq!(listed.1, sum, "{name} was changed; a file of the archive stays as it is");
    }
    for (name, _) in ARCHIVE {
        assert!(folder().join(name).is_file(), "{name} was deleted; a file of the archive stays");
    }
}

/// Every file of the archive, with its CRC-32. Lines are added, never taken away.
const ARCHIVE: &[(&str, u32)] = &[
    ("address-encoded-twice.txt", 0x1afb7241),
    ("address-in-angle-brackets.txt", 0xf3799bcd),
    ("address-with-a-query.txt", 0x40ecfadc),
    ("address-with-a-question-mark-for-the-sign.txt", 0xbccd290b),
    ("address-with-a-stop-at-its-end.txt", 0x599885ff),
    ("address-with-an-escaped-sign.txt", 0x72535ddb),
    ("address-without-a-configuration.txt", 0xe2cd193c),
    ("address-wrapped-by-a-mail.txt", 0xbe763a45),
    ("anchor-of-a-page.txt", 0xf8397c0c),
    ("bare-with-a-sign-in-a-value.txt", 0xec6f8e92),
    ("control-characters.txt", 0x5b19429f),
    ("dockerfile-line-with-breaks.txt", 0x1a374ab0),
    ("dockerfile-of-many-lines.txt", 0x59d57bfa),
    ("engineer.txt", 0xbfa04545),
    ("escape-in-lower-case.txt", 0xd3b15fd8),
    ("escape-malformed.txt", 0xc9bd72d3),
    ("escape-of-commas.txt", 0xc1c6a765),
    ("escape-of-equal-signs.txt", 0x409c9ab7),
    ("everything.txt", 0xaf226916),
    ("family-alpine-other-python.txt", 0xc391e316),
    ("family-alpine.txt", 0x6dc04ddb),
    ("family-certified-alpine.txt", 0xf40f1557),
    ("family-certified-debian.txt", 0x311e1a64),
    ("family-company-debian.txt", 0x8573e289),
    ("family-company.txt", 0x100c247f),
    ("family-debian.txt", 0x95bd5a75),
    ("family-mirror.txt", 0x309cb2ae),
    ("family-official-slim.txt", 0x58a4ae32),
    ("family-official.txt", 0x4b4a20cc),
    ("family-platform.txt", 0xda8d5a20),
    ("family-python-image.txt", 0x68c4fca8),
    ("family-runtime-2.txt", 0x1e19222a),
    ("family-runtime-3.txt", 0xa4f07a5a),
    ("family-unrecognised.txt", 0xa2aea00f),
    ("given-twice.txt", 0xe4c38d24),
    ("guide.txt", 0x3dcfac5c),
    ("hostile-markup.txt", 0x557e8aee),
    ("hostile-shell.txt", 0x46bee87e),
    ("hostile-yaml.txt", 0xc74f364e),
    ("html-source.txt", 0x0aa6db27),
    ("image-and-version-nobody-knows.txt", 0xab19325e),
    ("image-and-versions-that-agree.txt", 0x25cdc27c),
    ("image-and-versions-that-differ.txt", 0x9918634e),
    ("image-is-empty.txt", 0xa3cdf9fc),
    ("image-is-none.txt", 0x0a11e919),
    ("key-airflow.txt", 0x9b83ee44),
    ("key-allow.txt", 0x903c6369),
    ("key-apkrepo.txt", 0x0295e360),
    ("key-constraints.txt", 0x10756a66),
    ("key-distro.txt", 0xc56bae99),
    ("key-dockerfile.txt", 0x33480b62),
    ("key-embed.txt", 0x439c891a),
    ("key-env.txt", 0x8f28ae94),
    ("key-extras.txt", 0x88c3980b),
    ("key-file.txt", 0x3bf87bd1),
    ("key-image.txt", 0xa96471dd),
    ("key-index.txt", 0x494218bb),
    ("key-label.txt", 0xfca9bd63),
    ("key-layers.txt", 0x5a8725a2),
    ("key-layout.txt", 0xdeb68447),
    ("key-lock.txt", 0x4049a8ce),
    ("key-name.txt", 0x6468c75c),
    ("key-packages.txt", 0xfb098451),
    ("key-plain.txt", 0x810160cc),
    ("key-platform.txt", 0x646fb04a),
    ("key-dag.txt", 0x24ac52e1),
    ("key-preset.txt", 0xda17d90b),
    ("key-python.txt", 0x9ec24f9a),
    ("key-repository.txt", 0x6d9fe206),
    ("key-requirements.txt", 0xc68e3afb),
    ("key-revision.txt", 0x5bcf0622),
    ("key-secret.txt", 0x9ea5b167),
    ("key-show.txt", 0x583a90d3),
    ("key-theme.txt", 0x7241757f),
    ("key-v.txt", 0x04da4cde),
    ("keys-in-any-order.txt", 0xaf4ae380),
    ("keys-of-defaults-are-not-written.txt", 0x9d3551c8),
    ("keys-of-the-view-configure-nothing.txt", 0xf2d8786b),
    ("last-sign-is-escaped.txt", 0x1bee2680),
    ("lists-given-twice.txt", 0x8d4f855f),
    ("names-are-names-not-numbers.txt", 0x268298fd),
    ("not-applied.txt", 0xb33cdc29),
    ("nothing-but-signs.txt", 0x3e3869db),
    ("nothing.txt", 0x91576245),
    ("packages-with-comments.txt", 0xf87982ac),
    ("pairs-empty.txt", 0x5a1b5ba5),
    ("partial.txt", 0x9ad8545c),
    ("plain-before-its-value.txt", 0x33ab24c1),
    ("plain-of-nothing.txt", 0x4238bed9),
    ("platform-team.txt", 0x9f44b0e9),
    ("plus-is-a-space.txt", 0xb42dba73),
    ("requirements-of-every-kind.txt", 0x4caecd5d),
    ("rows-300.txt", 0xa894d0af),
    ("secret-after-its-value.txt", 0x42b1f047),
    ("secret-and-plain.txt", 0xafef8f9c),
    ("secret-before-its-value.txt", 0x7dedc057),
    ("secret-beside-a-row-of-its-name.txt", 0x1f4e37fa),
    ("secret-with-a-value.txt", 0x4481ce8d),
    ("sensitive-values-do-not-come-back.txt", 0x58469c82),
    ("text-that-looks-like-a-number.txt", 0x692bb0d2),
    ("unicode-not-escaped.txt", 0xccb4eb72),
    ("unicode.txt", 0x0ceff9c0),
    ("values-empty.txt", 0xf37aefd6),
    ("version-of-the-format-to-come.txt", 0x6bb0a106),
];

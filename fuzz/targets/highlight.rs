//! In every language, the tokens of a line are the line.
#![no_main]

use airflow_image_configurator::highlight::{Language, highlight};
use libfuzzer_sys::fuzz_target;

const LANGUAGES: [Language; 11] = [
    Language::Plain,
    Language::Dockerfile,
    Language::Requirements,
    Language::Packages,
    Language::Env,
    Language::Yaml,
    Language::Python,
    Language::Markdown,
    Language::Shell,
    Language::Hcl,
    Language::Ini,
];

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<&str> = text.split('\n').collect();
    for language in LANGUAGES {
        let all = highlight(language, &lines);
        assert_eq!(all.len(), lines.len());
        for (tokens, line) in all.iter().zip(&lines) {
            assert_eq!(tokens.iter().map(|token| token.text).collect::<String>(), *line, "{language:?}");
            assert!(tokens.iter().all(|token| !token.text.is_empty()), "{language:?} {line:?}");
            assert!(tokens.windows(2).all(|two| two[0].kind != two[1].kind), "{language:?} {line:?}");
        }
    }
});

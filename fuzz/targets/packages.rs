//! A line of packages.txt is read for apk and for apt, and what is written of it reads as the same.
#![no_main]

use airflow_image_configurator::domain::{Distro, ImageReference, PackageLine};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let line = String::from_utf8_lossy(bytes);
    for distro in [Distro::Alpine, Distro::Debian] {
        match PackageLine::parse(&line, distro) {
            Err(error) => assert!(line.get(error.span.clone()).is_some(), "{error:?} is outside of {line:?}"),
            Ok(read) => {
                let written = read.to_string();
                assert!(!written.contains(|c: char| c.is_control()), "{written:?}");
                assert_eq!(PackageLine::parse(&written, distro).as_ref(), Ok(&read), "{written:?}");
                if let Some(package) = read.package() {
                    let unsafe_ones = |c: char| c.is_whitespace() || "'\"\\$;`|&()".contains(c);
                    assert!(!package.as_written().contains(unsafe_ones), "{written:?}");
                    assert!(!package.as_written().starts_with('-') && !package.name().is_empty(), "{written:?}");
                }
            }
        }
    }
    if let Ok(reference) = ImageReference::parse(&line) {
        assert_eq!(ImageReference::parse(&reference.to_string()).as_ref(), Ok(&reference));
    }
});

//! The files of a project as the bytes of a zip archive: the same for the same files, everywhere.
//!
//! Must not be in here: a clock (entries carry the format's first day), the file system, the browser.

use std::fmt;
use std::io::{Cursor, Write};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::generator::{Content, Mode, ProjectFile, ProjectFiles};

/// Gives the text of an asset by its address, if it is at hand: embedded in the twin, fetched by the page.
pub type Assets<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Why there is no archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveError {
    /// The text of this file is not at hand yet.
    Missing(String),
    /// The text at hand is not the one that the catalogue knows.
    Different(String),
    /// The archive could not be written.
    Write(String),
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "{path} is not loaded yet"),
            Self::Different(path) => write!(f, "{path} was loaded incomplete or changed; load it again"),
            Self::Write(reason) => write!(f, "the archive could not be written: {reason}"),
        }
    }
}

/// The bytes of a file.
pub fn bytes_of(file: &ProjectFile, assets: Assets) -> Result<Vec<u8>, ArchiveError> {
    if let Some(text) = file.text() {
        return Ok(text.into_bytes());
    }
    let Content::Late(late) = &file.content else { return Ok(Vec::new()) };
    let asset = assets(&late.asset).ok_or_else(|| ArchiveError::Missing(file.path.clone()))?;
    late.text(&asset).map(String::into_bytes).ok_or_else(|| ArchiveError::Different(file.path.clone()))
}

/// A zip with one top folder; entries in the files' order, modes 0644 and 0755.
pub fn zip(top_folder: &str, files: &ProjectFiles, assets: Assets) -> Result<Vec<u8>, ArchiveError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for file in files.iter() {
        let bytes = bytes_of(file, assets)?;
        write_entry(&mut writer, &format!("{top_folder}/{}", file.path), file.mode, &bytes)?;
    }
    writer.finish().map(Cursor::into_inner).map_err(unwritable)
}

fn write_entry(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    path: &str,
    mode: Mode,
    bytes: &[u8],
) -> Result<(), ArchiveError> {
    let permissions = match mode {
        Mode::Regular => 0o644,
        Mode::Executable => 0o755,
    };
    let options = SimpleFileOptions::DEFAULT
        .compression_method(CompressionMethod::Deflated)
        .system(zip::System::Unix)
        .unix_permissions(permissions);
    writer.start_file(path, options).map_err(unwritable)?;
    writer.write_all(bytes).map_err(unwritable)
}

fn unwritable(reason: impl fmt::Display) -> ArchiveError {
    ArchiveError::Write(reason.to_string())
}

/// SHA-256 in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| {
        let digit = |value: u8| char::from_digit(u32::from(value), 16).unwrap_or('0');
        hex + &String::from_iter([digit(byte >> 4), digit(byte & 15)])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::crc32;
    use crate::generator::{Cut, LateFile};
    use std::io::Read;

    fn project() -> ProjectFiles {
        let mut files = ProjectFiles::default();
        files.add_text("Dockerfile", "FROM alpine:3.23\n");
        files.add_text("packages.txt", "");
        files.add_script("build.sh", "#!/bin/sh\n");
        files
    }

    #[test]
    fn an_archive_reads_back_with_modes() {
        let bytes = zip("my-airflow", &project(), &|_| None).expect("all texts are at hand");
        let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("a zip");
        let mut read = Vec::new();
        for index in 0..archive.len() {
            let mut entry = archive.by_index(index).expect("an entry");
            let mut text = String::new();
            entry.read_to_string(&mut text).expect("text");
            read.push((entry.name().expect("a name").into_owned(), entry.unix_mode(), text));
        }
        let expected = [
            ("my-airflow/Dockerfile", 0o100_644, "FROM alpine:3.23\n"),
            ("my-airflow/packages.txt", 0o100_644, ""),
            ("my-airflow/build.sh", 0o100_755, "#!/bin/sh\n"),
        ];
        assert_eq!(read, expected.map(|(name, mode, text)| (name.to_owned(), Some(mode), text.to_owned())));
        assert_eq!(Ok(bytes), zip("my-airflow", &project(), &|_| None));
    }

    #[test]
    fn a_late_text_must_be_the_known_one() {
        let mut files = ProjectFiles::default();
        let late = LateFile { asset: String::new(), length: 3, checksum: crc32(b"a\n\n"), cut: Cut::Whole };
        files.add("constraints.txt", Mode::Regular, Content::Late(late));
        let with = |text: Option<&str>| zip("p", &files, &|_| text.map(str::to_owned)).err();
        assert_eq!(with(None), Some(ArchiveError::Missing("constraints.txt".to_owned())));
        assert_eq!(with(Some("a\nb")), Some(ArchiveError::Different("constraints.txt".to_owned())));
        assert_eq!(with(Some("a\n\n")), None);
    }

    #[test]
    fn digests_are_the_published_ones() {
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}

//! Archives, read with bounds that nothing inside them can move: the number of entries, the size of a file as it is
//! unpacked, and the size of all of them.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::project::LARGEST_TEXT;
use super::{Left, SourceFile, formats, is_passed_over, project};

/// Most entries that are looked at.
const MOST_ENTRIES: usize = 4_000;
/// Most bytes that are unpacked of one archive.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Whether a file is an archive: by its first bytes.
pub(super) fn is_one(file: &SourceFile) -> bool {
    file.bytes.starts_with(b"PK\x03\x04") || file.bytes.starts_with(b"PK\x05\x06")
}

/// Unpacks what may be of a configuration; the paths of all other files come without their bytes.
pub(super) fn unpack(file: &SourceFile, files: &mut Vec<SourceFile>, left: &mut Vec<Left>) {
    let mut leave = |path: &str, why: &str| {
        let path: String = path.chars().take(200).collect();
        left.push(Left { path, line: 0, text: String::new(), why: why.to_owned() });
    };
    let Ok(mut archive) = ZipArchive::new(Cursor::new(&file.bytes)) else {
        return leave(&file.path, "It is no archive that can be read: broken, or of a kind that is not known here.");
    };
    let mut unpacked = 0;
    let mut looked_at = 0;
    for at in 0..archive.len() {
        let Ok(entry) = archive.by_index(at) else {
            leave(&file.path, "An entry cannot be read: it is encrypted or broken.");
            continue;
        };
        let Ok(path) = entry.name().map(|name| name.into_owned()) else {
            leave(&file.path, "An entry has a name that is no text; it was not read.");
            continue;
        };
        if entry.is_dir() || is_passed_over(&path) {
            continue;
        }
        if looked_at >= MOST_ENTRIES {
            return leave(&file.path, "It has more than 4,000 files; the rest was not looked at.");
        }
        looked_at += 1;
        if !is_safe(&path) {
            leave(&path, "Its name leads out of the archive; it was not read.");
            continue;
        }
        if !is_candidate(&path) {
            files.push(SourceFile { path, bytes: Vec::new() });
            continue;
        }
        if unpacked >= MOST_BYTES {
            return leave(&file.path, "Unpacked it is larger than 16 MB; the rest was not read.");
        }
        let mut bytes = Vec::new();
        // One byte more than is allowed shows what is too large, whatever the archive says of its size.
        let most = u64::try_from(LARGEST_TEXT).unwrap_or(u64::MAX) + 1;
        match entry.take(most).read_to_end(&mut bytes) {
            Ok(_) => {
                unpacked += bytes.len();
                files.push(SourceFile { path, bytes });
            }
            Err(_) => leave(&path, "It cannot be unpacked: it is encrypted or broken."),
        }
    }
}

/// Whether a file can be of a configuration, wherever in the archive the project lies.
fn is_candidate(path: &str) -> bool {
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    starts.filter_map(|at| path.get(at..)).any(|inside| formats::has_path(inside) || project::is_own(inside))
}

fn is_safe(path: &str) -> bool {
    let parts = || path.split('/');
    !path.starts_with('/') && !path.contains(['\\', ':', '\0']) && parts().all(|part| part != ".." && part != ".")
}

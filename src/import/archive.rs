//! Archives, read with bounds that nothing inside them can move: the number of entries, the size of a file as it is
//! unpacked, and the size of all of them.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::project::{LARGEST_TEXT, README};
use super::{Left, SourceFile, formats, is_passed_over, project};

/// What all archives of one import have taken so far.
#[derive(Default)]
pub(super) struct Spent {
    entries: usize,
    bytes: usize,
}

/// Most entries that are looked at.
const MOST_ENTRIES: usize = 4_000;
/// Most bytes that are unpacked.
const MOST_BYTES: usize = 16 * 1024 * 1024;
/// Most entries that an archive may list: the reader keeps them all in memory.
const MOST_LISTED: usize = 65_535;
/// How each entry of the list begins.
const LISTED: &[u8] = b"PK\x01\x02";

/// Whether a file is an archive: by its first bytes.
pub(super) fn is_one(file: &SourceFile) -> bool {
    file.bytes.starts_with(b"PK\x03\x04") || file.bytes.starts_with(b"PK\x05\x06")
}

/// Unpacks what may be of a configuration; the paths of all other files come without their bytes.
pub(super) fn unpack(file: &SourceFile, spent: &mut Spent, files: &mut Vec<SourceFile>, left: &mut Vec<Left>) {
    let mut leave = |path: &str, why: &str| {
        let path: String = path.chars().take(200).collect();
        left.push(Left { path, line: 0, text: String::new(), why: why.to_owned() });
    };
    if file.bytes.windows(LISTED.len()).filter(|bytes| *bytes == LISTED).count() > MOST_LISTED {
        let why = "It lists more files than any project has: nothing of it was read. Pack the project's folder alone.";
        return leave(&file.path, why);
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(&file.bytes)) else {
        return leave(&file.path, "It is no archive that can be read: broken, or of a kind that is not known here.");
    };
    let mut entries = Vec::new();
    for at in 0..archive.len() {
        let Some(Ok(path)) = archive.name_for_index(at).map(|name| name.map(|name| name.into_owned())) else {
            leave(&file.path, "An entry has a name that is no text; it was not read.");
            continue;
        };
        if path.ends_with(['/', '\\']) || is_passed_over(&path) {
            continue;
        }
        if is_safe(&path) {
            entries.push((Rank::of(&path), at, path));
        } else {
            leave(&path, "Its name leads out of the archive; it was not read.");
        }
    }
    // Very much of one kind must not crowd out what says more.
    entries.sort_by_key(|(rank, ..)| *rank);
    let room = MOST_ENTRIES - spent.entries.min(MOST_ENTRIES);
    if entries.len() > room {
        entries.truncate(room);
        leave(&file.path, "It has more than 4,000 files; the rest was not looked at.");
    }
    spent.entries += entries.len();
    let mut unread = 0;
    for (rank, at, path) in entries {
        if rank == Rank::Other {
            files.push(SourceFile { path, bytes: Vec::new() });
        } else if spent.bytes < MOST_BYTES {
            match read(&mut archive, at) {
                Some(bytes) => {
                    spent.bytes += bytes.len();
                    files.push(SourceFile { path, bytes });
                }
                None => leave(&path, "It cannot be unpacked: it is encrypted or broken."),
            }
        } else {
            unread += 1;
        }
    }
    if unread > 0 {
        leave(&file.path, &format!("Unpacked it is larger than 16 MB; {unread} files at its end were not read."));
    }
}

/// The bytes of an entry, one more than is allowed at most: that shows what is too large, whatever the archive says.
fn read(archive: &mut ZipArchive<Cursor<&Vec<u8>>>, at: usize) -> Option<Vec<u8>> {
    let most = u64::try_from(LARGEST_TEXT).unwrap_or(u64::MAX) + 1;
    let mut bytes = Vec::new();
    archive.by_index(at).ok()?.take(most).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// What a file can be, wherever in the archive the project lies; what says most comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Read,
    Own,
    Other,
}

impl Rank {
    fn of(path: &str) -> Self {
        let starts = || std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
        let inside = |is: fn(&str) -> bool| starts().filter_map(|at| path.get(at..)).any(is);
        if inside(|inside| formats::has_path(inside) || inside == README) {
            Self::Read
        } else if inside(project::is_own) {
            Self::Own
        } else {
            Self::Other
        }
    }
}

fn is_safe(path: &str) -> bool {
    let parts = || path.split('/');
    !path.starts_with('/') && !path.contains(['\\', ':', '\0']) && parts().all(|part| part != ".." && part != ".")
}

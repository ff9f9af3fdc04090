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
    let mut unpacking = Unpacking { path: &file.path, spent, files, left };
    match open(&file.bytes) {
        Ok(mut archive) => {
            let entries = unpacking.entries(&archive);
            unpacking.take(&mut archive, entries);
        }
        Err(why) => unpacking.leave(&file.path, why),
    }
}

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// An entry that is worth a look.
struct Entry {
    rank: Rank,
    at: usize,
    path: String,
}

/// Opens an archive, unless its list alone would take more memory than any project is worth.
fn open(bytes: &[u8]) -> Result<Archive<'_>, &'static str> {
    if bytes.windows(LISTED.len()).filter(|bytes| *bytes == LISTED).count() > MOST_LISTED {
        return Err(
            "It lists more files than any project has: nothing of it was read. Pack the project's folder alone.",
        );
    }
    ZipArchive::new(Cursor::new(bytes))
        .map_err(|_| "It is no archive that can be read: broken, or of a kind that is not known here.")
}

/// One archive on its way to files, and to a list of what was left of it.
struct Unpacking<'a> {
    path: &'a str,
    spent: &'a mut Spent,
    files: &'a mut Vec<SourceFile>,
    left: &'a mut Vec<Left>,
}

impl Unpacking<'_> {
    fn leave(&mut self, path: &str, why: &str) {
        let path: String = path.chars().take(200).collect();
        self.left.push(Left { path, line: 0, text: String::new(), why: why.to_owned() });
    }

    /// The entries to look at, what says most first, as many as there is room for.
    fn entries(&mut self, archive: &Archive<'_>) -> Vec<Entry> {
        let mut entries: Vec<Entry> = (0..archive.len()).filter_map(|at| self.entry(archive, at)).collect();
        // Very much of one kind must not crowd out what says more.
        entries.sort_by_key(|entry| entry.rank);
        let room = MOST_ENTRIES - self.spent.entries.min(MOST_ENTRIES);
        if entries.len() > room {
            entries.truncate(room);
            self.leave(self.path, "It has more than 4,000 files; the rest was not looked at.");
        }
        self.spent.entries += entries.len();
        entries
    }

    fn entry(&mut self, archive: &Archive<'_>, at: usize) -> Option<Entry> {
        let Some(Ok(path)) = archive.name_for_index(at).map(|name| name.map(|name| name.into_owned())) else {
            self.leave(self.path, "An entry has a name that is no text; it was not read.");
            return None;
        };
        if path.ends_with(['/', '\\']) || is_passed_over(&path) {
            return None;
        }
        if !is_safe(&path) {
            self.leave(&path, "Its name leads out of the archive; it was not read.");
            return None;
        }
        Some(Entry { rank: Rank::of(&path), at, path })
    }

    /// Takes the entries over, their bytes as far as there is room.
    fn take(&mut self, archive: &mut Archive<'_>, entries: Vec<Entry>) {
        let mut unread = 0;
        for Entry { rank, at, path } in entries {
            if rank == Rank::Other {
                self.files.push(SourceFile { path, bytes: Vec::new() });
            } else if self.spent.bytes >= MOST_BYTES {
                unread += 1;
            } else if let Some(bytes) = read(archive, at) {
                self.spent.bytes += bytes.len();
                self.files.push(SourceFile { path, bytes });
            } else {
                self.leave(&path, "It cannot be unpacked: it is encrypted or broken.");
            }
        }
        if unread > 0 {
            self.leave(
                self.path,
                &format!("Unpacked it is larger than 16 MB; {unread} files at its end were not read."),
            );
        }
    }
}

/// The bytes of an entry, one more than is allowed at most: that shows what is too large, whatever the archive says.
fn read(archive: &mut Archive<'_>, at: usize) -> Option<Vec<u8>> {
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

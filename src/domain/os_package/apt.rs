//! Words as apt-get reads them: `name[:architecture][=version]` or `name/release`.

use super::{Constraint, OsPackage, OsPackageError, check_part, refuse};

/// Reads a word.
pub(super) fn package(text: &str) -> Result<OsPackage, OsPackageError> {
    if text.ends_with('-') {
        return refuse(text.len() - 1..text.len(), "apt removes a package that is written with a '-' at its end");
    }
    let end = text.find(['=', '/', ':']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    check_name(name)?;
    let package = OsPackage::new(text, 0..end);
    if let Some(release) = rest.strip_prefix('/') {
        check_release(release, end + 1)?;
        return Ok(OsPackage { release: Some(release.to_owned()), ..package });
    }
    let (before, version) = rest.split_once('=').map_or((rest, None), |(before, version)| (before, Some(version)));
    if let Some(architecture) = before.strip_prefix(':') {
        check_part(architecture, end + 1, "architecture", "-")?;
    }
    let constraint = version.map(|version| constraint(version, end + before.len() + 1)).transpose()?;
    Ok(OsPackage { constraint, ..package })
}

/// Debian Policy 5.6.7.
fn check_name(name: &str) -> Result<(), OsPackageError> {
    check_part(name, 0, "name", "+.-")?;
    match name.find(|c: char| c.is_ascii_uppercase()) {
        Some(at) => refuse(at..at + 1, "names of Debian packages are lower case"),
        None => Ok(()),
    }
}

fn check_release(release: &str, at: usize) -> Result<(), OsPackageError> {
    match release.split_once('=') {
        Some(_) => refuse(at..at + release.len(), "apt takes a release or a version, not both"),
        None => check_part(release, at, "release", ".-"),
    }
}

/// The characters of Debian Policy 5.6.12. A last `+` would be an instruction to apt.
fn constraint(version: &str, at: usize) -> Result<Constraint, OsPackageError> {
    check_part(version, at, "version", "+.~:-")?;
    if version.ends_with('+') {
        let last = at + version.len() - 1..at + version.len();
        return refuse(last, "a version cannot end in '+' here: apt reads it as an instruction");
    }
    Ok(Constraint { exact: true, version: version.to_owned() })
}

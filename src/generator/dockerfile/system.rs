//! What differs between apk and apt: shell commands, and nothing of Dockerfiles.

use super::super::quoting::shell;
use crate::domain::Distro;

/// The file of words that `packages.txt` is reduced to: no comments, no carriage returns.
const WORDS: &str = "/tmp/packages.txt";
/// Packages such as krb5-user and tzdata ask a question while they are installed, and a build has nobody to answer.
const NOBODY_ANSWERS: &str = "DEBIAN_FRONTEND=noninteractive";
const APT_INSTALL: &str = "DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends";

/// Commands that install named packages and leave no index behind.
pub fn install(distro: Distro, packages: &[String]) -> Vec<String> {
    match distro {
        Distro::Alpine => vec![format!("apk add --no-cache {}", words(packages))],
        Distro::Debian => vec![
            "apt-get update".to_owned(),
            format!("{APT_INSTALL} {}", words(packages)),
            "rm -rf /var/lib/apt/lists/*".to_owned(),
        ],
    }
}

/// Commands that install the words of packages.txt, which may hold comments and carriage returns, or nothing.
pub fn install_listed(distro: Distro) -> Vec<String> {
    let reduce = [format!("tr '\\r' '\\n' < packages.txt > {WORDS}"), format!("sed -i 's/#.*//' {WORDS}")];
    let install = match distro {
        Distro::Alpine => vec![format!("xargs -r apk add --no-cache < {WORDS}")],
        Distro::Debian => vec![
            "apt-get update".to_owned(),
            format!("{NOBODY_ANSWERS} xargs -r apt-get install -y --no-install-recommends < {WORDS}"),
            "rm -rf /var/lib/apt/lists/*".to_owned(),
        ],
    };
    reduce.into_iter().chain(install).chain([format!("rm {WORDS}")]).collect()
}

/// Commands around a compilation: the first bring packages, the last take them away again. Nothing for no packages.
pub fn around_compilation(distro: Distro, packages: &str, some: bool) -> (Vec<String>, Vec<String>) {
    if !some {
        return (Vec::new(), Vec::new());
    }
    match distro {
        Distro::Alpine => {
            (vec![format!("apk add --no-cache --virtual .build {packages}")], vec!["apk del .build".to_owned()])
        }
        Distro::Debian => (
            vec!["apt-get update".to_owned(), format!("{APT_INSTALL} {packages}")],
            vec![format!("apt-get purge -y --auto-remove {packages}"), "rm -rf /var/lib/apt/lists/*".to_owned()],
        ),
    }
}

/// A command that makes the certificates of a company trusted before the package of certificates can be installed.
/// Without any it changes nothing. `awk 1` ends a last line that has no line break.
pub fn trust_certificates() -> String {
    let append = "mkdir -p /etc/ssl/certs && awk 1 \"$@\" >> /etc/ssl/certs/ca-certificates.crt";
    format!("find /usr/local/share/ca-certificates -name '*.crt' -exec sh -c '{append}' sh {{}} +")
}

/// A command that lets packages come from a mirror, if the build argument names one.
pub fn use_mirror(distro: Distro) -> String {
    match distro {
        Distro::Alpine => {
            "if [ -n \"${APK_MIRROR}\" ]; then sed -i \"s|^https*://[^/]*/alpine|${APK_MIRROR}|\" /etc/apk/repositories; fi"
        }
        Distro::Debian => {
            "if [ -n \"${APT_MIRROR}\" ]; then find /etc/apt \\( -name '*.list' -o -name '*.sources' \\) \
             -exec sed -i \"s|https*://deb.debian.org/debian|${APT_MIRROR}|\" {} +; fi"
        }
    }
    .to_owned()
}

/// The name of the build argument that names the mirror.
pub const fn mirror_argument(distro: Distro) -> &'static str {
    match distro {
        Distro::Alpine => "APK_MIRROR",
        Distro::Debian => "APT_MIRROR",
    }
}

/// A command that makes user 50000 with the primary group root, which exists everywhere.
pub fn add_user(distro: Distro, home: &str) -> String {
    match distro {
        Distro::Alpine => format!("adduser -D -H -u 50000 -G root -h {home} -s /bin/bash airflow"),
        Distro::Debian => {
            format!("useradd --uid 50000 --gid 0 --home-dir {home} --no-create-home --shell /bin/bash airflow")
        }
    }
}

/// Where the package of tini puts it.
pub const fn tini(distro: Distro) -> &'static str {
    match distro {
        Distro::Alpine => "/sbin/tini",
        Distro::Debian => "/usr/bin/tini",
    }
}

/// Names as shell words.
pub fn words(names: &[String]) -> String {
    names.iter().map(|name| shell(name)).collect::<Vec<_>>().join(" ")
}

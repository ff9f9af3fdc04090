//! ap-base: the operating system, Python, certificates.

use super::super::instruction::{Dockerfile, Instruction};
use super::super::system;
use crate::domain::{Distro, Family, Field, OwnLayers, PythonSource};

/// Where a company's certificates are read from, on both systems.
const BUNDLE: &str = "/etc/ssl/certs/ca-certificates.crt";

/// FROM the system, and what every layer above needs of it.
pub fn steps(file: &mut Dockerfile, own: &OwnLayers) {
    let distro = own.distro;
    file.add_from(Field::Image, Instruction::From(own.image.to_string(), Some("ap-base")));
    if own.family == Family::Company {
        // What the image of a company runs as is not known. The image that comes out does not run as root.
        file.comment("Installing needs root; the layers above end as another user.");
        file.comment("hadolint ignore=DL3002");
        file.add(Instruction::User("root"));
    }
    file.add(Instruction::Arg(system::mirror_argument(distro), String::new()));
    file.comment(
        "Your company's certificates, if there are any in certs/: first, for packages may come through its proxy.",
    );
    file.add(Instruction::Copy("certs/ /usr/local/share/ca-certificates/".to_owned()));
    let before = [system::trust_certificates(), system::use_mirror(distro)];
    let commands = before.into_iter().chain(system::install(distro, &packages(own)));
    file.run(commands.chain(["update-ca-certificates".to_owned()]));
    for name in ["PIP_CERT", "REQUESTS_CA_BUNDLE"] {
        file.add(Instruction::Env(name.to_owned(), BUNDLE.to_owned()));
    }
}

fn packages(own: &OwnLayers) -> Vec<String> {
    let mut packages = vec!["bash", "ca-certificates", "tini", "tzdata"];
    if own.python_source == PythonSource::System {
        packages.push("python3");
        if own.distro == Distro::Debian {
            packages.push("python3-venv");
        }
    }
    packages.sort_unstable();
    packages.into_iter().map(str::to_owned).collect()
}

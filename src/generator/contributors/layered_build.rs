//! How the layered layout is built: a bake file, and a plain script for those without bake.

use std::fmt::Write;

use super::super::ProjectFiles;
use super::super::dockerfile::Layer;
use super::super::quoting::{hcl, shell};
use crate::domain::{Layout, OwnLayers, ProjectDescription};

/// Writes `docker-bake.hcl` and `build.sh` for the layered layout.
pub fn contribute(description: &ProjectDescription, files: &mut ProjectFiles) {
    let Some(own) = description.own().filter(|own| own.layout == Layout::Layered) else { return };
    files.add_text("docker-bake.hcl", &bake(description, own));
    files.add_script("build.sh", &script(description, own));
}

/// One target a layer; each takes the layer below from the target that builds it, so no registry is asked.
fn bake(description: &ProjectDescription, own: &OwnLayers) -> String {
    let mut text = String::from("group \"default\" {\n  targets = [\"project\"]\n}\n");
    let mut below: Option<Layer> = None;
    for layer in Layer::ALL {
        let _ = write!(text, "\ntarget {} {{\n  context    = \".\"\n", hcl(layer.name()));
        let _ = writeln!(text, "  dockerfile = {}", hcl(&layer.path()));
        let _ = writeln!(text, "  tags       = [{}]", hcl(&layer.reference(description)));
        if let Some(below) = below {
            let target = hcl(&format!("target:{}", below.name()));
            let _ = writeln!(text, "  contexts = {{\n    {} = {target}\n  }}", hcl(&below.reference(description)));
        }
        if let Some(platform) = description.platform {
            let _ = writeln!(text, "  platforms = [{}]", hcl(platform.as_str()));
        }
        if own.index.is_some() {
            text.push_str("  secret = [\"id=netrc,src=.netrc\"]\n");
        }
        text.push_str("}\n");
        below = Some(layer);
    }
    text
}

fn script(description: &ProjectDescription, own: &OwnLayers) -> String {
    let mut options = String::new();
    if let Some(platform) = description.platform {
        let _ = write!(options, " --platform {}", platform.as_str());
    }
    if own.index.is_some() {
        options.push_str(" --secret id=netrc,src=.netrc");
    }
    let mut text = format!(
        "#!/bin/sh\n\
         # Builds the layers one after the other. OCI images cannot hold triggers, so podman is told to write docker's\n\
         # format, and docker to use the builder that sees the images just built.\n\
         set -eu\n\
         cd \"$(dirname \"$0\")\"\n\n\
         build() {{\n\
         \x20 if command -v docker >/dev/null 2>&1; then\n\
         \x20   docker buildx build --builder default --load{options} --tag \"$1\" --file \"$2\" .\n\
         \x20 else\n\
         \x20   podman build --format docker{options} --tag \"$1\" --file \"$2\" .\n\
         \x20 fi\n\
         }}\n\n"
    );
    for layer in Layer::ALL {
        let _ = writeln!(text, "build {} {}", shell(&layer.reference(description)), layer.path());
    }
    text
}

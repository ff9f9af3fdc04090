//! The headless twin: the same core, without a browser. See `docs/twin.md`.

use std::process::ExitCode;

use airflow_image_configurator::twin;

fn main() -> ExitCode {
    twin::run(std::env::args_os().skip(1))
}

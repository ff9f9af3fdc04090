//! The engine's entry in the browser: a worker that the page starts when it is idle.

fn main() {
    airflow_image_configurator::platform::worker::serve();
}

//! The browser's entry.

fn main() {
    airflow_image_configurator::views::start();
}

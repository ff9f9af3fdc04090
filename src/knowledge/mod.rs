//! What is known beside the start-up tables: package names of every release, Python names, pins, options, and what
//! people should hear about them. Late: nothing in here may change a byte of what is generated.
//!
//! Big tables are files that are fetched when they are needed ([`Table`]); small ones are embedded. Every look-up is
//! total: a table that has not come answers `None`, "not known". Parsing is total too: a line that does not read is
//! left out.
//!
//! Must not be in here: judgements and words for a person about a configuration (that is `doctor`), fetching.

mod history;
pub mod lifetimes;
mod options;
mod packages;
mod pins;
pub mod provider_floors;
mod pythons;
pub mod successors;
mod table;
pub mod translations;
#[cfg(not(target_arch = "wasm32"))]
mod vendored;

use std::sync::Arc;

pub use history::{History, Spans};
pub use options::{Kind, Minor, OldName, OptionFact, Options, Renamed};
pub use packages::{Package, Packages};
pub use pins::Pins;
pub use pythons::{PythonPackage, Pythons};
pub use table::Table;
#[cfg(not(target_arch = "wasm32"))]
pub use vendored::table_text;

use crate::catalog::Os;
use crate::domain::{AirflowVersion, PythonVersion};

/// The tables that have come.
#[derive(Debug, Default, Clone)]
pub struct Knowledge {
    packages: Vec<(Table, Arc<Packages>)>,
    history: Option<Arc<History>>,
    pythons: Option<Arc<Pythons>>,
    pins: Vec<(Table, Arc<Pins>)>,
}

impl Knowledge {
    /// Takes a table in; one that is here already is replaced.
    pub fn put(&mut self, table: Table, text: String) {
        match table {
            Table::Packages(..) => replace(&mut self.packages, table, Packages::read(text)),
            Table::AlpineHistory => self.history = Some(Arc::new(History::read(text))),
            Table::Pythons => self.pythons = Some(Arc::new(Pythons::read(text))),
            Table::Pins(..) => replace(&mut self.pins, table, Pins::read(text)),
        }
    }

    /// Makes the names of a table ready to be searched, so that the first key pressed does not wait for it.
    pub fn make_ready(&self, table: Table) {
        match table {
            Table::Packages(..) => {
                self.packages.iter().filter(|(name, _)| *name == table).for_each(|(_, packages)| _ = packages.index());
            }
            Table::Pythons => self.pythons.iter().for_each(|pythons| _ = pythons.index()),
            Table::AlpineHistory | Table::Pins(..) => {}
        }
    }

    /// Whether a table has come.
    pub fn has(&self, table: Table) -> bool {
        match table {
            Table::Packages(..) => self.packages.iter().any(|(name, _)| *name == table),
            Table::AlpineHistory => self.history.is_some(),
            Table::Pythons => self.pythons.is_some(),
            Table::Pins(..) => self.pins.iter().any(|(name, _)| *name == table),
        }
    }

    /// The packages of a system; `None` when its table has not come, or there is none.
    pub fn packages(&self, os: Os) -> Option<&Packages> {
        let table = Table::packages_of(os)?;
        self.packages.iter().find(|(name, _)| *name == table).map(|(_, packages)| packages.as_ref())
    }

    /// Which Alpine releases have a package.
    pub fn history(&self) -> Option<&History> {
        self.history.as_deref()
    }

    /// Names of Python packages.
    pub fn pythons(&self) -> Option<&Pythons> {
        self.pythons.as_deref()
    }

    /// Airflow's own constraints of a version and Python.
    pub fn pins(&self, airflow: AirflowVersion, python: PythonVersion) -> Option<&Pins> {
        let table = Table::Pins(airflow, python);
        self.pins.iter().find(|(name, _)| *name == table).map(|(_, pins)| pins.as_ref())
    }
}

fn replace<T>(tables: &mut Vec<(Table, Arc<T>)>, table: Table, value: T) {
    tables.retain(|(name, _)| *name != table);
    tables.push((table, Arc::new(value)));
}

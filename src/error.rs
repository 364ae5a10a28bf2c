//! The one error of the library: a model that cannot be loaded. Analysis itself cannot fail.

use std::fmt;

/// Why a model could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Truncated,
    Version { found: u16, wanted: u16 },
    Corrupt(&'static str),
}

impl Error {
    pub(crate) fn truncated() -> Self {
        Error { kind: Kind::Truncated }
    }

    pub(crate) fn version(found: u16, wanted: u16) -> Self {
        Error { kind: Kind::Version { found, wanted } }
    }

    pub(crate) fn corrupt(what: &'static str) -> Self {
        Error { kind: Kind::Corrupt(what) }
    }

    /// Whether the file ends before it should, as after a broken download.
    pub fn is_truncated(&self) -> bool {
        self.kind == Kind::Truncated
    }

    /// Whether the file was made for another version of this library.
    pub fn is_version_mismatch(&self) -> bool {
        matches!(self.kind, Kind::Version { .. })
    }

    /// Whether the file is no model, or was damaged.
    pub fn is_corrupt(&self) -> bool {
        matches!(self.kind, Kind::Corrupt(_))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            Kind::Truncated => write!(f, "the model file is cut short; fetch it again"),
            Kind::Version { found, wanted } => {
                write!(f, "the model file has format {found}, and this version of Dateline reads format {wanted}")
            }
            Kind::Corrupt(what) => write!(f, "the model file is damaged or no model: {what}"),
        }
    }
}

impl std::error::Error for Error {}

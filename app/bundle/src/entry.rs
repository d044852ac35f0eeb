//! The four WebAssembly entries and what each may weigh.

/// One entry: a cdylib crate under `app/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The phone's pages.
    Field,
    /// The office's daily pages.
    Office,
    /// The office's pages of the scheme.
    Scheme,
    /// Planner and roads, in a worker.
    Engine,
}

impl Entry {
    /// Every entry.
    pub const ALL: [Self; 4] = [Self::Field, Self::Office, Self::Scheme, Self::Engine];

    /// Name of the crate and of the files made from it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Field => "field",
            Self::Office => "office",
            Self::Scheme => "scheme",
            Self::Engine => "engine",
        }
    }

    /// What its code may weigh with brotli, bytes (docs/architecture.md, "Budgets").
    pub fn budget(self) -> u64 {
        match self {
            Self::Field => 450_000,
            Self::Engine => 250_000,
            Self::Office | Self::Scheme => 900_000,
        }
    }
}

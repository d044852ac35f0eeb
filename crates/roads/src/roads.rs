//! The graphs of every profile of one extract.

use crate::{Barrier, BuildError, Graph, Profile, Way};

/// The road graphs of one extract.
#[derive(Clone, Debug)]
pub struct Roads {
    pub(crate) foot: Graph,
    pub(crate) ebike: Graph,
}

impl Roads {
    /// Builds the graphs. The order of `ways` does not matter.
    pub fn build(ways: &[Way], barriers: &[Barrier]) -> Result<Self, BuildError> {
        Ok(Self {
            foot: Graph::build(ways, barriers, Profile::Foot)?,
            ebike: Graph::build(ways, barriers, Profile::Ebike)?,
        })
    }

    /// The graph of a profile.
    pub fn graph(&self, profile: Profile) -> &Graph {
        match profile {
            Profile::Foot => &self.foot,
            Profile::Ebike => &self.ebike,
        }
    }
}

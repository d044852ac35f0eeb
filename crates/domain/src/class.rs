//! Classes A, B and C of a dwelling. They follow its condition, never the people in it.

use serde::{Deserialize, Serialize};

/// How often a dwelling is visited.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Class {
    /// 放心房: every two months.
    A,
    /// 一般房: every month.
    #[default]
    B,
    /// 隐患整改房: every third of a month (旬), while a confirmed serious hazard is open.
    C,
}

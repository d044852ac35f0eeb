//! Closed enums in text columns, by the names that JSON gives them.

use super::{Row, StoreError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The stored name of a variant.
pub fn word<T: Serialize>(variant: &T) -> Result<String, StoreError> {
    let value = serde_json::to_value(variant).map_err(StoreError::Json)?;
    Ok(value.as_str().unwrap_or_default().to_owned())
}

/// The variant that a text column names.
pub fn read<T: DeserializeOwned>(row: &Row, column: &'static str) -> Result<T, StoreError> {
    let name: String = row.get(column)?;
    serde_json::from_value(serde_json::Value::String(name))
        .map_err(|_| StoreError::Column { column, wanted: std::any::type_name::<T>() })
}

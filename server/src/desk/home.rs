//! Homes as the privacy officer names them: by the door's label or by the whole address. There is no
//! search.

use super::Desk;
use crate::http::Outcome;
use crate::store::dwelling::{self, DwellingRow};
use crate::store::{Tx, incident, label};
use domain::id::DwellingId;
use domain::problem::Problem;
use serde::de::DeserializeOwned;
use std::collections::HashMap;

impl Desk {
    /// The file of the home that a text names, within the account's area.
    pub(super) async fn home(&self, tx: &mut Tx, text: &str) -> Outcome<DwellingRow> {
        let unknown = || Problem::Malformed { place: "home".into() };
        let text = text.trim();
        let by_label = match domain::label::parse(text) {
            Some(code) => {
                let now = tx.now();
                label::dwelling_at(tx, &code, now).await?
            }
            None => None,
        };
        let id = match by_label {
            Some(id) => id,
            None => match dwelling::at_address(tx, text).await?.as_slice() {
                [only] => *only,
                _ => return Err(unknown().into()),
            },
        };
        let file = dwelling::by_id(tx, id).await?.ok_or_else(unknown)?;
        self.actor.check_station(file.station).map_err(|_| unknown())?;
        Ok(file)
    }
}

/// Addresses of homes, `–` for a file that is erased.
pub(super) async fn addresses(
    tx: &mut Tx,
    homes: &[DwellingId],
) -> Outcome<impl Fn(DwellingId) -> String + use<>> {
    let known: HashMap<DwellingId, String> = incident::addresses(tx, homes).await?;
    Ok(move |id| known.get(&id).cloned().unwrap_or_else(|| "–".to_owned()))
}

/// A choice of a closed set, by its key.
pub(super) fn chosen<T: DeserializeOwned>(field: &str, key: &str) -> Result<T, Problem> {
    serde_json::from_value(key.into()).map_err(|_| Problem::Malformed { place: field.to_owned() })
}

/// A choice that may be left out.
pub(super) fn chosen_or_none<T: DeserializeOwned>(field: &str, key: &str) -> Result<Option<T>, Problem> {
    if key.is_empty() { Ok(None) } else { chosen(field, key).map(Some) }
}

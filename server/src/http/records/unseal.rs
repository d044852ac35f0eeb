//! Bodies that came sealed to their station ([`domain::seal`]): read here, before anything else looks
//! at them. Their receipts are over what was sent.

use super::sift::Read;
use crate::seal;
use crate::store::{Store, StoreError};
use domain::hex;
use domain::id::RecordId;
use domain::seal::Sealed;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Hashes of bodies as they were sent, by record.
pub type Sent = HashMap<RecordId, String>;

/// Opens sealed bodies in place. One that no station's key opens stays as it is, and is refused as no
/// body of its kind.
pub async fn unseal(store: &Store, read: &mut [Read]) -> Result<Sent, StoreError> {
    let (mut sent, mut keys) = (Sent::new(), HashMap::new());
    for record in read.iter_mut().filter_map(|(_, record)| record.as_mut().ok()) {
        let Some(sealed) = Sealed::read(&record.body) else { continue };
        let key = match keys.entry(sealed.to) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(seal::secret(store, sealed.to).await?),
        };
        if let Some(opened) = key.as_ref().and_then(|key| seal::open(&sealed, record.id, key)) {
            sent.insert(record.id, hex::sha256(record.body.as_bytes()));
            record.body = opened;
        }
    }
    Ok(sent)
}

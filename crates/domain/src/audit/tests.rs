use super::*;
use crate::hex;
use chrono::DateTime;
use proptest::prelude::*;

fn entry(n: u8) -> Entry {
    Entry {
        at: DateTime::from_timestamp_millis(1_800_000_000_000 + i64::from(n)).unwrap(),
        actor: Some(UserId(uuid::Uuid::from_u128(u128::from(n)))),
        role: Some(Role::Officer),
        purpose: Some(Purpose::Flag),
        action: "dwelling.read".into(),
        object_kind: "dwelling".into(),
        object: Some(n.to_string()),
        detail: "{}".into(),
    }
}

fn chain_of(length: u8) -> (Vec<Link>, Head) {
    let mut head = Head::EMPTY;
    let mut links = Vec::new();
    for n in 0..length {
        let link = append("station", &head, entry(n));
        head = Head { seq: link.seq, hash: link.hash };
        links.push(link);
    }
    (links, head)
}

fn verify(links: &[Link], head: &Head) -> Result<Head, Broken> {
    let mut walk = Walk::new("station");
    for link in links {
        walk.step(link)?;
    }
    walk.end(head)
}

#[test]
fn an_untouched_chain_verifies() {
    let (links, head) = chain_of(20);
    assert_eq!(verify(&links, &head), Ok(head));
}

#[test]
fn a_chain_cannot_be_passed_off_as_another() {
    let (links, _) = chain_of(1);
    assert_eq!(Walk::new("installation").step(&links[0]), Err(Broken::Changed { seq: 1 }));
}

#[test]
fn an_absent_object_differs_from_an_empty_one() {
    let (mut with, mut without) = (entry(1), entry(1));
    (with.object, without.object) = (Some(String::new()), None);
    assert_ne!(hash("c", 1, &GENESIS, &with), hash("c", 1, &GENESIS, &without));
}

#[test]
fn hmac_matches_rfc_4231() {
    let tag = hmac_sha256(b"Jefe", b"what do ya want for nothing?");
    assert_eq!(hex::encode(&tag), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    let long_key = hmac_sha256(&[0xaa; 131], b"Test Using Larger Than Block-Size Key - Hash Key First");
    assert_eq!(hex::encode(&long_key), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

proptest! {
    #[test]
    fn any_edit_swap_cut_or_insertion_is_found(length in 2u8..12, at in 0usize..11, how in 0u8..5) {
        let (mut links, head) = chain_of(length);
        let at = at % usize::from(length);
        match how {
            0 => links[at].entry.action.push('x'),
            1 => { links.remove(at); }
            2 => links.insert(at, links[at].clone()),
            3 => links.swap(at, (at + 1) % usize::from(length)),
            _ => links.truncate(at),
        }
        prop_assert!(verify(&links, &head).is_err());
    }

    #[test]
    fn a_chain_written_anew_after_an_edit_does_not_match_the_sealed_head(length in 2u8..12, at in 0u8..11) {
        let (_, head) = chain_of(length);
        let mut forged = Head::EMPTY;
        for n in 0..length {
            let mut entry = entry(n);
            if n == at % length { entry.detail = "{\"forged\":true}".into(); }
            let link = append("station", &forged, entry);
            forged = Head { seq: link.seq, hash: link.hash };
        }
        prop_assert_ne!(seal(b"key", "station", &head), seal(b"key", "station", &forged));
    }
}

use super::*;

fn jpeg(length: usize) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xdb];
    bytes.resize(length, 7);
    bytes
}

/// Of no station.
async fn take(folder: &Path, part: Part) -> Result<There, Trouble> {
    super::take(folder, part, async |_| Ok(None)).await
}

fn part(whole: &[u8], from: usize, to: usize) -> Part {
    let sha256 = domain::hex::sha256(whole);
    Part { sha256, from: from as u64, total: whole.len() as u64, bytes: whole[from..to].to_vec() }
}

#[tokio::test]
async fn a_photo_cut_at_any_byte_goes_on_where_it_ended() {
    let folder = tempfile::tempdir().unwrap();
    let whole = jpeg(40);
    for cut in 1..40 {
        let mut photo = whole.clone();
        photo[20] = cut as u8;
        let first = take(folder.path(), part(&photo, 0, cut)).await.unwrap();
        assert_eq!(first, There::Part(cut as u64));
        let last = part(&photo, cut, 40);
        let sha256 = last.sha256.clone();
        let whole = There::Whole { length: 40, media_type: "image/jpeg" };
        assert_eq!(take(folder.path(), last).await.unwrap(), whole);
        assert_eq!(there(folder.path(), &sha256).await.unwrap(), whole);
    }
}

#[tokio::test]
async fn a_part_sent_again_changes_nothing_and_a_gap_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let whole = jpeg(40);
    take(folder.path(), part(&whole, 0, 20)).await.unwrap();
    assert_eq!(take(folder.path(), part(&whole, 0, 20)).await.unwrap(), There::Part(20));
    assert_eq!(take(folder.path(), part(&whole, 10, 30)).await.unwrap(), There::Part(30));
    assert!(matches!(take(folder.path(), part(&whole, 35, 40)).await, Err(Trouble::Gap { there: 30 })));
}

#[tokio::test]
async fn other_bytes_than_the_address_says_are_thrown_away() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = part(&jpeg(40), 0, 40);
    wrong.bytes[30] = 9;
    let sha256 = wrong.sha256.clone();
    assert!(matches!(take(folder.path(), wrong).await, Err(Trouble::NotThePhoto)));
    assert_eq!(there(folder.path(), &sha256).await.unwrap(), There::Part(0));
}

#[tokio::test]
async fn what_is_no_image_or_tells_its_place_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let mut with_exif = jpeg(40);
    with_exif[6..12].copy_from_slice(b"Exif\0\0");
    for bytes in [with_exif, b"<svg onload=alert(1)>".to_vec()] {
        let whole = part(&bytes, 0, bytes.len());
        assert!(matches!(take(folder.path(), whole).await, Err(Trouble::NoPhoto)));
    }
}

#[tokio::test]
async fn a_sealed_photo_is_kept_open_under_its_own_hash() {
    let (folder, photo) = (tempfile::tempdir().unwrap(), jpeg(40));
    let [key, other] = [5, 6].map(|n| SecretKey::from_slice(&[n; 32]).unwrap());
    let to = StationId(uuid::Uuid::from_u128(1));
    let bytes = seal::tests::seal_photo(&photo, to, &key.public_key());
    let sha256 = domain::hex::sha256(&photo);
    for (key, is_right) in [(Some(other), false), (None, false), (Some(key), true)] {
        let whole = Part { sha256: sha256.clone(), ..part(&bytes, 0, bytes.len()) };
        let taken = super::take(folder.path(), whole, async |of| Ok(key.filter(|_| of == to))).await;
        assert_eq!(taken.is_ok(), is_right, "{taken:?}");
    }
    assert_eq!(std::fs::read(path(folder.path(), &sha256)).unwrap(), photo);
}

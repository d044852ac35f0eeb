//! The tag rules, case by case.

use roads::{Profile, Tags, Travel, travel};

/// Speeds along and against the line, km/h.
fn speeds(profile: Profile, tags: &[(&str, &str)]) -> (f64, f64) {
    let Travel { forward, backward } = travel(profile, &tags.iter().copied().collect::<Tags>());
    (f64::from(forward) / 10.0, f64::from(backward) / 10.0)
}

/// Tags, and the speeds that they give.
type Case<'a> = (&'a [(&'a str, &'a str)], (f64, f64));

fn check(profile: Profile, cases: &[Case<'_>]) {
    for (tags, wanted) in cases {
        assert_eq!(speeds(profile, tags), *wanted, "{profile:?} {tags:?}");
    }
}

#[test]
fn on_foot() {
    let (open, closed) = ((5.0, 5.0), (0.0, 0.0));
    check(
        Profile::Foot,
        &[
            (&[("highway", "residential")], open),
            (&[("highway", "residential"), ("oneway", "yes")], open),
            (&[("highway", "primary_link")], open),
            (&[("highway", "footway")], open),
            (&[("highway", "cycleway")], open),
            (&[("highway", "steps")], open),
            (&[("highway", "motorway")], closed),
            (&[("highway", "trunk"), ("motorroad", "yes")], closed),
            (&[("highway", "motorway"), ("access", "yes")], closed),
            (&[("highway", "motorway"), ("foot", "yes")], open),
            (&[("highway", "construction"), ("foot", "yes")], closed),
            (&[("highway", "residential"), ("foot", "no")], closed),
            (&[("highway", "service"), ("access", "private")], closed),
            (&[("highway", "service"), ("access", "private"), ("foot", "permissive")], open),
            (&[("highway", "service"), ("access", "destination")], open),
            (&[("highway", "path"), ("sac_scale", "mountain_hiking")], open),
            (&[("highway", "path"), ("sac_scale", "alpine_hiking")], closed),
            (&[("highway", "footway"), ("oneway:foot", "yes")], (5.0, 0.0)),
            (&[("railway", "rail")], closed),
        ],
    );
}

#[test]
fn by_e_bike() {
    let (ride, push, closed) = ((15.0, 15.0), (4.0, 4.0), (0.0, 0.0));
    check(
        Profile::Ebike,
        &[
            (&[("highway", "residential")], ride),
            (&[("highway", "cycleway")], ride),
            (&[("highway", "track")], (10.0, 10.0)),
            (&[("highway", "unclassified"), ("surface", "gravel")], (10.0, 10.0)),
            (&[("highway", "residential"), ("oneway", "yes")], (15.0, 4.0)),
            (&[("highway", "residential"), ("oneway", "-1")], (4.0, 15.0)),
            (&[("highway", "residential"), ("oneway", "yes"), ("oneway:bicycle", "no")], ride),
            (&[("highway", "residential"), ("oneway", "yes"), ("cycleway", "opposite_lane")], ride),
            (&[("highway", "tertiary"), ("junction", "roundabout")], (15.0, 4.0)),
            (&[("highway", "footway")], push),
            (&[("highway", "footway"), ("bicycle", "yes")], ride),
            (&[("highway", "pedestrian"), ("bicycle", "dismount")], push),
            (&[("highway", "path"), ("bicycle", "no")], push),
            (&[("highway", "steps")], closed),
            (&[("highway", "motorway")], closed),
            (&[("highway", "residential"), ("access", "no")], closed),
            (&[("highway", "residential"), ("access", "no"), ("bicycle", "yes")], ride),
        ],
    );
}

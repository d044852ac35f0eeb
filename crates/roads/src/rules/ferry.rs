//! Ferries (wiki, "Tag:route=ferry"): a way that carries whoever is allowed on board. The wait at
//! the landing is in no tag and in no time.

use super::{SPEED_LIMIT, Travel, access};
use crate::Tags;

/// 5 km/h where no `duration` tells, as in OSRM's profiles for foot and bicycle.
const CROSSING: u16 = 50;

/// How a ferry may be used by whom the first of `keys` speaks of; open where none is tagged.
pub(super) fn travel(tags: &Tags, keys: &[&str]) -> Travel {
    if access(tags, keys) == Some(false) {
        return Travel::CLOSED;
    }
    match tags.get("oneway") {
        Some("yes" | "1" | "true") => Travel { forward: CROSSING, backward: 0 },
        Some("-1" | "reverse") => Travel { forward: 0, backward: CROSSING },
        _ => Travel::both(CROSSING),
    }
}

/// The speed at which a ferry of `metres` keeps its `duration`; `None` where it has none.
pub(crate) fn speed(tags: &Tags, metres: f64) -> Option<u16> {
    let seconds = seconds(tags.get("duration")?)?;
    let tenths_of_km_h = metres / f64::from(seconds) * 36.0;
    Some((tenths_of_km_h.round() as u16).clamp(1, SPEED_LIMIT))
}

/// Wiki, "Key:duration": `mm`, `hh:mm`, `hh:mm:ss`, or ISO 8601 (`PT1H30M`).
fn seconds(duration: &str) -> Option<u32> {
    let total = match duration.strip_prefix("PT") {
        Some(parts) => iso_seconds(parts)?,
        None => {
            let fields: Vec<u32> =
                duration.split(':').map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
            match fields[..] {
                [minutes] => minutes.checked_mul(60)?,
                [hours, minutes] => in_seconds(hours, minutes, 0)?,
                [hours, minutes, seconds] => in_seconds(hours, minutes, seconds)?,
                _ => return None,
            }
        }
    };
    (total > 0).then_some(total)
}

fn iso_seconds(parts: &str) -> Option<u32> {
    let mut total = 0_u32;
    for part in parts.split_inclusive(['H', 'M', 'S']) {
        let (number, unit) = part.split_at_checked(part.len().checked_sub(1)?)?;
        let number: u32 = number.parse().ok()?;
        let seconds = match unit {
            "H" => in_seconds(number, 0, 0)?,
            "M" => in_seconds(0, number, 0)?,
            "S" => number,
            _ => return None,
        };
        total = total.checked_add(seconds)?;
    }
    Some(total)
}

fn in_seconds(hours: u32, minutes: u32, seconds: u32) -> Option<u32> {
    hours.checked_mul(60)?.checked_add(minutes)?.checked_mul(60)?.checked_add(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read_as_mappers_write_them() {
        let cases = [
            ("15", Some(900)),
            ("00:15", Some(900)),
            ("01:30:05", Some(5_405)),
            ("PT1H30M", Some(5_400)),
            ("PT45S", Some(45)),
            ("0", None),
            ("soon", None),
            ("1:2:3:4", None),
            ("PT", None),
            ("PT5", None),
            ("99999999:00", None),
        ];
        for (text, wanted) in cases {
            assert_eq!(seconds(text), wanted, "{text}");
        }
    }

    #[test]
    fn a_kilometre_in_a_quarter_of_an_hour_is_four_km_h() {
        let tags = |duration| Tags::from_iter([("route", "ferry"), ("duration", duration)]);
        assert_eq!(speed(&tags("00:15"), 1_000.0), Some(40));
        assert_eq!(speed(&tags("00:00:01"), 100_000.0), Some(SPEED_LIMIT));
        assert_eq!(speed(&tags("?"), 1_000.0), None);
    }
}

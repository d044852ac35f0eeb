//! Checklist: questions at a door, each bound to a declared fact of the dwelling.
//!
//! A question cannot be about a person, because there is no fact of a person to bind it to.
//! Texts are in `app::words`.

use crate::finding::Category;
use crate::property::PropertyKind;

/// A fact of a dwelling or its property that a visitor can see without asking about anyone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    /// The way out is free and unlocked.
    EscapeRoute,
    /// No e-bike is charged indoors or on the stairs.
    IndoorCharging,
    /// Wires and sockets are whole and not overloaded.
    Wiring,
    /// Stove, hose and water heater; the flue leads outside.
    GasAndFlue,
    /// Walls, ceilings, balconies.
    Structure,
    /// No room without a window, no added partition, no cellar or kitchen slept in.
    Subdivision,
    /// Water, drains, waste.
    Sanitation,
    /// Extinguishers and alarms of a lodging.
    FireEquipment,
    /// The undertaking of the operator hangs on the wall and is in date.
    Undertaking,
    /// Gangway, mooring and life-saving equipment of a berth.
    Mooring,
}

/// A published question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Stable key, as answers carry it.
    pub key: &'static str,
    /// The fact it is bound to.
    pub fact: Fact,
    /// What a finding from it is about.
    pub category: Category,
}

const fn ask(key: &'static str, fact: Fact, category: Category) -> Question {
    Question { key, fact, category }
}

const ESCAPE_ROUTE: Question = ask("escape_route", Fact::EscapeRoute, Category::Fire);
const INDOOR_CHARGING: Question = ask("indoor_charging", Fact::IndoorCharging, Category::Fire);
const WIRING: Question = ask("wiring", Fact::Wiring, Category::Fire);
const GAS_AND_FLUE: Question = ask("gas_and_flue", Fact::GasAndFlue, Category::GasAndCo);
const STRUCTURE: Question = ask("structure", Fact::Structure, Category::Structure);
const SUBDIVISION: Question = ask("subdivision", Fact::Subdivision, Category::Overcrowding);
const SANITATION: Question = ask("sanitation", Fact::Sanitation, Category::Sanitation);
const FIRE_EQUIPMENT: Question = ask("fire_equipment", Fact::FireEquipment, Category::Fire);
const UNDERTAKING: Question = ask("undertaking", Fact::Undertaking, Category::Papers);
const MOORING: Question = ask("mooring", Fact::Mooring, Category::Structure);

const FLAT: &[Question] = &[ESCAPE_ROUTE, INDOOR_CHARGING, WIRING, GAS_AND_FLUE, SUBDIVISION, SANITATION];
const RURAL_HOUSE: &[Question] =
    &[ESCAPE_ROUTE, INDOOR_CHARGING, WIRING, GAS_AND_FLUE, STRUCTURE, SUBDIVISION, SANITATION];
const LODGING: &[Question] =
    &[ESCAPE_ROUTE, INDOOR_CHARGING, WIRING, FIRE_EQUIPMENT, SUBDIVISION, SANITATION, UNDERTAKING];
const BERTH: &[Question] = &[ESCAPE_ROUTE, WIRING, GAS_AND_FLUE, MOORING, SANITATION];

/// The questions for a property of `kind`, in the order asked; at most seven, because someone
/// stands at the door.
pub fn questions(kind: PropertyKind) -> &'static [Question] {
    match kind {
        PropertyKind::Flat => FLAT,
        PropertyKind::RuralHouse => RURAL_HOUSE,
        PropertyKind::EmployerDormitory | PropertyKind::WorksiteLodging | PropertyKind::VenueLodging => {
            LODGING
        }
        PropertyKind::InlandBerth => BERTH,
        PropertyKind::PortBerth | PropertyKind::Hotel => &[],
    }
}

/// The published question of this key.
pub fn question(key: &str) -> Option<&'static Question> {
    PropertyKind::ALL.iter().flat_map(|kind| questions(*kind)).find(|question| question.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Matter;

    #[test]
    fn no_question_leads_to_a_need_and_every_planned_kind_has_some() {
        for kind in PropertyKind::ALL {
            assert_eq!(questions(kind).is_empty(), !kind.is_planned());
            assert!(
                questions(kind)
                    .iter()
                    .all(|q| matches!(q.category.matter(), Matter::Physical | Matter::Papers))
            );
        }
    }

    #[test]
    fn a_key_means_one_question() {
        for question in PropertyKind::ALL.iter().flat_map(|kind| questions(*kind)) {
            assert_eq!(super::question(question.key), Some(question));
        }
        assert_eq!(super::question("where_from"), None);
    }
}

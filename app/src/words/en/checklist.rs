use crate::words::checklist::QuestionText;

pub fn text(key: &str) -> Option<QuestionText> {
    let (ask, look) = match key {
        "escape_route" => ("The way out", "Nothing blocks it; the door opens from inside."),
        "indoor_charging" => ("E-bike charging", "No bike or battery is charged indoors or on the stairs."),
        "wiring" => ("Wires and sockets", "No bare wires; no chained or hot sockets."),
        "gas_and_flue" => ("Gas and water heater", "The hose is sound; the flue leads outside."),
        "structure" => ("Walls, ceiling, balcony", "No new cracks, no leaning, nothing falling."),
        "subdivision" => (
            "Rooms people sleep in",
            "No windowless partitions; nobody sleeps in kitchen, balcony or cellar.",
        ),
        "sanitation" => ("Water, drains, waste", "Water runs, drains work, waste is taken away."),
        "fire_equipment" => ("Extinguishers and alarms", "In place, in date, and people know where."),
        "undertaking" => ("Safety undertaking", "It hangs on the wall and is in date."),
        "mooring" => ("Gangway, mooring, life-saving", "Firm gangway, sound ropes, enough life rings."),
        _ => return None,
    };
    Some(QuestionText { ask, look })
}

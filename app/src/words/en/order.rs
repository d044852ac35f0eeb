use crate::words::order::Order;

pub static ORDER: Order = Order {
    title: "New order",
    lead: "The rest of the day is put in order on this phone, also without a network. Agreed hours and joint visits keep their time.",
    home_by: "Back by",
    from_here: "From where I am",
    from_last: "From the last door",
    searching: "Looking for the best order…",
    nothing_left: "Every door of today is done.",
    no_position: "Your position was not found. Begin from the last door, or try outdoors.",
    no_roads: "The ways of this round are not on the phone yet. They come by themselves once it is online.",
    failed: "No order was found; the planned one stays.",
    found: "The new order",
    take: "Take this order",
    as_planned: "Back to the planned order",
    left_out: "No time for these",
    left_out_stays: "They stay owed and come last on the list.",
    back_at: |time| format!("Back at {time}"),
};

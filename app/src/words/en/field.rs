use crate::words::field::Words;
use chrono::Datelike;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn duration(minutes: i64) -> String {
    match (minutes / 60, minutes % 60) {
        (0, m) => format!("{m} min"),
        (h, 0) => format!("{h} h"),
        (h, m) => format!("{h} h {m} min"),
    }
}

fn count(n: usize, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

fn door(mark: &str) -> String {
    mark.to_owned()
}

pub const WORDS: Words = Words {
    app: "Rounds",
    app_line: "At every door, for safe homes",
    account: "Account",
    password: "Password",
    new_password: "New password (at least 10 characters)",
    sign_in: "Sign in",
    signing_in: "Signing in…",
    no_answer: "The server did not answer. Check the network and try again.",
    today: "Today",
    map: "Map",
    decisions: "Replies",
    me: "Me",
    tabs: "Main",
    back: "Back",
    all_received: "All received",
    sign_in_again: "Sign in again",
    urgent_not_received: "The urgent report has not arrived. Please call.",
    no_duty_phone: "Call the officer on duty at your station.",
    progress: "Progress today",
    from_phone: "No network. This is what the phone has saved.",
    no_round: "No round is planned for you today.",
    no_round_offline: "No network, and no round saved on this phone.",
    ask_again: "Ask again",
    next: "Next",
    late: "Late",
    unfinished: "Unfinished",
    not_listed: "This door is not listed",
    new_order: "New order",
    is_reordered: "In the order you chose.",
    ahead: "Coming days",
    ahead_may_change: "As planned so far; every morning may change it.",
    none_ahead: "No coming days here yet. They come with the network.",
    whole_house: "Whole house",
    stop_gone: "This door is no longer in today’s round.",
    why: "Why today",
    planned: "Planned for",
    last_visit: "Last visit",
    never_visited: "Not visited yet",
    household: "Household",
    empty_dwelling: "Empty",
    open_findings: "Still open",
    none: "None",
    together_with: "Together with",
    navigate: "Amap",
    other_map: "Other map",
    more: "More",
    skip: "Skip",
    moved: "Moved in or out",
    go_on: "Go on with this visit",
    check_in: "Check in",
    phone: "Phone",
    phone_what_for: "What for? Each look at a number is logged.",
    asking: "Asking…",
    contact_needs_network: "Numbers are not kept on the phone. A network is needed.",
    scan_label: "Scan the door label",
    point_at_label: "Point at the code on the door label",
    no_camera: "The camera does not open. Type the code or use the position.",
    typed_code: "6 characters on the label",
    other_door: "This label belongs to another door. Check the door.",
    no_door_code: "Not a door code. Look at the label and try again.",
    finding_position: "Finding the position…",
    no_position: "No position at the moment",
    position_not_allowed: "Position is not allowed on this phone",
    cannot_check_in: "Neither works…",
    how_did_it_go: "How did it go?",
    not_there: "Cannot reach or find",
    letter_left: "A letter was left at the door",
    declining_is_a_right: "Declining is the household’s right and has no consequence.",
    consent_ask: "What does the household say?",
    consent_say: "“Hello, we look at fire and gas safety in homes. You may let us in, talk at the door, or decline. Each is fine.”",
    question_before: "Previous",
    before_leaving: "Before you leave",
    add_finding: "Add a finding",
    finish_visit: "Finish the visit",
    what_is_it: "What is it about?",
    needs_heading: "Someone needs help…",
    how_serious: "How serious?",
    report_urgent: "Report now",
    keep_finding: "Keep",
    note_last_resort: "Note (things only: no names, no numbers)",
    need_is_restricted: "Only you, the reviewing officer and the department can read it. No photo, no names.",
    person_agrees: "The person agrees to ask for help",
    take_photo: "Take a photo",
    take_away: "Remove",
    no_people_in_photos: "Photograph the hazard, never people.",
    visit_saved: "Visit saved on this phone and being sent",
    show_notice: "Let the household scan its notice",
    notice_qr: "Code of the notice",
    second_secret: "Tell the household, or hand it over on paper",
    secret_once: "Shown only here. With it the household reads the record, corrects or appeals.",
    saved_here: "Saved on this phone; sent when there is a network.",
    round_over: "Back to today",
    correct: "Correct this record",
    first_record: "First record:",
    first_stays: "The first record stays; both can be seen.",
    why_skip: "Why skip it?",
    skip_stays_owed: "It stays owed and is planned again.",
    moved_in: "A household moved in",
    moved_out: "The household moved out",
    nothing_follows: "Its record ends here. Nothing follows the household.",
    adults: "Adults",
    children: "Children",
    one_less: "One less",
    one_more: "One more",
    property: "Which property",
    other_property: "Another one, not on today’s list",
    village: "Village",
    address: "Address",
    kind: "Kind",
    door_mark: "Door mark",
    stands_empty: "Stands empty",
    count_only: "Only a count: no names, no papers.",
    register: "Register",
    save_outbox: "It cannot be sent at all?",
    save_outbox_for: "Save what is not sent as a file and hand it to the office, which takes it in. It is sealed: the station alone reads it. Photos are not in it. On the phone it stays until its receipt comes.",
    save_as_file: "Save as a file",
    outbox: "What is sent",
    all_received_long: "The server has received every record.",
    not_enrolled: "This phone must sign in again. Every record is still here.",
    sending: "Sending…",
    waits_for_network: "The server does not answer. It is tried again by itself.",
    will_send: "Will be sent at once.",
    send_now: "Send now",
    send_again: "Send again",
    was_asked_for: "The household asked for it: send again so",
    stays_here: "Records without a receipt stay on this phone, also after signing out.",
    not_saved: "Not saved",
    no_decisions: "No replies yet. Decisions on what you reported appear here.",
    language: "Language",
    type_size: "Type size",
    size_normal: "Normal",
    size_large: "Large",
    colours: "Display",
    theme_system: "As the phone",
    theme_sun: "Sunlight",
    theme_dark: "Dark",
    sign_out: "Sign out",
    sign_out_everywhere: "Sign out everywhere",
    everywhere_needs_network: "Signing out other devices needs a network.",
    map_failed: "The map did not load. Use the list.",
    map_limited: "This station is large: without a network its map is coarse.",
    where_am_i: "Where am I",
    change: "Another…",
    discard: "Discard this unfinished visit",
    check_phone: "Check this phone’s storage",
    phone_keeps: "The storage works: what is written is there, once.",
    phone_fails: "This phone’s storage cannot be relied on. Use another phone and tell your administrator.",
    date: |day| format!("{} {} {}", day.weekday(), day.day(), MONTHS[day.month0() as usize]),
    wrong_clock: |minutes| {
        let way = if minutes > 0 { "fast" } else { "slow" };
        let minutes = minutes.abs();
        format!(
            "This phone's clock is {minutes} min {way}. Records are corrected; set the time to automatic in the phone's settings."
        )
    },
    little_space: |mb| {
        format!(
            "Only {mb} MB are left on this phone; photos may not fit. Delete something of other apps, or send what waits first."
        )
    },
    day: |day| day.to_string(),
    period: |from, to| {
        format!(
            "due {} {} to {} {}",
            from.day(),
            MONTHS[from.month0() as usize],
            to.day(),
            MONTHS[to.month0() as usize]
        )
    },
    door,
    go_next: |door| format!("Next door: {door}"),
    day_left: |done, all, minutes| format!("{done}/{all} visited · about {} left", duration(minutes)),
    day_done: |all| format!("All {all} doors are done"),
    property_note: |doors, walk| {
        let doors = count(doors, "door");
        if walk == 0 { doors } else { format!("{doors} · {walk} min away") }
    },
    agreed: |hours| match hours {
        Some(hours) => format!("· agreed with the household: {hours}"),
        None => "· agreed with the household".into(),
    },
    people: |adults, children| {
        if children == 0 {
            count(adults.into(), "adult")
        } else {
            format!(
                "{}, {}",
                count(adults.into(), "adult"),
                if children == 1 { "1 child".into() } else { format!("{children} children") }
            )
        }
    },
    to_send: |n| format!("{n} to send"),
    need_care: |n| format!("{n} need care"),
    urgent_waits: |n| format!("{n} urgent not sent"),
    call_duty: |number| format!("Call the duty officer {number}"),
    check_in_here: |metres| format!("Check in by position (±{} m)", metres.round() as i64),
    recorded: |what| format!("Recorded: {what}"),
    is_gone: |what| format!("The earlier finding is gone: {what}"),
    findings_now: |n| {
        if n == 0 { "No findings this time.".into() } else { format!("{} this time.", count(n, "finding")) }
    },
    straight_to: |department| format!("As the person wishes, straight to {department}, without police"),
    photo_size: |n, kb| format!("Photo {n} · {kb} KB"),
    moved_in_today: |day| format!("Moved in on {} {}", day.day(), MONTHS[day.month0() as usize]),
    moved_out_today: |day| format!("Moved out on {} {}", day.day(), MONTHS[day.month0() as usize]),
};

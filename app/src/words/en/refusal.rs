pub fn said(rule: &str) -> &'static str {
    match rule {
        "identity_number" => "It keeps no identity, card or passport numbers and checks no identity.",
        "search_by_person" => "It finds addresses, door marks and organisations, never persons.",
        "export_of_contacts" => "Contacts, headcounts, outcomes and texts leave in no file.",
        "comparison" => "It compares with no other database and answers no enquiry about a person.",
        "sweep" => "A joint visit follows one accepted flag of one dwelling, never a list or an area.",
        "reward_for_reports" => "Nobody is counted, ranked or paid for reports or flags.",
        "tracking" => "It keeps no movements: a position once, at a check-in.",
        "class_without_ground" => {
            "C needs an open, serious hazard that an officer has confirmed lately; A needs quiet visits and papers."
        }
        "own_appeal" => "An appeal is answered outside its police station, never by who gave the class.",
        _ => "Its rules refuse it.",
    }
}

//! What can be wrong with a cell or a row of an imported file. The text in both languages is
//! `app::words::fault`.

/// One kind of fault. [`Fault::code`] is stable: it is what `--json` calls `problem`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is named for its text in app::words::fault")]
pub enum Fault {
    // The file as a whole
    FileEmpty,
    FileTooLarge {
        limit_mb: u64,
    },
    FileNotUtf8,
    FileUtf16,
    FileUnreadable,
    FileUnpacksTooLarge {
        limit_mb: u64,
    },
    SheetsMany {
        names: String,
    },
    RowsNone,
    RowsTooMany {
        limit: usize,
    },

    // The header
    ColumnMissing,
    ColumnUnknown {
        nearest: Option<&'static str>,
    },
    ColumnTwice,
    /// Rounds stores no such thing about a person.
    ColumnRefused,

    // Any cell
    CellCount {
        expected: usize,
        found: usize,
    },
    CellNotUtf8,
    CellControl,
    CellFormula,
    CellError,
    TooLong {
        limit: usize,
    },
    IdentityNumber,
    CardNumber,

    // Areas
    CodeMissing,
    CodeDigits {
        digits: usize,
    },
    CodeForeign {
        parent: String,
    },
    CodeTwice,
    TownUnknown {
        code: String,
    },
    NameMissing,

    // Place
    VillageMissing,
    VillageMalformed,
    VillageUnknown,
    VillageNameMissing,
    VillageNameDiffers {
        other: String,
    },
    PropertyMissing,
    PropertyRegistered {
        column: &'static str,
    },
    PropertyDiffers {
        row: usize,
        column: &'static str,
    },
    KindMissing,
    KindUnknown,
    NumberBad,
    PositionHalf,
    PositionOutOfRange,
    PositionSwapped,
    PositionZero,
    PositionFar {
        km: u32,
    },
    PositionOffMap {
        km: u32,
    },
    PositionMissing,
    AddressAmbiguous {
        places: usize,
    },

    // Dwelling
    DoorTwice {
        row: usize,
    },
    DoorRegistered {
        column: &'static str,
    },
    ClassUnknown,
    ReasonMissing,
    ReasonAboutPerson {
        part: String,
    },
    PapersNotInOrder,
    PapersMalformed,
    PaperUnknown {
        paper: String,
    },
    PaperTwice {
        paper: String,
    },
    PaperStateUnknown {
        state: String,
    },

    // Household
    CountBad,
    CountNegative,
    CountTooLarge {
        limit: u16,
    },
    ChildrenAlone,
    ContactWithoutHousehold,
    ContactNameBad,
    PhoneMissing,
    PhoneBad,
}

impl Fault {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::FileEmpty => "file_empty",
            Self::FileTooLarge { .. } => "file_too_large",
            Self::FileNotUtf8 => "file_not_utf8",
            Self::FileUtf16 => "file_utf16",
            Self::FileUnreadable => "file_unreadable",
            Self::FileUnpacksTooLarge { .. } => "file_unpacks_too_large",
            Self::SheetsMany { .. } => "sheets_many",
            Self::RowsNone => "rows_none",
            Self::RowsTooMany { .. } => "rows_too_many",
            Self::ColumnMissing => "column_missing",
            Self::ColumnUnknown { .. } => "column_unknown",
            Self::ColumnTwice => "column_twice",
            Self::ColumnRefused => "column_refused",
            Self::CellCount { .. } => "cell_count",
            Self::CellNotUtf8 => "cell_not_utf8",
            Self::CellControl => "cell_control",
            Self::CellFormula => "cell_formula",
            Self::CellError => "cell_error",
            Self::TooLong { .. } => "too_long",
            Self::IdentityNumber => "identity_number",
            Self::CardNumber => "card_number",
            Self::CodeMissing => "code_missing",
            Self::CodeDigits { .. } => "code_digits",
            Self::CodeForeign { .. } => "code_foreign",
            Self::CodeTwice => "code_twice",
            Self::TownUnknown { .. } => "town_unknown",
            Self::NameMissing => "name_missing",
            Self::VillageMissing => "village_missing",
            Self::VillageMalformed => "village_malformed",
            Self::VillageUnknown => "village_unknown",
            Self::VillageNameMissing => "village_name_missing",
            Self::VillageNameDiffers { .. } => "village_name_differs",
            Self::PropertyMissing => "property_missing",
            Self::PropertyDiffers { .. } => "property_differs",
            Self::PropertyRegistered { .. } => "property_registered",
            Self::KindMissing => "kind_missing",
            Self::KindUnknown => "kind_unknown",
            Self::NumberBad => "number_bad",
            Self::PositionHalf => "position_half",
            Self::PositionOutOfRange => "position_out_of_range",
            Self::PositionSwapped => "position_swapped",
            Self::PositionZero => "position_zero",
            Self::PositionFar { .. } => "position_far",
            Self::PositionOffMap { .. } => "position_off_map",
            Self::PositionMissing => "position_missing",
            Self::AddressAmbiguous { .. } => "address_ambiguous",
            Self::DoorTwice { .. } => "door_twice",
            Self::DoorRegistered { .. } => "door_registered",
            Self::ClassUnknown => "class_unknown",
            Self::ReasonMissing => "reason_missing",
            Self::ReasonAboutPerson { .. } => "reason_about_person",
            Self::PapersNotInOrder => "papers_not_in_order",
            Self::PapersMalformed => "papers_malformed",
            Self::PaperUnknown { .. } => "paper_unknown",
            Self::PaperTwice { .. } => "paper_twice",
            Self::PaperStateUnknown { .. } => "paper_state_unknown",
            Self::CountBad => "count_bad",
            Self::CountNegative => "count_negative",
            Self::CountTooLarge { .. } => "count_too_large",
            Self::ChildrenAlone => "children_alone",
            Self::ContactWithoutHousehold => "contact_without_household",
            Self::ContactNameBad => "contact_name_bad",
            Self::PhoneMissing => "phone_missing",
            Self::PhoneBad => "phone_bad",
        }
    }
}

/// Something to know about an accepted row; it stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// A hotel's lodging entry counts as registration: it is kept and never planned.
    HotelNotPlanned,
    /// A port berth is another authority's: it is kept and never planned.
    PortBerthNotPlanned,
    /// The village goes by another name in the list of areas, which stays.
    VillageKnownAs {
        /// The name as listed.
        name: String,
    },
    /// Class A with papers not stated: the first review decides.
    PapersNotStated,
    /// No station serves the village yet: the property waits for one.
    NoStationYet,
}

impl Remark {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::HotelNotPlanned => "hotel_not_planned",
            Self::PortBerthNotPlanned => "port_berth_not_planned",
            Self::VillageKnownAs { .. } => "village_known_as",
            Self::PapersNotStated => "papers_not_stated",
            Self::NoStationYet => "no_station_yet",
        }
    }
}

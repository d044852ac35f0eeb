use crate::words::label::Words;

pub static WORDS: Words = Words {
    title: "Door labels",
    count: |count| format!("{count} labels, A4, print at actual size"),
    advice: "One for each dwelling, on the door frame. A lost or damaged one is replaced singly; the old code is dead at once.",
    empty: "Nothing to print. Import a register first.",
    purpose: "Visitors scan this to check in",
};

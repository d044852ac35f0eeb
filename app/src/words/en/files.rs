use crate::words::files::Files;

pub static FILES: Files = Files {
    find: "Find",
    sought: "Address, door or file number",
    hint: "Chinese, pinyin or initials",
    none_held: "The station's files are not on the phone yet. They come by themselves once it is online.",
    none_found: "Nothing found. Try another word, or a part of it.",
    failed: "The search failed. Try once more.",
    clear: "Clear",
    label: "File number",
    correct: "Correct the file",
    two_values: "(different values, an officer chooses)",
    today: "On today's round",
    gone: "This dwelling is no longer with this station.",
    count: |n| if n == 1 { "1 dwelling".to_owned() } else { format!("{n} dwellings") },
    more: |n| format!("Show more ({n} left)"),
};

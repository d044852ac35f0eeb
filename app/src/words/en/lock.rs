use crate::words::lock::Lock;

pub static LOCK: Lock = Lock {
    choose: "Choose a PIN for this phone",
    choose_lead: "What is yours on this phone is encrypted with it, and it unlocks the phone without a network. At least 6 digits. If you forget it, you sign in and download again.",
    pin: "PIN",
    again: "Once more",
    too_short: "At least 6 digits.",
    too_easy: "Too easy to guess. Choose another.",
    not_the_same: "The two are not the same.",
    keep: "Set PIN",
    keeping: "Setting…",
    unlock: "Unlock",
    unlocking: "Unlocking…",
    who: "Who uses this phone",
    someone_else: "Someone else signs in",
    forgotten: "Forgotten PIN",
    forgotten_lead: "Sign in with your account and choose a new PIN. Records that are not sent yet are not lost; drafts and what was downloaded are erased.",
    wiped: "Too many wrong tries: what was yours on this phone is erased. Records that are not sent yet still go out. Sign in again.",
    hand_over: "Lock or hand over",
    failed: "That did not work. Try once more.",
    wrong: |left| {
        let tries =
            if left == 1 { "1 more wrong try".to_owned() } else { format!("{left} more wrong tries") };
        format!("Wrong PIN. After {tries} what is on this phone is erased.")
    },
    wait: |seconds| {
        if seconds < 60 {
            format!("Wait {seconds} seconds.")
        } else {
            format!("Wait {} minutes.", (seconds + 59) / 60)
        }
    },
};

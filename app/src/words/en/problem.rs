use super::common::duration;
use crate::words::problem::ProblemText;
use domain::problem::Problem;

/// A wait of seconds, long ones to the minute.
fn wait(seconds: u64) -> String {
    if seconds < 120 {
        format!("{seconds} seconds")
    } else {
        duration(i64::try_from(seconds).unwrap_or(i64::MAX))
    }
}

pub fn text(problem: &Problem) -> ProblemText {
    let (title, detail) = match problem {
        Problem::SignInRefused => ("Sign-in refused", "Name or password is wrong. Ask your administrator for a new one-time password if you have forgotten yours.".into()),
        Problem::TooManyTries { seconds } => ("Too many tries", format!("Wait {}, then try again.", wait(*seconds))),
        Problem::PasswordMustChange => ("Choose your own password", "This one-time password opens nothing else. Choose a new one first.".into()),
        Problem::PasswordWeak => ("Password too weak", "Use at least 10 characters that are not a common password and not your name.".into()),
        Problem::NotSignedIn => ("Not signed in", "Sign in again. What is saved on this phone stays.".into()),
        Problem::NotAllowed => ("Not allowed", "Your role or area does not include this. Ask your supervisor if it should.".into()),
        Problem::NotFound => ("Not found", "It does not exist or is outside your area.".into()),
        Problem::DeviceUnknown => ("Phone unknown", "This phone is not enrolled any more. Sign in to enrol it; what is unsent stays on it.".into()),
        Problem::ForeignOrigin => ("Request refused", "It does not come from this site. Open Rounds by its own address.".into()),
        Problem::Malformed { place } => ("Cannot be read", format!("Check this part: {place}.")),
        Problem::TooLarge { limit } => ("Too large", format!("At most {limit} bytes at once. Send it in parts.")),
        Problem::PackTooLarge { files, most } => ("Too many files for a phone", format!("This station has {files} files, a phone holds {most}. The round works all the same; ask your supervisor to divide the station.")),
        Problem::Conflict => ("Changed by someone else", "Load it again and look at what changed before you repeat.".into()),
        Problem::RecordDiffers => ("Record differs", "A record with the same number came before with other content. Correct it on the phone and send the correction.".into()),
        Problem::CeilingReached => ("Visited enough", "This household was contacted already in these ten days. Come back in the next.".into()),
        Problem::InvalidTransition => ("Not possible now", "This step does not follow from where the matter stands. Load it again.".into()),
        Problem::SecondOfficerNeeded => ("Second officer needed", "A serious matter is closed by an officer other than the one who accepted it.".into()),
        Problem::OtherVisitorNeeded => ("Someone else must verify", "A visit of someone other than who reported it remedied shows that it is.".into()),
        Problem::TextRefused { part } => ("Text refused", format!("Take out \"{part}\": no names, numbers or attributes of persons. Describe the thing.")),
        Problem::RefusedByRule { rule } => ("Rounds does not do this", format!("Its rules refuse it ({rule}).")),
        Problem::MapUnreadable { file } => ("Map file cannot be read", format!("Check the name and the rights of {file}. The map in use stays.")),
        Problem::MapEmpty { file } => ("Map file is empty", format!("Download {file} again: it holds nothing. The map in use stays.")),
        Problem::MapForeign { file } => ("Not a map file", format!("{file} is no OpenStreetMap extract. Take one that ends in .osm.pbf, .osm or .osm.gz. The map in use stays.")),
        Problem::MapDamaged { file, place } => ("Map file is damaged", format!("{file} is cut off or broken at {place}. Download it again. The map in use stays.")),
        Problem::MapTooLarge { file, limit } => ("Map file is too large", format!("{file} unfolds to more than {limit} bytes in one piece, which no extract does. Take it from its publisher again. The map in use stays.")),
        Problem::MapWithoutWays { file } => ("Map without roads", format!("{file} has no road or path that one may use. Take an extract with all its data. The map in use stays.")),
        Problem::Internal => ("Something failed", "Nothing was lost. Try again; if it repeats, give your administrator the number of this request.".into()),
    };
    ProblemText { title, detail }
}

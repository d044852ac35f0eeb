//! What whoever starts the server is told: where it is, and how to sign in.

use crate::sample::{self, STAFF_FILE};
use crate::state::AppState;
use crate::store::{StoreError, user};
use domain::Lang;

/// How the first person gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Door {
    /// Nobody has an account.
    NoAccount,
    /// The sample's accounts, with passwords in a file.
    Sample,
    /// Accounts of their own.
    Accounts,
}

/// Says it on stderr.
pub async fn greet(state: &AppState, lang: Lang) -> Result<(), StoreError> {
    let url = &state.config.public_url;
    let staff = state.config.data.join(STAFF_FILE);
    eprintln!("{}", text(lang, url.as_str(), door(state).await?, &staff.display().to_string()));
    if state.config.clock_stands_still {
        eprintln!("*** TEST CLOCK: the time stands still at {} ***", state.clock.now().to_rfc3339());
    }
    Ok(())
}

async fn door(state: &AppState) -> Result<Door, StoreError> {
    let mut reader = state.store.reader().await?;
    let is_sample = sample::mark(&mut reader).await?.is_some();
    Ok(match (user::all(&mut reader).await?.is_empty(), is_sample) {
        (true, _) => Door::NoAccount,
        (false, true) => Door::Sample,
        (false, false) => Door::Accounts,
    })
}

fn text(lang: Lang, url: &str, door: Door, staff: &str) -> String {
    let address = match lang {
        Lang::ZhCn => format!("走访已启动：{url}\n办公登录 {url}sign-in · 手机 {url}field"),
        Lang::En => format!("Rounds is at {url}\nDesk: {url}sign-in · phone: {url}field"),
    };
    let how = match (lang, door) {
        (_, Door::Accounts) => return address,
        (Lang::ZhCn, Door::NoAccount) => {
            "还没有账号？rounds user add --name … --role administrator，或先装样例 rounds sample。".to_owned()
        }
        (Lang::En, Door::NoAccount) => {
            "No account yet? rounds user add --name … --role administrator, or load the sample: rounds sample."
                .to_owned()
        }
        (Lang::ZhCn, Door::Sample) => {
            format!("样例账号和密码在 {staff}；忘了就用 rounds sample --reset-passwords 重设。")
        }
        (Lang::En, Door::Sample) => {
            format!("The sample's accounts and passwords: {staff}; new ones: rounds sample --reset-passwords.")
        }
    };
    format!("{address}\n{how}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_door_has_its_own_words() {
        let said = |lang, door| text(lang, "http://127.0.0.1:8080/", door, "data/sample-staff.txt");
        for lang in [Lang::ZhCn, Lang::En] {
            assert!(said(lang, Door::NoAccount).contains("rounds user add"));
            assert!(said(lang, Door::Sample).contains("data/sample-staff.txt"));
            assert_eq!(said(lang, Door::Accounts).lines().count(), 2);
        }
    }
}

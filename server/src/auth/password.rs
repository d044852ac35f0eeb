//! Passwords: Argon2id with OWASP's minimum (19 MiB, two passes, one lane), a list of common ones,
//! and one-time passwords.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::problem::Problem;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};
use tokio::sync::Semaphore;

/// OWASP Password Storage Cheat Sheet: Argon2id, 19 MiB, t = 2, p = 1.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// NIST SP 800-63B asks for 8; a phone in the street is worth two more.
const SHORTEST: usize = 10;
/// Long enough for any sentence, short enough to hash at once.
const LONGEST: usize = 256;
/// Each hash takes 19 MiB: more at once would let strangers fill the memory.
const AT_ONCE: usize = 4;

static COMMON: &str = include_str!("common_passwords.txt");

/// Checked in place of an account that does not exist, so that both answers take the same time.
static DECOY: LazyLock<Option<String>> = LazyLock::new(|| hash_now("no account has this password").ok());

/// A failure of the hash function itself.
#[derive(Debug, thiserror::Error)]
#[error("password hash: {0}")]
pub struct HashError(String);

/// Hashes and checks passwords beside the executor, a few at a time.
#[derive(Clone)]
pub struct Passwords {
    gate: Arc<Semaphore>,
    checked: Arc<AtomicU64>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self { gate: Arc::new(Semaphore::new(AT_ONCE)), checked: Arc::default() }
    }
}

impl Passwords {
    /// The PHC string of `password`.
    pub async fn hash(&self, password: String) -> Result<String, HashError> {
        self.beside(move || hash_now(&password)).await?
    }

    /// Whether `password` has the hash `phc`; with `None` it takes as long and answers no.
    pub async fn verify(&self, password: String, phc: Option<String>) -> Result<bool, HashError> {
        let checked = self.checked.clone();
        self.beside(move || match phc.as_deref().or(DECOY.as_deref()) {
            Some(hash) => {
                checked.fetch_add(1, Ordering::Relaxed);
                matches(&password, hash) && phc.is_some()
            }
            None => false,
        })
        .await
    }

    /// How many passwords were checked against a hash: what every try costs, whatever the name.
    pub fn checked(&self) -> u64 {
        self.checked.load(Ordering::Relaxed)
    }

    async fn beside<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, HashError> {
        let _turn = self.gate.acquire().await.map_err(|error| HashError(error.to_string()))?;
        tokio::task::spawn_blocking(work).await.map_err(|error| HashError(error.to_string()))
    }
}

/// Hashes at once, for commands.
pub fn hash_now(password: &str) -> Result<String, HashError> {
    hash_with(password, MEMORY_KIB, PASSES)
}

/// A hash that costs nothing to make and to check, for accounts of tests.
#[cfg(test)]
pub fn hash_for_tests(password: &str) -> String {
    hash_with(password, Params::MIN_M_COST, Params::MIN_T_COST).unwrap()
}

fn hash_with(password: &str, memory_kib: u32, passes: u32) -> Result<String, HashError> {
    let params = Params::new(memory_kib, passes, 1, None).map_err(|error| HashError(error.to_string()))?;
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password(password.as_bytes())
        .map(|hash| hash.to_string())
        .map_err(|error| HashError(error.to_string()))
}

fn matches(password: &str, phc: &str) -> bool {
    PasswordHash::new(phc)
        .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
}

/// Refuses a new password that is too short, too long, common, or made of the account's name.
pub fn check_new(password: &str, name: &str) -> Result<(), Problem> {
    let plain = plain(password);
    let length = password.chars().count();
    let long_enough = length >= SHORTEST && password.len() <= LONGEST;
    let common = COMMON.lines().any(|line| {
        let line = line.trim();
        !line.is_empty() && !line.starts_with('#') && (plain == line || is_padded(&plain, line))
    });
    let name = self::plain(name);
    let of_name = name.chars().count() >= 2 && plain.contains(&name);
    if long_enough && !common && !of_name && !is_monotonous(&plain) {
        Ok(())
    } else {
        Err(Problem::PasswordWeak)
    }
}

/// Case and surrounding space do not make a password strong.
fn plain(text: &str) -> String {
    text.trim().to_lowercase()
}

/// A common password with a few digits or signs before or after it.
fn is_padded(password: &str, common: &str) -> bool {
    common.len() >= 5 && password.trim_matches(|c: char| !c.is_alphabetic()) == common
}

/// Few different characters, or one run upwards or downwards: `aaaaaaaaaa`, `1234567890`.
fn is_monotonous(password: &str) -> bool {
    let chars: Vec<char> = password.chars().collect();
    let different: std::collections::BTreeSet<&char> = chars.iter().collect();
    let steps = |by: i64| {
        chars.windows(2).all(|pair| i64::from(u32::from(pair[1])) - i64::from(u32::from(pair[0])) == by)
    };
    different.len() < 5 || steps(1) || steps(-1)
}

/// A one-time password: 16 characters of an alphabet of 32 without look-alikes, 80 bits, in groups
/// that can be read out on the telephone.
pub fn one_time(random: [u8; 16]) -> String {
    const ALPHABET: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";
    let mut text = String::with_capacity(19);
    for (place, byte) in random.iter().enumerate() {
        if place > 0 && place % 4 == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_names_argon2id_with_at_least_nineteen_mebibytes_two_passes_and_one_lane() {
        let phc = hash_now("a long enough sentence").unwrap();
        assert!(phc.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{phc}");
        assert!(matches("a long enough sentence", &phc));
        assert!(!matches("a long enough sentence.", &phc));
    }

    #[tokio::test]
    async fn an_account_that_does_not_exist_is_refused_even_with_the_decoys_password() {
        let passwords = Passwords::default();
        assert!(!passwords.verify("no account has this password".into(), None).await.unwrap());
    }

    #[test]
    fn weak_passwords_are_refused() {
        for weak in [
            "short",
            "password123",
            "Password2024!",
            "1234567890",
            "9876543210",
            "aaaaaaaaaaaa",
            "abababababab",
            "woaini1314520",
            "qwertyuiop",
            "王小明王小明1234",
        ] {
            assert_eq!(check_new(weak, "王小明"), Err(Problem::PasswordWeak), "{weak}");
        }
        assert_eq!(check_new(&"x1y2z3w4v5".repeat(30), "a"), Err(Problem::PasswordWeak));
    }

    #[test]
    fn a_sentence_of_ones_own_is_accepted() {
        for strong in ["雨天也要走完南门这条街", "three brown doors, no bell", "kT7#mv02pqLz"] {
            assert_eq!(check_new(strong, "王小明"), Ok(()), "{strong}");
        }
    }

    #[test]
    fn a_one_time_password_has_eighty_bits_and_no_look_alikes() {
        let text = one_time(std::array::from_fn(|place| (place * 17) as u8));
        assert_eq!(text.len(), 19);
        assert!(!text.contains(['0', 'o', '1', 'l', 'I']));
    }
}

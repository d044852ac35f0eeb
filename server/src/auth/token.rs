//! Tokens. An access token is a JWT of ten minutes that names a session; what it opens is decided by
//! the session's row. A refresh token and a cookie are random; the store keeps their hashes only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use domain::Time;
use domain::audit::hmac_sha256;
use domain::id::SessionId;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use uuid::Uuid;

/// How long an access token opens anything.
pub const ACCESS_LIFE: TimeDelta = TimeDelta::minutes(10);
const AUDIENCE: &str = "rounds";
/// RFC 9068 names the type of access tokens; a token of another type is another thing.
const TYPE: &str = "at+jwt";
/// A phone's and a server's clock may differ by this much before a token counts as of the future.
const LEEWAY: TimeDelta = TimeDelta::seconds(5);

/// The keys of tokens, derived from the installation's key: several servers share them.
#[derive(Clone)]
pub struct TokenKeys {
    sign: EncodingKey,
    check: DecodingKey,
    refresh: [u8; 32],
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    aud: String,
    sid: Uuid,
    iat: i64,
    exp: i64,
}

impl TokenKeys {
    /// From two keys of 256 bits.
    pub fn new(access: [u8; 32], refresh: [u8; 32]) -> Self {
        Self { sign: EncodingKey::from_secret(&access), check: DecodingKey::from_secret(&access), refresh }
    }

    /// An access token for a session, and until when it is valid.
    pub fn access(&self, session: SessionId, now: Time) -> Option<(String, Time)> {
        let until = now + ACCESS_LIFE;
        let claims =
            Claims { aud: AUDIENCE.into(), sid: session.0, iat: now.timestamp(), exp: until.timestamp() };
        let header = Header { typ: Some(TYPE.into()), ..Header::new(Algorithm::HS256) };
        jsonwebtoken::encode(&header, &claims, &self.sign).ok().map(|token| (token, until))
    }

    /// The session that an access token names, if it is one of ours and still valid. The times are
    /// compared here and not by the library, because it would read the machine's clock.
    pub fn session_of(&self, token: &str, now: Time) -> Option<SessionId> {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["aud", "exp"]);
        validation.validate_exp = false;
        let data = jsonwebtoken::decode::<Claims>(token, &self.check, &validation).ok()?;
        let claims = data.claims;
        let typed = data.header.typ.as_deref() == Some(TYPE) && claims.aud == AUDIENCE;
        let begun = claims.iat <= (now + LEEWAY).timestamp();
        let short = claims.exp.checked_sub(claims.iat) == Some(ACCESS_LIFE.num_seconds());
        (typed && begun && short && now.timestamp() < claims.exp).then_some(SessionId(claims.sid))
    }

    /// A refresh token: the session, 256 random bits and a tag that shows it was made here. The tag
    /// lets an old token be told from an invented one.
    pub fn refresh(&self, session: SessionId, random: [u8; 32]) -> String {
        let mut bytes = [session.0.as_bytes().as_slice(), &random].concat();
        bytes.extend_from_slice(&self.tag(&bytes));
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The session of a refresh token that was made here, be it current or old.
    pub fn session_of_refresh(&self, token: &str) -> Option<SessionId> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (told, tag) = bytes.split_at_checked(48)?;
        let made_here: bool = self.tag(told).as_slice().ct_eq(tag).into();
        made_here.then(|| Uuid::from_slice(&told[..16]).ok().map(SessionId)).flatten()
    }

    fn tag(&self, bytes: &[u8]) -> [u8; 32] {
        hmac_sha256(&self.refresh, bytes)
    }
}

/// What the store keeps of a cookie, a refresh token or a device's credential. All have 256 random
/// bits, so a fast hash is enough.
pub fn stored_hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// Text of a new cookie or credential.
pub fn opaque(random: [u8; 32]) -> String {
    URL_SAFE_NO_PAD.encode(random)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Time {
        "2026-11-24T10:00:00Z".parse().unwrap()
    }

    #[test]
    fn an_access_token_opens_its_session_for_ten_minutes() {
        let keys = TokenKeys::new([1; 32], [2; 32]);
        let session = SessionId(Uuid::from_u128(7));
        let (token, until) = keys.access(session, now()).unwrap();
        assert_eq!(keys.session_of(&token, now()), Some(session));
        assert_eq!(keys.session_of(&token, until - TimeDelta::seconds(1)), Some(session));
        assert_eq!(keys.session_of(&token, until), None);
        assert_eq!(keys.session_of(&token, now() - TimeDelta::minutes(1)), None, "from the future");
        assert_eq!(TokenKeys::new([3; 32], [2; 32]).session_of(&token, now()), None, "another installation");
    }

    #[test]
    fn a_refresh_token_names_its_session_and_cannot_be_invented() {
        let keys = TokenKeys::new([1; 32], [2; 32]);
        let session = SessionId(Uuid::from_u128(7));
        let token = keys.refresh(session, [9; 32]);
        assert_eq!(keys.session_of_refresh(&token), Some(session));
        assert_eq!(TokenKeys::new([1; 32], [3; 32]).session_of_refresh(&token), None);
        assert_eq!(keys.session_of_refresh(&token[1..]), None);
        assert_eq!(keys.session_of_refresh(""), None);
    }
}

//! Headcount and contact of a row. The faults that Rounds refuses by rule come first.

use super::numbers::looks_like_identity;
use crate::store::tenancy::Contact;
use domain::fault::Fault;
use domain::tenancy::Headcount;

/// Most people in one dwelling: a dormitory is registered by its rooms.
pub const MAX_PEOPLE: u16 = 50;
const MAX_NAME: usize = 40;

/// A fault with the column it is in.
type In = (&'static str, Fault);

/// Who lives there, counted; none where both cells are empty or zero.
pub fn headcount(adults: &str, children: &str) -> Result<Option<Headcount>, In> {
    let adults = count(adults).map_err(|fault| ("adults", fault))?;
    let children = count(children).map_err(|fault| ("children", fault))?;
    match (adults, children) {
        (0, 0) => Ok(None),
        (0, _) => Err(("adults", Fault::ChildrenAlone)),
        _ if adults + children > MAX_PEOPLE => Err(("adults", Fault::CountTooLarge { limit: MAX_PEOPLE })),
        _ => Ok(Some(Headcount { adults, children })),
    }
}

fn count(text: &str) -> Result<u16, Fault> {
    if text.is_empty() {
        return Ok(0);
    }
    let number: i64 = text.parse().map_err(|_| Fault::CountBad)?;
    match u16::try_from(number) {
        Ok(number) if number <= MAX_PEOPLE => Ok(number),
        _ if number < 0 => Err(Fault::CountNegative),
        _ => Err(Fault::CountTooLarge { limit: MAX_PEOPLE }),
    }
}

/// The one contact; none where both cells are empty.
pub fn contact(name: &str, phone: &str) -> Result<Option<Contact>, In> {
    for (column, text) in [("contact_name", name), ("contact_phone", phone)] {
        if looks_like_identity(text) {
            return Err((column, Fault::IdentityNumber));
        }
    }
    if name.is_empty() && phone.is_empty() {
        return Ok(None);
    }
    if name.chars().count() > MAX_NAME {
        return Err(("contact_name", Fault::TooLong { limit: MAX_NAME }));
    }
    if name.chars().any(|c| c.is_numeric() || ";；,，、/|".contains(c)) {
        return Err(("contact_name", Fault::ContactNameBad));
    }
    if phone.is_empty() {
        return Err(("contact_phone", Fault::PhoneMissing));
    }
    let phone = digits(phone).ok_or(("contact_phone", Fault::PhoneBad))?;
    Ok(Some(Contact { name: name.into(), phone }))
}

/// The digits of a phone (ITU-T E.164: at most 15), with its `+`. Mobile numbers of the mainland
/// are 1 and then 3 to 9.
fn digits(text: &str) -> Option<String> {
    let (plus, rest) = text.strip_prefix('+').map_or(("", text), |rest| ("+", rest));
    if rest.chars().any(|c| !c.is_ascii_digit() && !" -()".contains(c)) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let is_mobile = plus.is_empty() && digits.len() == 11 && digits.starts_with('1');
    let sound = (7..=15).contains(&digits.len())
        && (!is_mobile || digits[1..].starts_with(['3', '4', '5', '6', '7', '8', '9']));
    sound.then(|| format!("{plus}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<impl Sized, In>) -> (&'static str, &'static str) {
        result.err().map(|(column, fault)| (column, fault.code())).unwrap()
    }

    #[test]
    fn empty_and_zero_stand_for_nobody() {
        assert_eq!(headcount("", ""), Ok(None));
        assert_eq!(headcount("0", ""), Ok(None));
        assert_eq!(headcount("2", "1"), Ok(Some(Headcount { adults: 2, children: 1 })));
    }

    #[test]
    fn counts_that_cannot_be_are_named() {
        assert_eq!(code(headcount("two", "")), ("adults", "count_bad"));
        assert_eq!(code(headcount("1.5", "")), ("adults", "count_bad"));
        assert_eq!(code(headcount("-1", "")), ("adults", "count_negative"));
        assert_eq!(code(headcount("2", "-3")), ("children", "count_negative"));
        assert_eq!(code(headcount("900", "")), ("adults", "count_too_large"));
        assert_eq!(code(headcount("30", "30")), ("adults", "count_too_large"));
        assert_eq!(code(headcount("", "2")), ("adults", "children_alone"));
    }

    #[test]
    fn phones_are_kept_as_digits() {
        let kept = |phone| contact("某某", phone).unwrap().unwrap().phone;
        assert_eq!(kept("138 0013-8000"), "13800138000");
        assert_eq!(kept("(021) 5961-2345"), "02159612345");
        assert_eq!(kept("+423 234 56 78"), "+4232345678");
    }

    #[test]
    fn contacts_that_are_none_are_named() {
        assert_eq!(code(contact("某某", "")), ("contact_phone", "phone_missing"));
        assert_eq!(code(contact("某某", "12345")), ("contact_phone", "phone_bad"));
        assert_eq!(code(contact("某某", "11800138000")), ("contact_phone", "phone_bad"));
        assert_eq!(code(contact("甲、乙", "13800138000")), ("contact_name", "contact_name_bad"));
        assert_eq!(code(contact("某某", "11010519491231002X")), ("contact_phone", "identity_number"));
        assert_eq!(code(contact("110105194912310", "13800138000")), ("contact_name", "identity_number"));
    }
}

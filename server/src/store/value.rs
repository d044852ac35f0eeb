//! What goes into a statement and what comes out of it, the same on both engines.

use super::StoreError;
use chrono::{DateTime, NaiveDate};
use domain::Time;
use domain::area::{TownCode, VillageCode};
use domain::id::{
    ActionId, AppealId, DeviceId, DwellingId, FindingId, MeetingId, MessageId, NoticeId, OrderId, OwedId,
    PlanId, PracticeId, PropertyId, ProposalId, RecordId, SessionId, SpotCheckId, StationId, TenancyId,
    UserId,
};
use std::sync::Arc;
use uuid::Uuid;

/// One parameter. A NULL keeps its type, because PostgreSQL asks for it.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is its type")]
pub enum Arg {
    Bool(Option<bool>),
    Int(Option<i64>),
    Real(Option<f64>),
    Text(Option<String>),
    Bytes(Option<Vec<u8>>),
    Uuid(Option<Uuid>),
}

/// The parameters of a statement in order; `$1` is the first. Made by [`args!`](crate::args).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Args(pub Vec<Arg>);

/// Makes [`Args`] from values of any stored type: `args![id, name, 3_i64, Option::<Uuid>::None]`.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        $crate::store::Args(vec![$($crate::store::IntoArg::into_arg($value)),*])
    };
}

/// A type that can be a parameter.
pub trait IntoArg {
    /// The typed NULL of the same column type.
    const NULL: Arg;
    /// The parameter.
    fn into_arg(self) -> Arg;
}

/// Sequence numbers and sizes; none comes near the end of `i64`.
impl IntoArg for u64 {
    const NULL: Arg = Arg::Int(None);
    fn into_arg(self) -> Arg {
        Arg::Int(Some(i64::try_from(self).unwrap_or(i64::MAX)))
    }
}

impl<T: IntoArg> IntoArg for Option<T> {
    const NULL: Arg = T::NULL;
    fn into_arg(self) -> Arg {
        self.map_or(T::NULL, IntoArg::into_arg)
    }
}

macro_rules! into_arg {
    ($($variant:ident: $($type:ty => $convert:expr),+;)+) => {$($(
        impl IntoArg for $type {
            const NULL: Arg = Arg::$variant(None);
            fn into_arg(self) -> Arg {
                Arg::$variant(Some($convert(self)))
            }
        }
    )+)+};
}

into_arg! {
    Bool: bool => |v| v;
    Int: i64 => |v| v, i32 => i64::from, u32 => i64::from, u16 => i64::from, u8 => i64::from,
        Time => |v: Time| v.timestamp_millis();
    Real: f64 => |v| v;
    Text: String => |v| v, &str => |v: &str| v.to_owned(), &String => |v: &String| v.clone(),
        NaiveDate => |v: NaiveDate| v.to_string(),
        TownCode => |v: TownCode| v.0, &TownCode => |v: &TownCode| v.0.clone(),
        VillageCode => |v: VillageCode| v.0, &VillageCode => |v: &VillageCode| v.0.clone();
    Bytes: Vec<u8> => |v| v, &[u8] => |v: &[u8]| v.to_vec(), [u8; 32] => |v: [u8; 32]| v.to_vec(),
        &[u8; 32] => |v: &[u8; 32]| v.to_vec(), &Vec<u8> => |v: &Vec<u8>| v.clone();
    Uuid: Uuid => |v| v, &Uuid => |v: &Uuid| *v;
}

/// A value as the database gave it.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each variant is its type")]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
    Uuid(Uuid),
}

/// A row of an answer.
#[derive(Clone, Debug)]
pub struct Row {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl Row {
    pub(super) fn new(columns: Arc<[String]>, values: Vec<Value>) -> Self {
        Self { columns, values }
    }

    /// The value of a column. Fails with [`StoreError::Column`] when there is no such column or its
    /// value is of another type: a fault of the statement, never of a user.
    pub fn get<T: FromValue>(&self, column: &'static str) -> Result<T, StoreError> {
        let place = self.columns.iter().position(|name| name == column);
        place
            .and_then(|place| self.values.get(place))
            .and_then(T::from_value)
            .ok_or(StoreError::Column { column, wanted: std::any::type_name::<T>() })
    }
}

/// A type that can be read from a column.
pub trait FromValue: Sized {
    /// None when the value is of another type.
    fn from_value(value: &Value) -> Option<Self>;
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

macro_rules! from_value {
    ($($type:ty: $($pattern:pat => $result:expr),+;)+) => {$(
        impl FromValue for $type {
            fn from_value(value: &Value) -> Option<Self> {
                match value {
                    $($pattern => $result,)+
                    _ => None,
                }
            }
        }
    )+};
}

// SQLite keeps a bool as an integer and a UUID as 16 bytes.
from_value! {
    bool: Value::Bool(v) => Some(*v), Value::Int(v) => Some(*v != 0);
    i64: Value::Int(v) => Some(*v);
    u64: Value::Int(v) => u64::try_from(*v).ok();
    u32: Value::Int(v) => u32::try_from(*v).ok();
    u16: Value::Int(v) => u16::try_from(*v).ok();
    f64: Value::Real(v) => Some(*v), Value::Int(v) => Some(*v as f64);
    String: Value::Text(v) => Some(v.clone());
    Vec<u8>: Value::Bytes(v) => Some(v.clone());
    [u8; 32]: Value::Bytes(v) => v.as_slice().try_into().ok();
    Uuid: Value::Uuid(v) => Some(*v), Value::Bytes(v) => Uuid::from_slice(v).ok();
    NaiveDate: Value::Text(v) => v.parse().ok();
    Time: Value::Int(v) => DateTime::from_timestamp_millis(*v);
    TownCode: Value::Text(v) => Some(Self(v.clone()));
    VillageCode: Value::Text(v) => Some(Self(v.clone()));
}

macro_rules! ids {
    ($($name:ident),+ $(,)?) => {$(
        impl IntoArg for $name {
            const NULL: Arg = Arg::Uuid(None);
            fn into_arg(self) -> Arg {
                Arg::Uuid(Some(self.0))
            }
        }

        impl FromValue for $name {
            fn from_value(value: &Value) -> Option<Self> {
                Uuid::from_value(value).map(Self)
            }
        }
    )+};
}

ids! {
    StationId, PropertyId, DwellingId, TenancyId, OwedId, RecordId, FindingId, NoticeId, PlanId, UserId,
    SessionId, DeviceId, ProposalId, AppealId, MeetingId, ActionId, MessageId, PracticeId, OrderId, SpotCheckId,
}

/// A list as one parameter: JSON text for `json_each($1)`.
///
/// Both engines take the same text. A list of plain values is read as `atom`, a list of objects as
/// `value->>'field'`; a UUID comes out by `unhex(…, '-')`, bytes by `unhex(…)`:
/// ```sql
/// SELECT … WHERE id IN (SELECT unhex(atom, '-') FROM json_each($1))
/// INSERT … SELECT unhex(value->>'id', '-'), CAST(value->>'seq' AS BIGINT) FROM json_each($1) WHERE true
/// ```
pub fn list<T: serde::Serialize>(items: &[T]) -> Result<String, StoreError> {
    serde_json::to_string(items).map_err(StoreError::Json)
}

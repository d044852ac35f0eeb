//! What is stored, column by column: what for, on which ground, for how long, and who reads it. A
//! column that is not declared here fails a test, and so does a declaration without a column. The
//! processing record (PIPL art. 55, 56) and the sheet of the impact assessment are made of it.

mod areas;
mod people;
mod register;
mod scheme;
mod sets;
mod work;

use crate::retention::Rule;

/// What a column is for: a closed set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// 找到门户.
    FindDoor,
    /// 安排走访.
    PlanRounds,
    /// 应访与台账.
    Ledger,
    /// 整改隐患.
    Hazard,
    /// 出租手续.
    Papers,
    /// 预约联系.
    Reach,
    /// 告知住户.
    Tell,
    /// 办理申请与调取.
    Rights,
    /// 查阅留痕.
    Account,
    /// 登录安全.
    SignIn,
    /// 接收手机记录.
    Receive,
    /// 加密.
    Protect,
    /// 统计.
    Figures,
    /// 系统运行.
    Operate,
}

/// On which ground it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// 履行法定职责: the station's public duty, PIPL art. 13 (3).
    PublicDuty,
    /// 住户同意, PIPL art. 13 (1).
    Consent,
    /// 住户提出的请求: what it asks for itself, PIPL art. 13 (1).
    Asked,
    /// 保护生命健康, PIPL art. 13 (4).
    LifeAndHealth,
    /// 人事管理, PIPL art. 13 (2).
    Employment,
    /// 个人信息保护法规定的义务: PIPL art. 17, 44 to 50, 54, 55.
    LegalDuty,
    /// 安全措施, PIPL art. 51.
    Security,
    /// 不涉及个人信息.
    NotPersonal,
}

/// For how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kept {
    /// By a rule of retention.
    By(Rule),
    /// As long as the installation: without the rows that it hangs on it says nothing of anyone.
    Installation,
}

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reader {
    /// 程序自身: no account.
    Nobody,
    /// 所有人.
    Everyone,
    /// 本工作站.
    Station,
    /// 住户本人.
    Household,
    /// 审核民警、转办部门; of a restricted finding with its finder alone.
    Reviewers,
    /// 督导员.
    Supervisor,
    /// 系统管理员.
    Administrator,
    /// 个人信息保护负责人.
    PrivacyOfficer,
}

/// A column with what it declares.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What for.
    pub purpose: Purpose,
    /// On which ground.
    pub basis: Basis,
    /// For how long.
    pub kept: Kept,
    /// Who reads it.
    pub readers: &'static [Reader],
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Every column.
    pub columns: &'static [Column],
}

const fn col(
    name: &'static str,
    purpose: Purpose,
    basis: Basis,
    kept: Kept,
    readers: &'static [Reader],
) -> Column {
    Column { name, purpose, basis, kept, readers }
}

/// Every table.
pub fn tables() -> impl Iterator<Item = &'static Table> {
    [areas::TABLES, people::TABLES, register::TABLES, work::TABLES, scheme::TABLES].into_iter().flatten()
}

/// A line of the processing record: the columns of a table that declare the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Processing {
    /// The table.
    pub table: &'static str,
    /// Its columns that declare this.
    pub columns: Vec<&'static str>,
    /// What they declare; the name is that of the first of them.
    pub declared: Column,
}

/// The processing record: every column once, those of a table that declare the same on one line.
pub fn record() -> Vec<Processing> {
    let mut lines: Vec<Processing> = Vec::new();
    for table in tables() {
        for column in table.columns {
            let same = |line: &&mut Processing| {
                line.table == table.name && Column { name: column.name, ..line.declared } == *column
            };
            match lines.iter_mut().find(same) {
                Some(line) => line.columns.push(column.name),
                None => lines.push(Processing {
                    table: table.name,
                    columns: vec![column.name],
                    declared: *column,
                }),
            }
        }
    }
    lines
}

/// A line of the impact assessment: all that is stored of persons for one purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Impact {
    /// What for.
    pub purpose: Purpose,
    /// On which grounds.
    pub bases: Vec<Basis>,
    /// The rules of retention, the longest not named apart.
    pub rules: Vec<Rule>,
    /// Who reads any of it.
    pub readers: Vec<Reader>,
    /// How many columns.
    pub columns: usize,
}

/// The sheet of the impact assessment, a line a purpose: columns that say something of persons alone.
pub fn impact() -> Vec<Impact> {
    let mut lines: Vec<Impact> = Vec::new();
    let columns = tables().flat_map(|table| table.columns).filter(|c| c.basis != Basis::NotPersonal);
    for column in columns {
        let at = lines.iter().position(|line| line.purpose == column.purpose).unwrap_or_else(|| {
            let purpose = column.purpose;
            lines.push(Impact { purpose, bases: vec![], rules: vec![], readers: vec![], columns: 0 });
            lines.len() - 1
        });
        let line = &mut lines[at];
        line.columns += 1;
        add(&mut line.bases, column.basis);
        if let Kept::By(rule) = column.kept {
            add(&mut line.rules, rule);
        }
        column.readers.iter().for_each(|reader| add(&mut line.readers, *reader));
    }
    lines.sort_by_key(|line| line.purpose);
    lines
}

fn add<T: Ord>(list: &mut Vec<T>, item: T) {
    if let Err(place) = list.binary_search(&item) {
        list.insert(place, item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_column_is_declared_twice_and_each_has_a_reader() {
        let mut seen = BTreeSet::new();
        for table in tables() {
            for column in table.columns {
                assert!(seen.insert((table.name, column.name)), "{}.{}", table.name, column.name);
                assert!(!column.readers.is_empty(), "{}.{}", table.name, column.name);
            }
        }
    }

    #[test]
    fn the_record_holds_every_column_once() {
        let of_record: usize = record().iter().map(|line| line.columns.len()).sum();
        assert_eq!(of_record, tables().map(|table| table.columns.len()).sum::<usize>());
    }

    #[test]
    fn what_is_kept_for_ever_says_nothing_of_a_household() {
        for table in tables() {
            for column in table.columns.iter().filter(|column| column.kept == Kept::Installation) {
                let household = column.readers.contains(&Reader::Household);
                assert!(!household, "{}.{} needs a rule of retention", table.name, column.name);
            }
        }
    }

    #[test]
    fn every_rule_of_retention_holds_a_column() {
        // Free text stands inside encrypted bodies, which go by the rule of history at the latest.
        for rule in Rule::ALL.into_iter().filter(|rule| *rule != Rule::FreeText) {
            assert!(record().iter().any(|line| line.declared.kept == Kept::By(rule)), "{rule:?}");
        }
    }
}

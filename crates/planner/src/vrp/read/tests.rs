//! Bad files are refused with line and cure.

use super::{cordeau, solomon, vrplib};

const VRP: &str = "NAME : a\nTYPE : CVRP\nDIMENSION : 3\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 5\n\
NODE_COORD_SECTION\n1 0 0\n2 3 4\n3 6 8\nDEMAND_SECTION\n1 0\n2 2\n3 2\nDEPOT_SECTION\n1\n-1\nEOF\n";
const PERIODIC: &str = "1 1 2 2\r\n0 10\r\n0 10\r\n 0 0 0  0 0 0 0\r\n 1 3 4 0 2 1 2 1 2\r\n2 6 8 0 2 2 1 3";
const WINDOWS: &str = "W1\n\nVEHICLE\nNUMBER CAPACITY\n 2 10\n\nCUSTOMER\nCUST NO.\n\n 0 0 0 0 0 100 0\n\
 1 3 4 2 10 20 5\n 2 6 8 2 0 90 5\n";

#[test]
fn good_files_are_read() {
    let plain = vrplib(VRP).unwrap();
    assert_eq!(plain.length(&[vec![0, 1]]), 20.0);
    assert_eq!(plain.problem.vehicles().len(), 2);
    let periodic = cordeau("p", PERIODIC).unwrap();
    assert_eq!(periodic.problem.stops()[0].combinations, [2, 1]);
    assert_eq!(periodic.problem.stops()[1].combinations, [3]);
    assert_eq!(solomon(WINDOWS).unwrap().problem.stops()[0].windows.len(), 1);
}

#[test]
fn the_first_day_is_the_highest_bit_of_a_set() {
    let text = "1 1 1 3\n0 9\n0 9\n0 9\n0 0 0 0 0 0 0\n1 1 1 0 1 1 1 4\n";
    assert_eq!(cordeau("p", text).unwrap().problem.stops()[0].combinations, [1]);
}

#[test]
fn distances_are_rounded_by_the_convention_of_the_file() {
    let windows = "TIME_WINDOW_SECTION\n1 0 100\n2 0 100\n3 0 100\nEOF\n";
    let text = VRP.replace("2 3 4", "2 1 1").replace("EOF\n", windows).replace(": CVRP", ": VRPTW");
    assert_eq!(vrplib(&text).unwrap().exact.distance(0, 1), 1.4);
    assert_eq!(vrplib(&VRP.replace("2 3 4", "2 1 1")).unwrap().exact.distance(0, 1), 1.0);
    let solomon = solomon(&WINDOWS.replace("1 3 4", "1 1 1")).unwrap();
    assert_eq!(solomon.exact.distance(0, 1), f64::sqrt(2.0));
}

#[test]
fn a_fault_names_its_line() {
    let cases: [(&str, &str, usize); 8] = [
        ("2 3 4", "2 3", 8),
        ("2 3 4", "2 x 4", 8),
        ("2 3 4", "9 3 4", 8),
        ("2 3 4", "2 1e99 4", 8),
        ("2 2\n", "2 -2\n", 12),
        ("EUC_2D", "EXPLICIT", 4),
        ("CVRP", "TSP", 2),
        ("DEMAND_SECTION", "DEMANDS", 10),
    ];
    for (from, to, line) in cases {
        let fault = vrplib(&VRP.replacen(from, to, 1)).unwrap_err();
        assert_eq!(fault.line, Some(line), "{to}: {fault}");
        assert!(!fault.cure.is_empty());
    }
    assert_eq!(cordeau("p", &PERIODIC.replace("2 1 3", "2 1 4")).unwrap_err().line, Some(6));
    assert_eq!(cordeau("p", &PERIODIC.replace("1 1 2 2", "4 1 2 2")).unwrap_err().line, Some(1));
    assert_eq!(solomon(&WINDOWS.replace("10 20", "30 20")).unwrap_err().line, Some(11));
}

#[test]
fn any_cut_or_changed_file_is_read_or_refused_without_a_panic() {
    for text in [VRP, PERIODIC, WINDOWS] {
        for at in 0..text.len() {
            for other in ["", "-", "9e9", "\u{e9}", "\n"] {
                let changed = format!("{}{other}{}", &text[..at], &text[at + 1..]);
                let _ = (vrplib(&changed), cordeau("p", &changed), solomon(&changed));
                let _ = (vrplib(&text[..at]), cordeau("p", &text[..at]), solomon(&text[..at]));
            }
        }
    }
}

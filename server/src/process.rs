//! What the system tells of this process.

/// Most memory the process had so far (`VmHWM`), MB to 0.1; Linux tells it.
pub fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some((kilobytes / 1_024.0 * 10.0).round() / 10.0)
}

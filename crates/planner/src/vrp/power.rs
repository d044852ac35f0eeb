//! A power from square roots and products alone, which IEEE 754 rounds alike on every machine.

/// `base` to the power of `exponent` from 0 to 1, to about 5 digits.
pub(super) fn power(base: f64, exponent: f64) -> f64 {
    let mut bits = (exponent.clamp(0.0, 1.0) * 65_536.0) as u32;
    if bits >= 65_536 {
        return base;
    }
    let (mut root, mut result) = (base, 1.0);
    while bits != 0 {
        root = root.sqrt();
        if bits & 32_768 != 0 {
            result *= root;
        }
        bits = bits << 1 & 65_535;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::power;

    #[test]
    fn powers_are_those_of_the_standard_library() {
        for (base, exponent) in [(0.01, 0.0), (0.01, 0.3), (0.5, 0.999), (7.0, 0.5), (0.2, 1.0)] {
            let exact = f64::powf(base, exponent);
            assert!((power(base, exponent) - exact).abs() < 1e-4 * exact, "{base} {exponent}");
        }
    }
}

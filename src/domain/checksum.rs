//! CRC-32 as zip and gzip use it: tells a cut or mixed-up text, not an attacker.

/// Bit by bit: once per fetched file, a table would cost more than it saves.
/// A `const fn`, for what is known when the program is built.
pub const fn crc32(content: &[u8]) -> u32 {
    let (mut crc, mut at) = (u32::MAX, 0);
    while at < content.len() {
        crc ^= content[at] as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
            bit += 1;
        }
        at += 1;
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_is_the_usual_one() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32(b""), 0);
    }
}

//! CRC-32 as zip and gzip use it, half a byte at a time.
//!
//! `zip` and `flate2` call the crate `crc32fast`. That one brings 16 kB of tables, which are noise and so do not
//! compress: a tenth of what the page may weigh. Cargo.toml puts this one in its place, with what those two call.
//!
//! Must not be in here: what neither of them calls, other than for one to compile.

#![forbid(unsafe_code)]

/// What half a byte makes of the sum.
const TABLE: [u32; 16] = table();

const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut half = 0;
    while half < 16 {
        table[half] = shift(shift(shift(shift(half as u32))));
        half += 1;
    }
    table
}

/// The sum after one more zero bit; the polynomial is 0x04C11DB7, its bits reversed.
const fn shift(sum: u32) -> u32 {
    if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 }
}

/// A sum in the making.
#[derive(Debug, Clone, Default)]
pub struct Hasher {
    sum: u32,
    length: u64,
}

impl Hasher {
    /// The sum of nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The sum of so many bytes, known from before.
    pub fn new_with_initial_len(sum: u32, length: u64) -> Self {
        Self { sum, length }
    }

    /// Goes on with these bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.length += bytes.len() as u64;
        let step = |sum: u32, half: u8| TABLE[((sum as u8 ^ half) & 15) as usize] ^ (sum >> 4);
        self.sum = !bytes.iter().fold(!self.sum, |sum, byte| step(step(sum, *byte), byte >> 4));
    }

    /// The sum of all bytes.
    pub fn finalize(self) -> u32 {
        self.sum
    }

    /// Forgets all bytes.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// Goes on with the bytes of another sum: as many zero bytes shift this one to its place.
    pub fn combine(&mut self, other: &Self) {
        self.sum = (0..8 * other.length).fold(self.sum, |sum, _| shift(sum)) ^ other.sum;
        self.length += other.length;
    }
}

/// The sum of these bytes.
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(bytes);
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_those_of_the_standard() {
        assert_eq!(hash(b""), 0);
        assert_eq!(hash(b"123456789"), 0xCBF4_3926);
        assert_eq!(hash(b"The quick brown fox jumps over the lazy dog"), 0x414F_A339);
    }

    #[test]
    fn parts_make_the_sum_of_the_whole() {
        let (mut whole, mut rest) = (Hasher::new(), Hasher::new());
        whole.update(b"1234");
        rest.update(b"56789");
        let mut combined = whole.clone();
        combined.combine(&rest);
        whole.update(b"56789");
        assert_eq!((whole.finalize(), combined.finalize()), (0xCBF4_3926, 0xCBF4_3926));
    }
}

//! Identities: UUIDv7, given out in strictly growing order per file.

use sha2::{Digest, Sha256};
use uuid::{NoContext, Timestamp, Uuid};

/// Where identities come from. Instants are those of the stamps.
///
/// A UUIDv7 is 48 bits of milliseconds, then 74 free bits. The first 32 of these hold a counter kept in the file, so
/// that records made in one millisecond (an import, a run with a fixed clock) sort in the order in which they were
/// made; events of one day rely on it. The rest is random, or follows from a seed.
#[derive(Debug, Clone)]
pub struct Ids {
    counter: u32,
    seed: Option<String>,
}

impl Ids {
    /// Identities that no other file has.
    pub fn random() -> Ids {
        Ids { counter: 0, seed: None }
    }

    /// Identities that follow from a seed: same seed and same steps, same identities. For the sample and for tests.
    pub fn sequence(seed: impl Into<String>) -> Ids {
        Ids { counter: 0, seed: Some(seed.into()) }
    }

    /// How many have been given out.
    pub(crate) fn counter(&self) -> u32 {
        self.counter
    }

    /// Goes on after those that a file has given out already.
    pub(crate) fn resume(&mut self, counter: u32) {
        self.counter = self.counter.max(counter);
    }

    /// The next identity.
    pub(crate) fn next(&mut self, millis: u64) -> String {
        self.counter = self.counter.wrapping_add(1);
        let tail = match &self.seed {
            None => {
                let (seconds, nanos) = (millis / 1000, (millis % 1000) * 1_000_000);
                let nanos = u32::try_from(nanos).unwrap_or_default();
                Uuid::new_v7(Timestamp::from_unix(NoContext, seconds, nanos)).as_u128()
            }
            Some(seed) => {
                let digest = Sha256::new().chain_update(seed).chain_update(self.counter.to_be_bytes()).finalize();
                let mut bytes = [0_u8; 16];
                for (to, from) in bytes.iter_mut().zip(digest.iter()) {
                    *to = *from;
                }
                u128::from_be_bytes(bytes)
            }
        };
        let counter = u128::from(self.counter);
        let bits = (u128::from(millis & 0xFFFF_FFFF_FFFF) << 80)
            | (0x7 << 76)
            | ((counter >> 20) << 64)
            | (0b10 << 62)
            | ((counter & 0xF_FFFF) << 42)
            | (tail & ((1 << 42) - 1));
        Uuid::from_u128(bits).hyphenated().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_are_uuid_7_grow_within_a_millisecond_and_repeat_only_with_a_seed() {
        for mut ids in [Ids::random(), Ids::sequence("示例")] {
            let given: Vec<String> = (0..5000).map(|_| ids.next(1_700_000_000_123)).collect();
            assert!(given.windows(2).all(|pair| pair[0] < pair[1]));
            let parsed = Uuid::parse_str(&given[0]).expect("a UUID");
            assert_eq!(parsed.get_version_num(), 7);
            assert_eq!(parsed.get_variant(), uuid::Variant::RFC4122);
            assert_eq!(parsed.as_u128() >> 80, 1_700_000_000_123);
        }
        let run = |mut ids: Ids| (0..3).map(|_| ids.next(5)).collect::<Vec<_>>();
        assert_eq!(run(Ids::sequence("a")), run(Ids::sequence("a")));
        assert_ne!(run(Ids::sequence("a")), run(Ids::sequence("b")));
        assert_ne!(run(Ids::random()), run(Ids::random()));
    }
}

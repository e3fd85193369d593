//! Secrets: random, compared without telling how much was right.

use mingce_app::desk::Answer;
use mingce_app::view::AppError;

/// 256 random bits in hex.
///
/// # Errors
/// When the machine gives no randomness.
pub fn random() -> Answer<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| AppError {
        detail: error.to_string(),
        ..AppError::plain("本机无法产生随机数，不能安全地提供网页服务".into())
    })?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Whether two secrets are the same, in a time that depends on their lengths only.
pub fn same(given: &str, secret: &str) -> bool {
    let (given, secret) = (given.as_bytes(), secret.as_bytes());
    given.len() == secret.len() && given.iter().zip(secret).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_new_each_time_and_told_from_others() {
        let (one, other) = (random().expect("randomness"), random().expect("randomness"));
        assert_eq!(one.len(), 64);
        assert_ne!(one, other);
        assert!(same(&one, &one.clone()));
        assert!(!same(&one, &other));
        assert!(!same(&one[..63], &one));
        assert!(!same("", &one));
    }
}

//! Names of worksheets under Excel's rules: 31 characters, none of `[]:*?/\`, no quote at an end, all different.

/// The names given out so far.
#[derive(Default)]
pub struct Names {
    given: Vec<String>,
}

impl Names {
    /// A name from a heading; its number (`一、`) stays, since upper offices know the tables by it.
    pub fn give(&mut self, heading: &str) -> String {
        const LONGEST: usize = 31;
        let clean: String = heading.chars().filter(|c| !c.is_control() && !r"[]:*?/\".contains(*c)).collect();
        let clean = clean.trim().trim_matches('\'').to_string();
        let clean = if clean.is_empty() { "表格".to_string() } else { clean };
        let mut name: String = clean.chars().take(LONGEST).collect();
        let mut n = 1;
        while self.given.iter().any(|given| given.to_lowercase() == name.to_lowercase()) {
            n += 1;
            let suffix = format!("（{n}）");
            let room = LONGEST - suffix.chars().count();
            name = clean.chars().take(room).chain(suffix.chars()).collect();
        }
        self.given.push(name.clone());
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_clean_and_different() {
        let mut names = Names::default();
        assert_eq!(names.give("二、主动公开政府信息情况"), "二、主动公开政府信息情况");
        assert_eq!(names.give("二、主动公开政府信息情况"), "二、主动公开政府信息情况（2）");
        assert_eq!(names.give("a[b]:c*?/\\d'"), "abcd");
        assert_eq!(names.give(""), "表格");
        let long = names.give(&"长".repeat(40));
        assert_eq!(long.chars().count(), 31);
        assert_eq!(names.give(&"长".repeat(40)).chars().count(), 31);
    }
}

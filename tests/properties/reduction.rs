//! Makes a text that fails smaller, as long as it fails.

/// Leaves out parts of a text, ever smaller ones, for as long as what remains still fails.
pub fn reduced(text: &str, fails: impl Fn(&str) -> bool) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let mut part = chars.len().div_ceil(2);
    while part > 0 {
        let mut at = 0;
        let mut is_smaller = false;
        while at < chars.len() {
            let end = (at + part).min(chars.len());
            let rest = [&chars[..at], &chars[end..]].concat();
            if fails(&rest.iter().collect::<String>()) {
                chars = rest;
                is_smaller = true;
            } else {
                at = end;
            }
        }
        part = if is_smaller && part == 1 { 1 } else { part / 2 };
    }
    chars.into_iter().collect()
}

#[test]
fn what_makes_no_difference_goes() {
    let fails = |text: &str| text.contains('é') && text.matches('x').count() >= 2;
    assert_eq!(reduced("some text: x, é, y and x and é", fails), "xxé");
}

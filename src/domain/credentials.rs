//! Passwords and tokens inside addresses.

/// Whether an address in a text carries one: `https://user:password@host`, `https://token@host`. A `${NAME}` is filled
/// in later, and a user alone is a token in http addresses only.
pub fn has_credentials(text: &str) -> bool {
    text.contains("://") && without_credentials(text) != text
}

/// A text with the password of each address in it named in place of said: `${PASSWORD}`, as pip reads it.
pub fn without_credentials(text: &str) -> String {
    let mut parts = text.split("://");
    let first = parts.next().unwrap_or_default();
    let mut out = first.to_owned();
    let mut scheme = first;
    for part in parts {
        out.push_str("://");
        let end = part.find(|c: char| "/?#\"'".contains(c) || c.is_whitespace()).unwrap_or(part.len());
        let (authority, rest) = part.split_at(end);
        out.push_str(&masked(scheme, authority));
        out.push_str(rest);
        scheme = part;
    }
    out
}

fn masked(scheme: &str, authority: &str) -> String {
    let Some((user, host)) = authority.rsplit_once('@') else { return authority.to_owned() };
    let (name, secret) = match user.split_once(':') {
        Some((name, password)) => ([name, ":"].concat(), password),
        None if !is_http(scheme) || user == "git" => return authority.to_owned(),
        None => (String::new(), user),
    };
    let filled_in = secret.starts_with("${") && secret.ends_with('}');
    if secret.is_empty() || filled_in { authority.to_owned() } else { [&name, "${PASSWORD}@", host].concat() }
}

/// Of a text that ends in a scheme: whether that is http or https, alone or as in `git+https`.
fn is_http(text: &str) -> bool {
    let scheme = text.rsplit(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_named_and_nothing_else_changes() {
        for (text, expected) in [
            ("pandas==2.2.3", "pandas==2.2.3"),
            ("--index-url https://u:p@h/simple", "--index-url https://u:${PASSWORD}@h/simple"),
            ("x @ git+https://ghp_123@github.com/a/b@v1", "x @ git+https://${PASSWORD}@github.com/a/b@v1"),
            ("git+ssh://git@h/a.git", "git+ssh://git@h/a.git"),
            ("postgresql://me@h/db sftp://me@h", "postgresql://me@h/db sftp://me@h"),
            ("postgresql://me:p@h/db", "postgresql://me:${PASSWORD}@h/db"),
            ("HTTP://token@h", "HTTP://${PASSWORD}@h"),
            ("https://git@h/a", "https://git@h/a"),
            ("https://u:${TOKEN}@h/", "https://u:${TOKEN}@h/"),
            ("https://h/a@b:c@d", "https://h/a@b:c@d"),
            ("https://a:b@h https://c:d@h", "https://a:${PASSWORD}@h https://c:${PASSWORD}@h"),
            ("https://a:p@ss@h", "https://a:${PASSWORD}@h"),
            ("https://h or me@h", "https://h or me@h"),
            ("https://u:${A}b@h https://u:a}@h", "https://u:${PASSWORD}@h https://u:${PASSWORD}@h"),
            ("redis://:@redis:6379/0", "redis://:@redis:6379/0"),
        ] {
            assert_eq!(without_credentials(text), expected);
            assert_eq!(without_credentials(expected), expected);
        }
    }
}

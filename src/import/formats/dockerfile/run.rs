//! What a RUN does, where it does nothing but install.

/// What RUN installs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Installs {
    /// OS packages.
    pub packages: Vec<String>,
    /// Requirements.
    pub requirements: Vec<String>,
    /// Whether it installs the requirements.txt of the project.
    pub file: bool,
}

impl Installs {
    /// Whether it only brings lists of packages up to date, or cleans up behind others.
    pub fn is_housekeeping(&self) -> bool {
        *self == Self::default()
    }
}

/// Reads the text behind RUN; `None` when it does anything else, or it is not certain what.
pub fn installs(rest: &str) -> Option<Installs> {
    let mut found = Installs::default();
    for command in commands(rest)? {
        let words: Vec<&str> = command.iter().map(String::as_str).collect();
        let words = match words.as_slice() {
            ["sudo", rest @ ..] => rest,
            words => words,
        };
        match words {
            ["apt-get" | "apt", "update" | "clean" | "autoclean" | "autoremove", flags @ ..] if all_flags(flags) => {}
            ["apk", "update"] => {}
            ["rm", "-rf" | "-fr" | "-r", paths @ ..] if paths.iter().all(|path| is_cache(path)) => {}
            ["apt-get" | "apt", rest @ ..] => found.packages.extend(installed(rest, "install")?),
            ["apk", rest @ ..] => found.packages.extend(installed(rest, "add")?),
            ["pip" | "pip3", "install", rest @ ..] | ["python" | "python3", "-m", "pip", "install", rest @ ..] => {
                pip(rest, &mut found)?;
            }
            _ => return None,
        }
    }
    Some(found)
}

fn all_flags(words: &[&str]) -> bool {
    words.iter().all(|word| word.starts_with('-'))
}

fn is_cache(path: &str) -> bool {
    ["/var/lib/apt/lists/", "/var/cache/apt", "/tmp/", "/var/tmp/", "/root/.cache", "/var/cache/apk"]
        .iter()
        .any(|cache| path.starts_with(cache))
}

/// Options of apt and apk that only say how, and change nothing of what is installed.
fn is_harmless(flag: &str) -> bool {
    let known = [
        "--yes",
        "--assume-yes",
        "--quiet",
        "--no-install-recommends",
        "--no-cache",
        "--update",
        "--update-cache",
        "--fix-missing",
        "--no-progress",
    ];
    known.contains(&flag) || matches!(flag, "-y" | "-q" | "-qq" | "-yq" | "-yqq" | "-qqy")
}

/// The same of pip. `-U` is none: it asks for the newest, which a row does not.
fn is_harmless_to_pip(flag: &str) -> bool {
    let known = ["--quiet", "--no-cache-dir", "--user", "--disable-pip-version-check", "--no-input"];
    known.contains(&flag) || matches!(flag, "-q" | "-qq")
}

fn installed(words: &[&str], verb: &str) -> Option<Vec<String>> {
    let (flags, rest): (Vec<&str>, Vec<&str>) = words.iter().partition(|word| word.starts_with('-'));
    let (first, names) = rest.split_first()?;
    let plain =
        |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "+-._=~:@".contains(c));
    let certain = *first == verb && flags.iter().all(|flag| is_harmless(flag)) && names.iter().all(plain);
    certain.then(|| names.iter().map(|name| (*name).to_owned()).collect())
}

fn pip(words: &[&str], found: &mut Installs) -> Option<()> {
    let mut rest = words.iter();
    while let Some(word) = rest.next() {
        match *word {
            "-r" | "--requirement" => {
                found.file = true;
                rest.next().filter(|file| is_the_list(file))?;
            }
            flag if flag.starts_with('-') => {
                if !is_harmless_to_pip(flag) {
                    return None;
                }
            }
            // The way of Airflow's own guide to keep the version that is there.
            "apache-airflow==${AIRFLOW_VERSION}" | "apache-airflow==$AIRFLOW_VERSION" => {}
            spec if spec.contains(['$', '/', '*']) => return None,
            spec => found.requirements.push(spec.to_owned()),
        }
    }
    Some(())
}

/// The project's own list, where it lies or where a step copied it to; not one of a folder of the project.
fn is_the_list(file: &str) -> bool {
    let name = file.strip_prefix("./").unwrap_or(file);
    name == "requirements.txt" || file.starts_with(['/', '$']) && file.ends_with("/requirements.txt")
}

/// Commands joined by `&&` or `;`, as words with their quotes taken off; `None` where a shell would do more.
fn commands(text: &str) -> Option<Vec<Vec<String>>> {
    let (mut commands, mut command): (Vec<Vec<String>>, Vec<String>) = (Vec::new(), Vec::new());
    let (mut word, mut open) = (String::new(), false);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' | '\'' => {
                open = true;
                loop {
                    match rest.next()? {
                        inside if inside == c => break,
                        '`' | '\\' => return None,
                        inside => word.push(inside),
                    }
                }
            }
            '&' | ';' => {
                if c == '&' && rest.next() != Some('&') {
                    return None;
                }
                command.extend(open.then(|| std::mem::take(&mut word)));
                open = false;
                commands.push(std::mem::take(&mut command));
            }
            c if c.is_whitespace() => {
                command.extend(open.then(|| std::mem::take(&mut word)));
                open = false;
            }
            '`' | '|' | '<' | '>' | '(' | ')' | '#' | '\\' | '!' | '?' => return None,
            c => {
                open = true;
                word.push(c);
            }
        }
    }
    command.extend(open.then_some(word));
    commands.push(command);
    commands.retain(|command| !command.is_empty());
    (!commands.is_empty()).then_some(commands)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rest: &str, expected: Option<(&[&str], &[&str], bool)>) {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        let expected = expected.map(|(packages, requirements, file)| Installs {
            packages: owned(packages),
            requirements: owned(requirements),
            file,
        });
        assert_eq!(installs(rest), expected, "{rest}");
    }

    #[test]
    fn installing_and_nothing_else() {
        check(
            "apt-get update   && apt-get install -y --no-install-recommends  vim git=1:2.* && apt-get clean && rm -rf /var/lib/apt/lists/*",
            None,
        );
        check(
            "apt-get update && apt-get install -y --no-install-recommends vim libpq-dev && apt-get clean && rm -rf /var/lib/apt/lists/*",
            Some((&["vim", "libpq-dev"], &[], false)),
        );
        check("apt-get update; apt-get -y install gcc", Some((&["gcc"], &[], false)));
        check("apk add --no-cache curl", Some((&["curl"], &[], false)));
        check(
            "pip install --no-cache-dir pandas==2.0 'scipy>=1,<2'",
            Some((&[], &["pandas==2.0", "scipy>=1,<2"], false)),
        );
        check(
            "pip install --no-cache-dir \"apache-airflow==${AIRFLOW_VERSION}\" -r /requirements.txt",
            Some((&[], &[], true)),
        );
        check("python -m pip install --user -r requirements.txt", Some((&[], &[], true)));
    }

    #[test]
    fn anything_else_stays_as_it_is() {
        for rest in [
            "pip install pandas>2",
            "pip install -e .",
            "pip install -r dev.txt",
            "pip install --upgrade pip",
            "pip install -U pandas",
            "pip install -f wheels pandas",
            "pip install -r requirements.txt -r dev.txt",
            "pip install -r dags/requirements.txt",
            "apt-get update && apt-get upgrade -y",
            "pip install ./x",
            "apt-get install -y $PACKAGES",
            "curl x | sh",
            "apt-get install -y vim &",
            "echo 1",
            "apk add --virtual .b gcc",
            "apt-get install 'a",
            "",
        ] {
            check(rest, None);
        }
    }
}

//! What differs, and what the patch says; `tests/judges/test_patch.py` has git and patch apply it.

use super::*;
use proptest::prelude::*;

fn file(path: &str, text: &str) -> SourceText {
    SourceText { path: path.to_owned(), text: text.to_owned(), executable: false }
}

fn of(before: &str, after: &str) -> Comparison {
    compare(&[file("f", before)], &[file("f", after)])
}

#[test]
fn the_same_is_no_difference() {
    assert_eq!(of("a\nb\n", "a\nb\n"), Comparison::default());
}

#[test]
fn changed_lines_stand_with_three_around_them() {
    let found = of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n");
    let patch = "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n";
    assert_eq!(found.patch, patch);
    assert_eq!((found.files[0].added, found.files[0].removed), (1, 1));
    assert_eq!((found.files[0].hunks[0].before, found.files[0].hunks[0].after), (2, 2));
}

#[test]
fn new_gone_and_empty_files() {
    let script = SourceText { executable: true, ..file("run.sh", "x\n") };
    let found = compare(&[file("old", "y"), file("void", "")], &[script, file("empty", "")]);
    let expected = "diff --git a/run.sh b/run.sh\nnew file mode 100755\n--- /dev/null\n+++ b/run.sh\n@@ -0,0 +1,1 @@\n+x\n\
        diff --git a/empty b/empty\nnew file mode 100644\nindex 0000000..e69de29\n\
        diff --git a/old b/old\ndeleted file mode 100644\n--- a/old\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-y\n\\ No newline at end of file\n\
        diff --git a/void b/void\ndeleted file mode 100644\nindex e69de29..0000000\n";
    assert_eq!(found.patch, expected);
    let fates: Vec<Fate> = found.files.iter().map(|file| file.fate).collect();
    assert_eq!(fates, [Fate::New, Fate::New, Fate::Gone, Fate::Gone]);
}

#[test]
fn whether_a_file_may_be_run_is_a_difference() {
    let script = |text: &str| SourceText { executable: true, ..file("run.sh", text) };
    let mode = "diff --git a/run.sh b/run.sh\nold mode 100644\nnew mode 100755\n";
    assert_eq!(compare(&[file("run.sh", "x\n")], &[script("x\n")]).patch, mode);
    let found = compare(&[file("run.sh", "x\n")], &[script("y\n")]);
    assert_eq!(found.patch, format!("{mode}--- a/run.sh\n+++ b/run.sh\n@@ -1,1 +1,1 @@\n-x\n+y\n"));
    assert_eq!(found.files[0].fate, Fate::Changed);
    assert_eq!(compare(&[script("x\n")], &[script("x\n")]), Comparison::default());
}

#[test]
fn line_ends_that_differ_are_seen() {
    let shown = |before, after| -> Vec<String> {
        of(before, after).files[0].hunks[0].lines.iter().map(|line| line.text.clone()).collect()
    };
    assert_eq!(shown("a\r\n", "a\n"), ["a␍", "a"]);
    assert_eq!(shown("a", "a\n"), ["a (no line end)", "a"]);
}

#[test]
fn paths_are_quoted_where_they_must_be() {
    let patch = |path: &str| compare(&[], &[file(path, "x\n")]).patch;
    assert!(patch("a b").starts_with("diff --git a/a b b/a b\n") && patch("a b").contains("+++ b/a b\t\n"));
    assert!(patch("ü\"\n").contains("+++ \"b/\\303\\274\\\"\\012\"\n"));
    assert!(patch("a ").contains("+++ \"b/a \"\n"));
    assert!(compare(&[], &[file("a b", "")]).patch.starts_with("diff --git \"a/a b\" \"b/a b\"\nnew file"));
}

#[test]
fn texts_that_share_nothing_are_replaced() {
    let lines = |word: &str| (0..10_000).map(|at| format!("{word}{at}\n")).collect::<String>();
    let found = of(&format!("same\n{}", lines("a")), &format!("same\n{}", lines("b")));
    assert_eq!((found.files[0].added, found.files[0].removed, found.files[0].hunks.len()), (10_000, 10_000, 1));
}

#[test]
fn few_changes_of_a_long_text_stay_few() {
    let text = |ends: &str| format!("{ends}\n{}{ends}\n", (0..20_000).map(|at| format!("{at}\n")).collect::<String>());
    let found = of(&text("a"), &text("b"));
    assert_eq!((found.files[0].added, found.files[0].removed, found.files[0].hunks.len()), (2, 2, 2));
}

#[test]
fn texts_too_long_to_look_through_are_replaced_between_their_ends() {
    let text = |word: &str| format!("head\n{}tail\n", format!("{word}\n").repeat(60_000));
    let found = of(&text("a"), &text("b"));
    assert_eq!((found.files[0].added, found.files[0].hunks.len()), (60_000, 1));
    assert!(found.patch.contains("@@ -1,60002 +1,60002 @@\n head\n-a\n") && found.patch.ends_with("+b\n tail\n"));
}

#[test]
fn very_many_lines_are_in_the_patch_and_not_all_on_the_page() {
    let found = of("", &(0..5_000).map(|at| format!("{at}\n")).collect::<String>());
    let file = &found.files[0];
    assert_eq!((file.added, file.hidden, file.hunks[0].lines.len()), (5_000, 4_000, 1_000));
    assert!(found.patch.ends_with("+4999\n"));
}

proptest! {
    /// Taking the lines of one side gives that side's part of the text, in order.
    #[test]
    fn hunks_hold_both_sides(before in "([abc]\n){0,14}", after in "([abc]\n){0,14}[d]?") {
        let (old, new) = (lines(&before), lines(&after));
        for hunk in hunks(&old, &new) {
            for (side, text, i, j) in hunk {
                if side != Side::After { prop_assert_eq!(old[i], text); }
                if side != Side::Before { prop_assert_eq!(new[j], text); }
            }
        }
    }

    #[test]
    fn any_texts_are_compared(before in any::<String>(), after in any::<String>()) {
        prop_assert_eq!(of(&before, &after).files.is_empty(), before == after);
    }
}

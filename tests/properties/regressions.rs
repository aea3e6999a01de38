//! What was found once.

use std::fs;
use std::path::Path;

use crate::campaign::Case;
use crate::post_case::PostCase;

/// Each file of `tests/regressions/` once broke a property.
#[test]
fn what_was_found_stays_found() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/regressions");
    let mut count = 0;
    for entry in fs::read_dir(folder).expect("is a folder") {
        let path = entry.expect("is listed").path();
        let name = path.file_name().expect("has a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).expect("is text");
        let case = PostCase { path: name, text };
        assert_eq!(case.check(), Ok(()), "{}", path.display());
        count += 1;
    }
    assert!(count > 0, "there are no cases");
}

//! Posts to compare.

use crate::corpus::{
    DateRules, FileStamp, Format, FurnitureRules, Post, PostPath, SourceFile, SourceText,
};

/// A post with a title and a paragraph.
pub fn post(title: &str, text: &str) -> Post {
    let file = SourceFile {
        path: "a.md".into(),
        relative: PostPath::new("a.md"),
        format: Format::of_name("a.md").expect("a post's name"),
        stamp: FileStamp::default(),
        modified: None,
    };
    let text = format!("---\ntitle: {title}\n---\n{text}\n");
    let source = SourceText { text, bytes: 0, hash: 0, problems: Vec::new() };
    Post::read(&file, source, &DateRules::default(), &FurnitureRules::default())
}

/// `count` different words, numbered from `first`.
pub fn prose(first: usize, count: usize) -> String {
    (first..first + count).map(|number| format!("word{number} ")).collect()
}

//! A post as kwic reads it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::{Deserialize, Serialize};

use super::date::{OrderEvidence, ReadDate};
use super::extract::{Extracted, PageMetadata, extract_with};
use super::found_date::FoundDate;
use super::front_matter::{self, KnownDate, KnownFields};
use super::language::{Evidence, language_of};
use super::{
    Block, BlockKind, DatePrecision, DateRules, DateSource, FurnitureRules, LanguageSource, Map,
    PostDate, PostPath, Problem, ProblemCode, SourceFile, SourceText, Unread, UnreadCode, Value,
    description,
};

/// One post: what its front matter, its body and its file name say, put together.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Post {
    /// Where it lies in the corpus.
    pub path: PostPath,
    /// Its title; never empty.
    pub title: String,
    /// What it says about itself in a few sentences, without what scrapers put around them.
    pub description: Option<String>,
    /// When it was published.
    pub date: Option<PostDate>,
    /// Where the date was found.
    pub date_source: Option<DateSource>,
    /// What the date tells of the order of day and month: with another decision about it, an
    /// ambiguous date is another one.
    pub date_order: Option<OrderEvidence>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Its tags, as written.
    pub tags: Vec<String>,
    /// Its categories, as written.
    pub categories: Vec<String>,
    /// The language it is written in, as a two- or three-letter code.
    pub language: Option<String>,
    /// Where the language was found.
    pub language_source: Option<LanguageSource>,
    /// Its address on the web, whole or from the site's root.
    pub url: Option<String>,
    /// Its lead image.
    pub image: Option<String>,
    /// Whether it says that it is not published yet.
    pub draft: bool,
    /// Its text, captions and furniture, in order.
    pub blocks: Vec<Block>,
    /// The addresses it links to.
    pub links: Vec<String>,
    /// The addresses of its images.
    pub images: Vec<String>,
    /// Every other front-matter key.
    #[serde(with = "front_matter::stored")]
    pub meta: Map,
    /// What could not be taken as written.
    pub problems: Vec<Problem>,
}

/// A post and what was read for it.
#[derive(Clone, Debug)]
pub struct ReadPost {
    /// The post.
    pub post: Post,
    /// How many bytes its file holds.
    pub bytes: u64,
    /// The hash of these bytes.
    pub hash: u64,
}

impl Post {
    /// Reads the post of a file.
    ///
    /// # Errors
    /// If the file cannot be read as a post, with the reason.
    pub fn of(
        file: &SourceFile,
        rules: &DateRules<'_>,
        furniture: &FurnitureRules,
    ) -> Result<ReadPost, Unread> {
        let source = file.read()?;
        let (bytes, hash) = (source.bytes, source.hash);
        // The parsers hold some states to be impossible and panic in them. That none was ever met
        // is no promise, and one post must not end the run.
        let read = catch_unwind(AssertUnwindSafe(|| Self::read(file, source, rules, furniture)));
        let post = read.map_err(|_| {
            let reason = "kwic failed on it, which is a mistake to be reported";
            file.unread(UnreadCode::Internal, reason)
        })?;
        Ok(ReadPost { post, bytes, hash })
    }

    /// Reads a post out of the text of its file.
    pub fn read(
        file: &SourceFile,
        source: SourceText,
        rules: &DateRules<'_>,
        furniture: &FurnitureRules,
    ) -> Self {
        let split = front_matter::split(&source.text);
        let mut problems = source.problems;
        problems.extend(split.problems);
        let fields = split.front_matter.map_or_else(KnownFields::default, |raw| {
            let (front_matter, found) = front_matter::parse(&raw);
            problems.extend(found);
            let (fields, found) = KnownFields::take(front_matter);
            problems.extend(found);
            fields
        });
        let mut extracted = extract_with(split.body, file.format, split.body_line, furniture);
        problems.append(&mut extracted.problems);
        Self::assemble(file, fields, extracted, problems, rules)
    }

    fn assemble(
        file: &SourceFile,
        mut fields: KnownFields,
        mut extracted: Extracted,
        mut problems: Vec<Problem>,
        rules: &DateRules<'_>,
    ) -> Self {
        let metadata = std::mem::take(&mut extracted.metadata);
        let url = fields.url.or_else(|| metadata.url.clone());
        let found = date_of(file, fields.date, url.as_deref(), &metadata);
        let date = found.map(|found| {
            let (date, doubts) = found.settle(&file.relative, rules);
            problems.extend(doubts);
            date
        });
        if extracted.blocks.is_empty() && fields.description.is_none() {
            problems.push(Problem::of_post(ProblemCode::NoText, "there is no text in it"));
        }
        let title = fields
            .title
            .or(metadata.headline)
            .or_else(|| extracted.first_heading().map(str::to_owned))
            .or(extracted.page_title)
            .unwrap_or_else(|| title_of_name(&file.relative));
        let written = fields.description.as_ref().or(metadata.description.as_ref());
        let description =
            written.and_then(|written| description::clean(written, &title, &extracted.blocks));
        // Whoever reads the JSON finds all that the front matter says.
        if let Some(written) = fields.description.filter(|text| Some(text) != description.as_ref())
        {
            fields.meta.insert("description".to_owned(), Value::Text(written));
        }
        let (language, language_source) = language_of(Evidence {
            written: fields.language,
            path: &file.relative,
            attribute: extracted.language.as_deref(),
            title: &title,
            description: description.as_deref(),
            blocks: &extracted.blocks,
        })
        .unzip();
        Self {
            path: file.relative.clone(),
            title,
            description,
            date,
            date_source: found.map(|found| found.source),
            date_order: found.and_then(|found| found.read.order),
            authors: if fields.authors.is_empty() { metadata.authors } else { fields.authors },
            tags: fields.tags,
            categories: fields.categories,
            language,
            language_source,
            url,
            image: fields.image.or(metadata.image),
            draft: fields.draft,
            blocks: extracted.blocks,
            links: extracted.links,
            images: extracted.images,
            meta: fields.meta,
            problems,
        }
    }

    /// The date, unless it is only the file's own: that one ranks and filters nothing, since a copy
    /// of the folder would change the answers.
    pub fn own_date(&self) -> Option<PostDate> {
        self.date.filter(|_| self.date_source != Some(DateSource::Mtime))
    }

    /// The article's text: blocks apart by a blank line, without captions and furniture.
    pub fn text(&self) -> String {
        let blocks: Vec<_> = self.text_blocks().map(|block| block.text.as_str()).collect();
        blocks.join("\n\n")
    }

    /// The blocks of the article's own text.
    pub fn text_blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|block| block.kind.is_text())
    }

    /// The text of each heading.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.texts_of(|kind| matches!(kind, BlockKind::Heading(_)))
    }

    /// The text of each caption, credit or alternative text.
    pub fn captions(&self) -> impl Iterator<Item = &str> {
        self.texts_of(|kind| kind == BlockKind::Caption)
    }

    fn texts_of(&self, is_wanted: impl Fn(BlockKind) -> bool) -> impl Iterator<Item = &str> {
        let wanted = self.blocks.iter().filter(move |block| is_wanted(block.kind));
        wanted.map(|block| block.text.as_str())
    }
}

/// The first source that knows the date; the file's own time comes last, since a copy changes it.
///
/// An address that names no more than a month gives way to all that names a day.
fn date_of(
    file: &SourceFile,
    written: Option<KnownDate>,
    url: Option<&str>,
    page: &PageMetadata,
) -> Option<FoundDate> {
    if let Some(known) = written {
        let source = DateSource::FrontMatter;
        return Some(FoundDate { read: known.read, source, known: Some(known) });
    }
    let path = file.relative.to_string();
    let first = |texts: &[String]| texts.iter().find_map(|text| PostDate::parse(text).ok());
    let undoubted = |date: Option<PostDate>| date.map(ReadDate::from);
    let permalink = url.and_then(PostDate::from_path);
    let of_day = |date: &PostDate| date.precision() >= DatePrecision::Day;
    let sources = [
        (first(&page.dates), DateSource::Metadata),
        (undoubted(PostDate::from_path(&path)), DateSource::Path),
        (undoubted(permalink.filter(of_day)), DateSource::Path),
        (undoubted(PostDate::from_file_name(&file.relative.file_name())), DateSource::FileName),
        (first(&page.shown), DateSource::Metadata),
        (first(&page.times), DateSource::TimeElement),
        (first(&page.modified), DateSource::Metadata),
        (undoubted(permalink), DateSource::Path),
        (undoubted(file.date()), DateSource::Mtime),
    ];
    sources.into_iter().find_map(|(read, source)| Some(FoundDate::new(read?, source)))
}

/// A title made of a file name: `2020-10-19-the-truce.md` is "the truce". A page that is the index
/// of its folder takes the folder's name.
fn title_of_name(path: &PostPath) -> String {
    let name = path.file_name();
    let stem = name.split('.').find(|part| !part.is_empty()).unwrap_or(&name);
    let folder = path.as_path().parent().and_then(|folder| folder.file_name());
    let stem = match folder {
        Some(folder) if matches!(stem, "index" | "_index") => folder.to_string_lossy().into_owned(),
        _ => stem.to_owned(),
    };
    let slug = stem.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '_');
    let words = slug.replace(['-', '_'], " ");
    let title = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { stem } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{FileStamp, Format};

    fn post(path: &str, text: &str) -> Post {
        let file = SourceFile {
            path: path.into(),
            relative: PostPath::new(path),
            format: Format::of_name(path).expect("a post's name"),
            stamp: FileStamp::default(),
            modified: None,
        };
        let source = SourceText { text: text.into(), bytes: 0, hash: 0, problems: Vec::new() };
        Post::read(&file, source, &DateRules::default(), &FurnitureRules::default())
    }

    #[test]
    fn the_title_is_found_somewhere() {
        let table = [
            ("a.md", "---\ntitle: Given\n---\n# Heading\n", "Given"),
            ("a.md", "# Heading\n\nText.", "Heading"),
            ("a.html", "<html><title>Page &amp; all</title><p>Text.</p></html>", "Page & all"),
            ("2020-10-19-the-truce.md", "Text.", "the truce"),
            ("posts/ebooks/index.html", "<p>Text.</p>", "ebooks"),
            ("2020.txt", "Text.", "2020"),
        ];
        for (path, text, title) in table {
            assert_eq!(post(path, text).title, title, "{path}: {text}");
        }
    }

    #[test]
    fn the_date_is_found_somewhere() {
        let table = [
            (
                "2019-01-02-a.md",
                "---\ndate: 2020-10-19\n---\n",
                Some(("2020-10-19", "front_matter")),
            ),
            ("2019-01-02-a.md", "Text.", Some(("2019-01-02", "file_name"))),
            ("2018/05/15/a.md", "Text.", Some(("2018-05-15", "path"))),
            (
                "2018/05/15/a.html",
                "<html><meta name=date content=2017-01-02><p>Text.",
                Some(("2017-01-02", "metadata")),
            ),
            (
                "a.html",
                "<p>Seen <time datetime=2016-03-04>then</time>.",
                Some(("2016-03-04", "time_element")),
            ),
            ("a.md", "---\npermalink: /2019/05/15/a/\n---\nText.", Some(("2019-05-15", "path"))),
            (
                "a.html",
                "<html><link rel=canonical href=https://example.org/2019/05/15/a><h1>A</h1><p>3 May 2010",
                Some(("2019-05-15", "path")),
            ),
            (
                "a.html",
                "<html><link rel=canonical href=https://example.org/2019/05/a><h1>A</h1><p>3 May 2010",
                Some(("2010-05-03", "metadata")),
            ),
            (
                "a.html",
                "<html><link rel=canonical href=https://example.org/2019/05/a><h1>A</h1><p>Text.",
                Some(("2019-05", "path")),
            ),
            (
                "a.html",
                "<html><meta name=last-modified content=2021-01-02><h1>A</h1><time>3 May 2010</time>",
                Some(("2010-05-03", "time_element")),
            ),
            (
                "a.html",
                "<html><meta name=last-modified content=2021-01-02><p>Text.",
                Some(("2021-01-02", "metadata")),
            ),
            ("a.md", "Text.", None),
        ];
        for (path, text, expected) in table {
            let post = post(path, text);
            let found = post.date.zip(post.date_source).map(|(d, s)| (d.to_string(), s.as_str()));
            assert_eq!(found, expected.map(|(d, s)| (d.to_owned(), s)), "{path}");
        }
    }

    #[test]
    fn text_comes_without_furniture() {
        let html = "<p>One.</p><figcaption>Seen here</figcaption><p>toggle caption</p><p>Two.</p>";
        let post = post("a.html", html);
        assert_eq!(post.text(), "One.\n\nTwo.");
        assert_eq!(post.captions().collect::<Vec<_>>(), ["Seen here"]);
    }
}

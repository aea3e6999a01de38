//! What the index knows of a post, field by field.

use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, JsonObjectOptions, NumericOptions, STRING,
    Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis::{KEYWORD_ANALYZER, TEXT_ANALYZER};

/// The version of what is written into an index: fields, their options, and the stored post. It
/// rises with each change, and an index of another version is built anew.
pub const SCHEMA_VERSION: u32 = 4;

/// The version of how posts are read. It rises with each change that makes another post of the same
/// file, and the posts of an index of another version are read again.
pub const PIPELINE_VERSION: u32 = 1;

/// The names of the columns: values that are read by post instead of by term.
pub mod columns {
    /// The id.
    pub const ID: &str = "id";
    /// The hash of the bytes of the post's file.
    pub const HASH: &str = "hash";
    /// The number of the commit that brought what the post's file holds now.
    pub const ARRIVAL: &str = "arrival";
    /// When the run of that commit began, in seconds since 1970 in UTC.
    pub const ARRIVED_AT: &str = "arrived_at";
    /// How many problems the post has.
    pub const PROBLEMS: &str = "problems";
    /// The path, by which ties are settled.
    pub const PATH: &str = "path";
    /// The bytes of a path that is not UTF-8; only such posts have it.
    pub const ODD_PATH: &str = "odd_path";
    /// The instant of the date, in seconds since 1970 in UTC.
    pub const DATE: &str = "date";
    /// The day of the date, counted from 1970-01-01 in the post's own offset.
    pub const DAY: &str = "day";
    /// The language.
    pub const LANGUAGE: &str = "language";
    /// The tags, as written.
    pub const TAG: &str = "tag";
    /// The categories, as written.
    pub const CATEGORY: &str = "category";
    /// The authors, as written.
    pub const AUTHOR: &str = "author";
    /// The signature of the text, by which its copies are found; see
    /// [`Signature`](crate::resemblance::Signature). Posts without text have none.
    pub const SIGNATURE: &str = "signature";
}

/// The fields of the schema.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The post's id; also a column.
    pub id: Field,
    /// A column: see [`columns::HASH`].
    pub hash: Field,
    /// A column: see [`columns::ARRIVAL`].
    pub arrival: Field,
    /// A column: see [`columns::ARRIVED_AT`].
    pub arrived_at: Field,
    /// A column: see [`columns::PROBLEMS`].
    pub problems: Field,
    /// The path relative to the corpus; also a column.
    pub path: Field,
    /// A column: see [`columns::ODD_PATH`].
    pub odd_path: Field,
    /// Words of the title.
    pub title: Field,
    /// Words of the description.
    pub description: Field,
    /// Words of the headings, which are words of the body too.
    pub headings: Field,
    /// Words of the article's text.
    pub body: Field,
    /// Words of captions, credits, alternative texts and furniture.
    pub captions: Field,
    /// Words of tags, categories and authors, so that a bare word finds them.
    pub keywords: Field,
    /// Words of the authors' names.
    pub author: Field,
    /// Each tag as a whole; also a column.
    pub tag: Field,
    /// Each category as a whole; also a column.
    pub category: Field,
    /// The language code; also a column.
    pub language: Field,
    /// What the post links to: see [`LinkTarget`](crate::corpus::LinkTarget).
    pub link: Field,
    /// Where its images lie, in the same form.
    pub image: Field,
    /// A column: see [`columns::DATE`].
    pub date: Field,
    /// A column: see [`columns::DAY`].
    pub day: Field,
    /// What the date tells of the order of day and month (`dmy`, `mdy`, `ambiguous`), by which such
    /// posts are found again.
    pub date_order: Field,
    /// Every other front-matter key, by name and type; what can be read as a date also by its
    /// day.
    pub meta: Field,
    /// The paths of those keys that have a value (`author`, `author.login`), in lower case.
    pub key: Field,
    /// A column: see [`columns::SIGNATURE`].
    pub signature: Field,
    /// The post itself, to be shown.
    pub post: Field,
}

impl Fields {
    /// The schema and its fields.
    pub fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let raw_column = |text: TextOptions| text.set_fast("raw");
        let keyword = raw_column(
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(KEYWORD_ANALYZER)
                    .set_fieldnorms(false)
                    .set_index_option(IndexRecordOption::Basic),
            ),
        );
        let words = TextFieldIndexing::default()
            .set_tokenizer(TEXT_ANALYZER)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(words.clone());
        let column = NumericOptions::from(FAST);
        let fields = Self {
            id: schema.add_text_field(columns::ID, raw_column(STRING)),
            hash: schema.add_u64_field(columns::HASH, column.clone()),
            arrival: schema.add_u64_field(columns::ARRIVAL, column.clone()),
            arrived_at: schema.add_i64_field(columns::ARRIVED_AT, column.clone()),
            problems: schema.add_u64_field(columns::PROBLEMS, column.clone()),
            path: schema.add_text_field(columns::PATH, raw_column(STRING)),
            odd_path: schema.add_bytes_field(columns::ODD_PATH, FAST),
            title: schema.add_text_field("title", text.clone()),
            description: schema.add_text_field("description", text.clone()),
            headings: schema.add_text_field("headings", text.clone()),
            body: schema.add_text_field("body", text.clone()),
            captions: schema.add_text_field("captions", text.clone()),
            keywords: schema.add_text_field("keywords", text.clone()),
            author: schema.add_text_field(columns::AUTHOR, raw_column(text)),
            tag: schema.add_text_field(columns::TAG, keyword.clone()),
            category: schema.add_text_field(columns::CATEGORY, keyword.clone()),
            language: schema.add_text_field(columns::LANGUAGE, keyword),
            link: schema.add_text_field("link", STRING),
            image: schema.add_text_field("image", STRING),
            date: schema.add_i64_field(columns::DATE, column.clone()),
            day: schema.add_i64_field(columns::DAY, column),
            date_order: schema.add_text_field("date_order", STRING),
            meta: schema.add_json_field(
                "meta",
                JsonObjectOptions::default().set_indexing_options(words).set_expand_dots_enabled(),
            ),
            key: schema.add_text_field("key", STRING),
            signature: schema.add_bytes_field(columns::SIGNATURE, FAST),
            post: schema.add_bytes_field("post", BytesOptions::default().set_stored()),
        };
        (schema.build(), fields)
    }
}

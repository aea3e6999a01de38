//! The keys that kwic understands, under the many names that site generators give them.

mod date;
mod label;
mod single;

pub use date::KnownDate;
pub use single::language_code;

use crate::corpus::problem::{Problem, ProblemCode};

use super::{FrontMatter, Map, Value, is_template_tag};
use label::{collect_names, collect_names_of_maps, push, split_labels};
use single::{image, language, truth, url};

/// What the front matter says about a post.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KnownFields {
    /// The title, on one line.
    pub title: Option<String>,
    /// The description or summary, on one line.
    pub description: Option<String>,
    /// When the post was published, or else last changed.
    pub date: Option<KnownDate>,
    /// Who wrote it; "A and B" is left as it is.
    pub authors: Vec<String>,
    /// Its tags, or else its key words.
    pub tags: Vec<String>,
    /// Its categories.
    pub categories: Vec<String>,
    /// The primary subtag of its language, in lower case: `en` for `en_US`.
    pub language: Option<String>,
    /// The path or URL of its picture.
    pub image: Option<String>,
    /// The path or URL at which it was published.
    pub url: Option<String>,
    /// The last part of that path.
    pub slug: Option<String>,
    /// Whether it is not meant to be read yet.
    pub draft: bool,
    /// Every other key, in order.
    pub meta: Map,
}

const DESCRIPTION_KEYS: &[&str] = &["description", "summary", "excerpt", "subtitle", "abstract"];
const AUTHOR_KEYS: &[&str] = &["authors", "author", "by", "byline"];
const TAG_KEYS: &[&str] = &["tags", "tag", "taxonomies.tags", "keywords"];
const CATEGORY_KEYS: &[&str] = &["categories", "category", "taxonomies.categories"];
const LANGUAGE_KEYS: &[&str] = &["language", "lang", "locale"];
const IMAGE_KEYS: &[&str] = &[
    "image",
    "cover",
    "cover_image",
    "coverImage",
    "cover-img",
    "featured_image",
    "featuredImage",
    "thumbnail",
    "thumbnail-img",
    "og_image",
    "ogImage",
    "socialImage",
    "header-img",
    "header_img",
    "banner",
];
const URL_KEYS: &[&str] =
    &["url", "permalink", "link", "canonicalUrl", "canonical_url", "canonical"];

impl KnownFields {
    /// Picks the known keys out of a front matter, and says what was wrong with their values.
    pub fn take(front_matter: FrontMatter) -> (Self, Vec<Problem>) {
        let used = vec![false; front_matter.fields.len()];
        let mut picker = Picker { front_matter, used, problems: Vec::new() };
        let mut known = Self {
            title: picker.text("title"),
            description: DESCRIPTION_KEYS.iter().find_map(|key| picker.text(key)),
            authors: picker.authors(),
            tags: picker.labels(TAG_KEYS),
            categories: picker.labels(CATEGORY_KEYS),
            language: picker.first(LANGUAGE_KEYS, language),
            image: picker.first(IMAGE_KEYS, image),
            url: picker.first(URL_KEYS, url),
            slug: picker.slug(),
            draft: picker.draft(),
            date: picker.date(),
            meta: Map::default(),
        };
        known.meta = picker.rest();
        (known, picker.problems)
    }
}

/// Takes keys from a front matter, and remembers which.
struct Picker {
    front_matter: FrontMatter,
    used: Vec<bool>,
    problems: Vec<Problem>,
}

impl Picker {
    fn value(&self, key: &str) -> Option<&Value> {
        self.front_matter.get(key)
    }

    fn written(&self, key: &str) -> Option<String> {
        let written = self.front_matter.written(key)?;
        Some(written.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty() && !is_template_tag(text))
    }

    /// Notes that a key is not among the others; a key inside a map stays with its map.
    fn use_up(&mut self, key: &str) {
        if let Some(index) = self.front_matter.position(key) {
            self.used[index] = true;
        }
    }

    fn report(&mut self, code: ProblemCode, key: &str, message: String) {
        let line = self.front_matter.line(key);
        self.problems.push(Problem { code, message, line });
    }

    fn report_type(&mut self, key: &str, what: &str, remedy: &str) {
        self.report(ProblemCode::ValueType, key, format!("`{key}` is {what}; {remedy}"));
    }

    /// The text of a key, whatever its type; only for the title is "true" one.
    fn text(&mut self, key: &str) -> Option<String> {
        const TAKEN: &str = "the text that was written was taken";
        let is_title = key == "title";
        let mistake = match self.value(key)? {
            Value::Bool(true) if is_title => Some(("a truth value", TAKEN)),
            Value::Bool(_) => Some(("a truth value", "it is left out")),
            Value::List(items) if !items.is_empty() => Some(("a list", TAKEN)),
            Value::Map(map) if !map.is_empty() => Some(("a map", TAKEN)),
            _ => None,
        };
        self.use_up(key);
        if let Some((what, remedy)) = mistake {
            self.report_type(key, what, remedy);
        }
        let is_left_out = mistake.is_some_and(|(_, remedy)| remedy != TAKEN);
        self.written(key).filter(|_| !is_left_out)
    }

    /// The first of the keys whose value can be read.
    fn first(&mut self, keys: &[&str], read: fn(&Value) -> Option<String>) -> Option<String> {
        let (key, text) = keys.iter().find_map(|key| Some((key, read(self.value(key)?)?)))?;
        self.use_up(key);
        Some(text)
    }

    fn slug(&mut self) -> Option<String> {
        self.use_up("slug");
        let is_single =
            |value: &Value| !matches!(value, Value::Bool(_) | Value::List(_) | Value::Map(_));
        self.value("slug").filter(|value| is_single(value))?;
        self.written("slug")
    }

    fn authors(&mut self) -> Vec<String> {
        for key in AUTHOR_KEYS {
            let Some(value) = self.value(key) else {
                continue;
            };
            let mut names = Vec::new();
            match value {
                Value::Int(_) | Value::Float(_) => names.extend(self.written(key)),
                value => collect_names(value, &mut names),
            }
            if !names.is_empty() {
                self.use_up(key);
                return names;
            }
        }
        Vec::new()
    }

    /// Tags or categories: the first of the keys that has any.
    fn labels(&mut self, keys: &[&str]) -> Vec<String> {
        for key in keys {
            let labels = self.labels_of(key);
            let is_map = matches!(self.value(key), Some(Value::Map(map)) if !map.is_empty());
            if labels.is_empty() && is_map {
                self.report_type(key, "a map", "it is left as it is");
            }
            if !labels.is_empty() {
                self.use_up(key);
                return labels;
            }
        }
        for key in keys {
            if self.value(key).is_some_and(Value::is_empty) {
                self.use_up(key);
            }
        }
        Vec::new()
    }

    fn labels_of(&self, key: &str) -> Vec<String> {
        let mut labels = Vec::new();
        match self.value(key) {
            None | Some(Value::Null | Value::Bool(_)) => {}
            Some(Value::Text(text)) => {
                for label in split_labels(key, text) {
                    push(&mut labels, label);
                }
            }
            Some(value @ (Value::List(_) | Value::Map(_))) => {
                for item in self.front_matter.written_items(key) {
                    push(&mut labels, &item);
                }
                collect_names_of_maps(value, &mut labels);
            }
            Some(_) => labels.extend(self.written(key)),
        }
        labels
    }

    fn draft(&mut self) -> bool {
        const UNPUBLISHED: [&str; 4] = ["draft", "private", "pending", "future"];
        let mut draft = false;
        for (key, meaning) in [("draft", true), ("published", false)] {
            if let Some(said) = self.value(key).and_then(truth) {
                self.use_up(key);
                draft |= said == meaning;
            }
        }
        let status = self.value("status").and_then(Value::as_text).unwrap_or_default();
        draft || UNPUBLISHED.contains(&status.trim().to_lowercase().as_str())
    }

    fn rest(&mut self) -> Map {
        let fields = std::mem::take(&mut self.front_matter.fields);
        let unused = fields.into_iter().zip(&self.used).filter(|(_, used)| !**used);
        unused.map(|(field, _)| (field.key, field.value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::front_matter::{RawFrontMatter, Syntax, parse};

    /// The known fields of a YAML text, each non-empty one as `name=value`, and the problems.
    fn known(text: &str) -> (String, Vec<ProblemCode>) {
        let (front_matter, _) = parse(&RawFrontMatter { syntax: Syntax::Yaml, text, line: 2 });
        let (known, problems) = KnownFields::take(front_matter);
        let mut shown = Vec::new();
        let texts = [
            ("title", known.title),
            ("description", known.description),
            ("date", known.date.map(|known| known.read.date.to_string())),
            ("language", known.language),
            ("image", known.image),
            ("url", known.url),
            ("slug", known.slug),
        ];
        shown.extend(texts.into_iter().filter_map(|(key, text)| Some(format!("{key}={}", text?))));
        let lists =
            [("authors", known.authors), ("tags", known.tags), ("categories", known.categories)];
        let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
        shown.extend(lists.map(|(key, list)| format!("{key}={}", list.join("|"))));
        shown.extend(known.draft.then(|| "draft".to_owned()));
        shown.extend(known.meta.iter().map(|(key, value)| format!("meta.{key}={value}")));
        (shown.join(" "), problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn keys_become_fields() {
        let table = [
            ("title: A  b\nlayout: post", "title=A b meta.layout=post"),
            ("Title: >\n  A\n  b\n", "title=A b"),
            ("title: 1.10", "title=1.10"),
            ("title: 007", "title=007"),
            ("title:", ""),
            ("title: {{Title}}\ndate: {{Date}}", "meta.date={{Date}}"),
            ("summary: s\ndescription:\nexcerpt: e", "description=s meta.excerpt=e"),
            ("date: 2020-10-14\nupdated: 2021", "date=2020-10-14 meta.updated=2021"),
            ("date:\npubDate: 2020-10-14", "date=2020-10-14 meta.date="),
            ("date: 2020.10", "date=2020-10"),
            ("date: 1603120581.2402408", "date=2020-10-19T15:16:21Z"),
            ("published: true\ncreated: 2020", "date=2020"),
            ("published: 2020-10-14", "date=2020-10-14"),
            ("ms.date: 10/14/2020", "date=2020-10-14"),
            (
                "date: 0001-01-01T00:00:00Z\nlastmod: 2020",
                "date=2020 meta.date=0001-01-01T00:00:00Z",
            ),
            ("date_gmt: 2020-10-14 08:00", "date=2020-10-14T08:00:00Z"),
            ("author: A and B", "authors=A and B"),
            ("authors: [A, {name: B}, {login: c}]", "authors=A|B|c"),
            ("author:\n  display_name: A\n  login: a", "authors=A"),
            ("author: 5087\nby: B", "authors=5087 meta.by=B"),
            ("author: false", "meta.author=false"),
            ("tags: [2020, 1.10, a b]", "tags=2020|1.10|a b"),
            ("tags: a, b c,a", "tags=a|b c"),
            ("tags: open source", "tags=open|source"),
            ("tag: open source", "tags=open source"),
            ("tags: '#a #b'", "tags=a|b"),
            ("tags:\n- a\n- {name: b}", "tags=a|b"),
            ("tags: []\nkeywords: a, b", "tags=a|b meta.tags="),
            ("tags:", ""),
            ("tags: {{ tags }}\ntag: a", "tags=a meta.tags={{ tags }}"),
            ("taxonomies:\n  tags: [a]", "tags=a meta.taxonomies=tags: a"),
            (
                "category: open source\nsection: content",
                "categories=open source meta.section=content",
            ),
            ("language: en_US", "language=en"),
            ("lang: zh-Hans", "language=zh"),
            ("locale: C3\nlang: pt-BR.UTF-8", "language=pt meta.locale=C3"),
            ("cover_image: false\nimage: {path: a.png}", "image=a.png meta.cover_image=false"),
            ("image: [a.png, b.png]", "image=a.png"),
            (
                "permalink: /:year/:title/\nlink: https://a.b/c",
                "url=https://a.b/c meta.permalink=/:year/:title/",
            ),
            ("slug: a/b\nurl: /blog/", "url=/blog/ slug=a/b"),
            ("draft: true", "draft"),
            ("draft: 'false'", ""),
            ("draft: yes", "draft"),
            ("published: false", "draft"),
            ("published: 'false'", "draft"),
            ("status: Draft", "draft meta.status=Draft"),
            ("status: publish", "meta.status=publish"),
        ];
        for (text, expected) in table {
            assert_eq!(known(text), (expected.to_owned(), Vec::new()), "{text:?}");
        }
    }

    #[test]
    fn wrong_values_are_mended_and_reported() {
        use ProblemCode::{DateGuessed, DateOffset, DateUnreadable, ValueType};
        let table: [(&str, &str, &[ProblemCode]); 11] = [
            ("title: [Solved]", "title=[Solved]", &[ValueType]),
            ("title: {a: b}", "title={a: b}", &[ValueType]),
            ("title:\n- a\n- b", "title=a, b", &[ValueType]),
            ("title: True", "title=True", &[ValueType]),
            ("title: false", "", &[ValueType]),
            ("description: false\nsummary: s", "description=s", &[ValueType]),
            ("date: soon\nupdated: 2020", "date=2020 meta.date=soon", &[DateUnreadable]),
            ("date: 2020-10-14T08:00:00+23:00", "date=2020-10-14T08:00:00", &[DateOffset]),
            ("date: 2020-10-14 25:00", "date=2020-10-14", &[DateUnreadable]),
            ("date: 14.10.20", "date=2020-10-14", &[DateGuessed]),
            ("tags: {a: b}", "meta.tags=a: b", &[ValueType]),
        ];
        for (text, expected, problems) in table {
            assert_eq!(known(text), (expected.to_owned(), problems.to_vec()), "{text:?}");
        }
    }
}

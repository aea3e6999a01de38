//! The search engine by itself: its query parser, its snippets, stems in the index.

use kwic::index::IndexReader;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::QueryParser;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::snippet::SnippetGenerator;
use tantivy::{Index, Searcher, TantivyDocument, doc};
use tempfile::TempDir;

use crate::question::Kind;
use crate::stem::english;

/// What the engine may take for an index run before it writes, in bytes.
const MEMORY: usize = 256 << 20;

/// An index of the same posts with stems of their title, description and text.
pub struct Engine {
    searcher: Searcher,
    body: Field,
    words: QueryParser,
    prefixes: QueryParser,
    fuzzy: QueryParser,
    _folder: TempDir,
}

impl Engine {
    /// Builds it in a folder of its own.
    pub fn of(reader: &IndexReader) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let indexing = TextFieldIndexing::default()
            .set_tokenizer("en_stem")
            .set_index_option(IndexRecordOption::WithFreqsAndPositions);
        let text = TextOptions::default().set_indexing_options(indexing).set_stored();
        let mut schema = Schema::builder();
        let fields =
            ["title", "description", "body"].map(|name| schema.add_text_field(name, text.clone()));
        let index = Index::create_in_dir(folder.path(), schema.build()).expect("is empty");
        index.tokenizers().register("en_stem", english());
        fill(&index, fields, reader);
        let parser = || {
            let mut parser = QueryParser::for_index(&index, fields.to_vec());
            // As in kwic, all words are required.
            parser.set_conjunction_by_default();
            parser
        };
        let inexact = |is_prefix, distance| {
            let mut parser = parser();
            for field in fields {
                parser.set_field_fuzzy(field, is_prefix, distance, true);
            }
            parser
        };
        let searcher = index.reader().expect("opens").searcher();
        assert_eq!(searcher.num_docs(), reader.posts());
        let (words, prefixes, fuzzy) = (parser(), inexact(true, 0), inexact(false, 1));
        Self { searcher, body: fields[2], words, prefixes, fuzzy, _folder: folder }
    }

    /// Answers a query: ten hits with a snippet each, and how many there are in all.
    pub fn answer(&self, kind: Kind, query: &str) -> (usize, usize) {
        let parser = match kind {
            Kind::Word | Kind::ThreeWords | Kind::Phrase => &self.words,
            Kind::Prefix => &self.prefixes,
            Kind::Fuzzy => &self.fuzzy,
        };
        let query = parser.parse_query(query).expect("is a query");
        let top = TopDocs::with_limit(10).order_by_score();
        let (hits, total) = self.searcher.search(&query, &(top, Count)).expect("searches");
        let snippets =
            SnippetGenerator::create(&self.searcher, &*query, self.body).expect("has terms");
        let length = hits.into_iter().map(|(_, address)| {
            let post: TantivyDocument = self.searcher.doc(address).expect("is stored");
            snippets.snippet_from_doc(&post).fragment().len()
        });
        (length.sum(), total)
    }
}

fn fill(index: &Index, [title, description, body]: [Field; 3], reader: &IndexReader) {
    let mut writer = index.writer(MEMORY).expect("is free");
    for (segment, number) in reader.searcher().segment_readers().iter().zip(0..) {
        for post in segment.doc_ids_alive() {
            let post = reader.post(tantivy::DocAddress::new(number, post)).expect("is there").post;
            let document = doc!(
                title => post.title.as_str(),
                description => post.description.as_deref().unwrap_or_default(),
                body => post.text(),
            );
            writer.add_document(document).expect("is taken");
        }
    }
    writer.commit().expect("commits");
    writer.wait_merging_threads().expect("merges");
}

//! What files of the played folder may hold.

use fastrand::Rng;

/// What a file holds. Those of one kind are equally long, whatever their number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A body and nothing else: the date comes from the name, or is that of the file.
    Bare(u8),
    /// A post with title, date and tag.
    Whole(u8),
    /// The same with links and a list of its own, in which the words lie apart.
    Listed(u8),
    /// A date that is either the fifth of April or the fourth of May.
    Ambiguous(u8),
    /// A date that proves that days come first.
    DayFirst(u8),
    /// A date that proves that months come first.
    MonthFirst(u8),
    /// A post that is not published.
    Draft(u8),
    /// Bytes that are no text.
    Binary(u8),
    /// Nothing at all.
    Empty,
}

/// Of equal length, so that an edit may leave the size of a file as it was.
pub const WORDS: [&str; 8] =
    ["anvil", "birch", "cider", "delta", "ember", "fjord", "grove", "heron"];

/// How many contents of one kind there are: few, so that files with the same bytes are common.
const NUMBERS: u8 = 24;

impl Content {
    /// Any content; most are posts.
    pub fn any(rng: &mut Rng) -> Self {
        let number = rng.u8(..NUMBERS);
        match rng.u8(..20) {
            0..4 => Self::Bare(number),
            4..9 => Self::Whole(number),
            9..11 => Self::Listed(number),
            11..13 => Self::Ambiguous(number),
            13 => Self::DayFirst(number),
            14 => Self::MonthFirst(number),
            15..17 => Self::Draft(number),
            17..19 => Self::Binary(number),
            _ => Self::Empty,
        }
    }

    /// The same kind with another number.
    pub fn sibling(self, rng: &mut Rng) -> Self {
        let number = rng.u8(..NUMBERS);
        match self {
            Self::Bare(_) => Self::Bare(number),
            Self::Whole(_) => Self::Whole(number),
            Self::Listed(_) => Self::Listed(number),
            Self::Ambiguous(_) => Self::Ambiguous(number),
            Self::DayFirst(_) => Self::DayFirst(number),
            Self::MonthFirst(_) => Self::MonthFirst(number),
            Self::Draft(_) => Self::Draft(number),
            Self::Binary(_) => Self::Binary(number),
            Self::Empty => Self::Empty,
        }
    }

    /// The bytes of the file.
    pub fn bytes(self) -> Vec<u8> {
        let dated = |date: &str, number| format!("---\ndate: {date}\n---\n{}\n", sentence(number));
        match self {
            Self::Bare(number) => format!("{}\n", sentence(number)).into_bytes(),
            Self::Whole(number) => whole(number, &sentence(number)),
            Self::Listed(number) => {
                let items = sentence(number).replace(' ', "</li><li>");
                whole(number, &format!("<ul><li>{items}</li></ul><a href=/x>{number:02}</a>"))
            }
            Self::Ambiguous(number) => dated("04/05/2020", number).into_bytes(),
            Self::DayFirst(number) => dated("25/12/2019", number).into_bytes(),
            Self::MonthFirst(number) => dated("12/25/2019", number).into_bytes(),
            Self::Draft(number) => {
                format!("---\ndraft: true\n---\n{}\n", sentence(number)).into_bytes()
            }
            Self::Binary(number) => vec![0, 0xff, number, 0, 0xfe],
            Self::Empty => Vec::new(),
        }
    }
}

fn whole(number: u8, body: &str) -> Vec<u8> {
    let (title, tag) = (word(number / 3), word(number % 5));
    let day = 10 + number;
    format!("---\ntitle: The {title}\ndate: 2020-10-{day}\ntags: [{tag}]\n---\n{body}\n")
        .into_bytes()
}

/// Three words in a row that the number decides on.
fn sentence(number: u8) -> String {
    format!("{} {} {}", word(number), word(number / 2 + 3), word(number / 4 + 6))
}

fn word(number: u8) -> &'static str {
    WORDS[usize::from(number) % WORDS.len()]
}

#[test]
fn an_edit_may_keep_the_size() {
    let mut rng = Rng::with_seed(1);
    for _ in 0..200 {
        let content = Content::any(&mut rng);
        let other = content.sibling(&mut rng);
        assert_eq!(content.bytes().len(), other.bytes().len(), "{content:?} {other:?}");
    }
}

//! Posts over time as a picture.

use std::io::{self, Write};
use std::ops::Range;

use super::axis::Axis;
use super::panel::{HEIGHT, LEFT, Panel};
use crate::render::amount::counted;
use crate::render::bar::shortened;
use crate::render::terminal_text;
use crate::search::{Burst, Series, Timeline};

/// The picture's width in pixels.
const WIDTH: f64 = 890.0;
/// The first line of the legend, and the distance of two.
const LEGEND_TOP: f64 = 52.0;
const LEGEND_LINE: f64 = 20.0;
/// The height of what stands between two panels.
const GAP: f64 = 48.0;
/// At most so many marks of the time are named.
const MOST_LABELS: usize = 9;
/// What a dot means.
const BURST: &str = "a burst: far more posts than usual";
/// Queries are cut beyond this width in the legend.
const WIDEST_QUERY: usize = 80;
/// So many series are told apart by colour, and again as many by each kind of line.
const COLOURS: usize = 6;
/// Whole lines, dashes, dots.
const DASHES: [&str; 3] = ["none", "7 3", "2 3"];

/// Colours of Okabe and Ito (*Color Universal Design*, 2008), which the colour-blind tell apart too;
/// those too faint on white, or too dark on black, in another shade there.
const STYLE: &str =
    "  svg { background: var(--paper); --paper: #ffffff; --ink: #1f2328; --faint: #d0d7de;
    --s0: #0072b2; --s1: #d55e00; --s2: #007a5a; --s3: #a0447a; --s4: #8a6100; --s5: #2b86c0; }
  @media (prefers-color-scheme: dark) {
    svg { --paper: #0d1117; --ink: #e6edf3; --faint: #3d444d;
      --s0: #56b4e9; --s1: #ff8c3a; --s2: #2fc79a; --s3: #e39ac4; --s4: #e6b422; --s5: #9ad0f5; }
  }
  text { fill: var(--ink); font: 13px system-ui, sans-serif; }
  .title { font-size: 16px; font-weight: bold; }
  .grid { stroke: var(--faint); }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round; }
";

/// Prints how many posts match some queries over time as a standalone SVG: the posts above, below
/// them how many of a hundred. Bursts are marked with a dot that names the post that leads each. The
/// colours follow the reader's choice of light or dark.
///
/// # Errors
/// If it cannot be written.
pub fn svg(timeline: &Timeline, out: &mut dyn Write) -> io::Result<()> {
    let chart = Chart::new(timeline);
    chart.write_head(out)?;
    chart.write_legend(out)?;
    let counts = |series: &Series, index: usize| Some(series.counts[index] as f64);
    let shares =
        |series: &Series, index: usize| series.per_hundred(index, &timeline.buckets[index]);
    chart.write_panel("posts", 0, true, &counts, out)?;
    chart.write_panel("of 100 posts", 1, false, &shares, out)?;
    writeln!(out, "</svg>")
}

/// What a panel shows of a bucket; nothing where nothing is known.
type Measure<'a> = dyn Fn(&Series, usize) -> Option<f64> + 'a;

struct Chart<'a> {
    timeline: &'a Timeline,
    /// Where the first panel begins.
    top: f64,
}

impl<'a> Chart<'a> {
    fn new(timeline: &'a Timeline) -> Self {
        let lines = timeline.series.len() + usize::from(has_bursts(timeline));
        Self { timeline, top: LEGEND_TOP + lines as f64 * LEGEND_LINE + 12.0 }
    }

    fn write_head(&self, out: &mut dyn Write) -> io::Result<()> {
        let height = self.top + 2.0 * (HEIGHT + GAP);
        let (title, description) = (escaped(&self.title()), escaped(&self.description()));
        writeln!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" \
             width=\"{WIDTH}\" height=\"{height}\" role=\"img\" aria-labelledby=\"title desc\">"
        )?;
        writeln!(out, "<title id=\"title\">{title}</title>")?;
        writeln!(out, "<desc id=\"desc\">{description}</desc>")?;
        writeln!(out, "<style>\n{STYLE}</style>")?;
        writeln!(
            out,
            "<rect width=\"{WIDTH}\" height=\"{height}\" style=\"fill: var(--paper)\"/>"
        )?;
        let title = escaped(&shortened(&terminal_text(&self.title()), WIDEST_QUERY + 20));
        writeln!(out, "<text class=\"title\" x=\"{LEFT}\" y=\"28\">{title}</text>")
    }

    fn title(&self) -> String {
        let queries: Vec<_> =
            self.timeline.series.iter().map(|series| series.results.query.as_str()).collect();
        format!("Posts by {}: {}", self.timeline.unit.as_str(), queries.join(", "))
    }

    /// The picture in words, for who cannot see it.
    fn description(&self) -> String {
        let buckets = &self.timeline.buckets;
        let time = match (buckets.first(), buckets.last()) {
            (Some(first), Some(last)) => format!("From {} to {}.", first.from, last.to),
            _ => "No matching post has a date.".to_owned(),
        };
        let series = self.timeline.series.iter().map(|series| {
            let most =
                (0..buckets.len()).max_by_key(|&index| (series.counts[index], usize::MAX - index));
            let most = most.map_or(String::new(), |index| {
                let label = self.timeline.unit.label(buckets[index].from);
                format!(", most of them in {label} ({})", series.counts[index])
            });
            let posts = counted(series.results.total, "post");
            format!(" {}: {posts}{most}.", series.results.query)
        });
        time + &series.collect::<String>()
    }

    fn write_legend(&self, out: &mut dyn Write) -> io::Result<()> {
        for (index, series) in self.timeline.series.iter().enumerate() {
            let y = LEGEND_TOP + index as f64 * LEGEND_LINE;
            let (stroke, end) = (stroke(index), LEFT + 30.0);
            writeln!(out, "<path class=\"line\" style=\"{stroke}\" d=\"M{LEFT} {y}H{end}\"/>")?;
            let query = shortened(&terminal_text(&series.results.query), WIDEST_QUERY);
            let posts = counted(series.results.total, "post");
            let undated = match series.undated {
                0 => String::new(),
                undated => format!(", {undated} without a date"),
            };
            let text = escaped(&format!("{query} ({posts}{undated})"));
            let (x, y) = (LEFT + 38.0, y + 4.0);
            writeln!(out, "<text x=\"{x}\" y=\"{y}\">{text}</text>")?;
        }
        if has_bursts(self.timeline) {
            let y = LEGEND_TOP + self.timeline.series.len() as f64 * LEGEND_LINE;
            let (middle, x) = (LEFT + 15.0, LEFT + 38.0);
            let dot = format!("<circle cx=\"{middle}\" cy=\"{y}\" r=\"5\"");
            writeln!(out, "{dot} style=\"fill: var(--ink)\"/>")?;
            writeln!(out, "<text x=\"{x}\" y=\"{}\">{BURST}</text>", y + 4.0)?;
        }
        Ok(())
    }

    fn write_panel(
        &self,
        label: &str,
        number: usize,
        whole: bool,
        measure: &Measure<'_>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let indices = 0..self.timeline.buckets.len();
        let values = self
            .timeline
            .series
            .iter()
            .flat_map(|series| indices.clone().filter_map(move |index| measure(series, index)));
        let axis = Axis::to(values.fold(0.0, f64::max), whole);
        let bottom = self.top + number as f64 * (HEIGHT + GAP) + HEIGHT;
        let panel = Panel { bottom, axis, buckets: indices.len() };
        panel.write_marks(label, out)?;
        self.write_times(&panel, out)?;
        for (number, series) in self.timeline.series.iter().enumerate() {
            let path = panel.path(&|index| measure(series, index));
            let name = escaped(&series.results.query);
            let stroke = stroke(number);
            writeln!(
                out,
                "<path class=\"line\" style=\"{stroke}\" d=\"{path}\"><title>{name}</title></path>"
            )?;
            for burst in &series.bursts {
                self.write_burst(&panel, number, burst, &|index| measure(series, index), out)?;
            }
        }
        Ok(())
    }

    /// The names of some buckets below a panel.
    fn write_times(&self, panel: &Panel, out: &mut dyn Write) -> io::Result<()> {
        let every = panel.buckets.div_ceil(MOST_LABELS).max(1);
        let y = panel.bottom + 18.0;
        for (index, bucket) in self.timeline.buckets.iter().enumerate().step_by(every) {
            let x = panel.middle(index);
            let label = self.timeline.unit.label(bucket.from);
            writeln!(out, "<text x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{label}</text>")?;
        }
        Ok(())
    }

    /// A dot on the highest bucket of a burst, with the post that leads it.
    fn write_burst(
        &self,
        panel: &Panel,
        series: usize,
        burst: &Burst,
        measure: &dyn Fn(usize) -> Option<f64>,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let Some((index, value)) = highest(burst.buckets.clone(), measure) else { return Ok(()) };
        let (x, y) = (panel.middle(index), panel.height(value));
        let ((from, to), colour) = (burst.days(&self.timeline.buckets), series % COLOURS);
        let posts = counted(burst.count, "post");
        let text = format!("{from} to {to}: {posts}, led by {}", burst.lead.post.title);
        writeln!(
            out,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"5\" style=\"fill: var(--s{colour})\">\
             <title>{}</title></circle>",
            escaped(&text)
        )
    }
}

fn has_bursts(timeline: &Timeline) -> bool {
    timeline.series.iter().any(|series| !series.bursts.is_empty())
}

/// The first of some buckets with the highest value.
fn highest(buckets: Range<usize>, measure: &dyn Fn(usize) -> Option<f64>) -> Option<(usize, f64)> {
    let known = buckets.filter_map(|index| Some((index, measure(index)?)));
    known.reduce(|best, other| if other.1 > best.1 { other } else { best })
}

/// The colour and kind of line of a series.
fn stroke(series: usize) -> String {
    let (colour, dash) = (series % COLOURS, DASHES[series / COLOURS % DASHES.len()]);
    format!("stroke: var(--s{colour}); stroke-dasharray: {dash}")
}

/// A text as XML may hold it.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in terminal_text(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            // No characters to XML.
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        let table = [
            ("a <b> & \"c\" 'd'", "a &lt;b&gt; &amp; &quot;c&quot; 'd'"),
            ("\u{0}\u{1b}\n\u{ffff}停火", "␀␛ \u{fffd}停火"),
        ];
        for (text, expected) in table {
            assert_eq!(escaped(text), expected);
        }
    }

    #[test]
    fn the_highest_bucket_is_the_first_one() {
        let values = [Some(5.0), None, Some(10.0), Some(10.0)];
        assert_eq!(highest(0..4, &|index| values[index]), Some((2, 10.0)));
        assert_eq!(highest(1..2, &|index| values[index]), None);
    }
}

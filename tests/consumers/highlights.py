"""Slices every highlight out of its text as Python counts characters, and finds the marked word.

usage: highlights.py KWIC CORPUS

Words and phrases are taken from the posts themselves, as `kwic export` prints them, and asked for
as written (`=word`) and with their other forms (`word`, which `--explain` lists). Prints for each
language how many marks were looked at.
"""

import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter

KWIC, CORPUS = sys.argv[1:3]
# Writing without blanks between the words: two neighbours are asked for as a phrase.
UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff]{2}")
WORD = re.compile(r"[^\W\d_]{2,}")
WORDS_OF_A_POST = 15
# Marks that letters may be written with, such as accents, vowel points and the soft hyphen.
IGNORED = {"Mn", "Cf"}


def run(*args, stdin=""):
    done = subprocess.run([KWIC, *args], input=stdin, capture_output=True, encoding="utf-8")
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def letters(text):
    """The letters and digits of a text, whatever their case, accents and joints."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in apart if c.isalnum() and unicodedata.category(c) not in IGNORED)


def questions(posts):
    """(language, query, the letters that a mark may hold; None for what --explain tells)."""
    for post in posts:
        text = post["title"] + "\n" + post["text"]
        pairs = sorted(set(UNSPACED.findall(text)))[:WORDS_OF_A_POST]
        words = sorted(set(WORD.findall(UNSPACED.sub(" ", text))), key=letters)
        step = max(1, len(words) // WORDS_OF_A_POST)
        for pair in pairs:
            yield post["language"], f'"{pair}"', {letters(pair)}
        for word in words[::step]:
            if not UNSPACED.search(word) and word not in ("AND", "OR", "NOT", "NEAR"):
                yield post["language"], "=" + word, {letters(word)}
                yield post["language"], word, None


def check(text, ranges, allowed, query):
    end = 0
    for start, stop in ranges:
        assert end <= start < stop <= len(text), (query, text, ranges)
        end = stop
        marked = text[start:stop]
        assert letters(marked) in allowed, (query, marked, sorted(allowed), text)
        assert marked.strip() == marked, (query, marked)
    return len(ranges)


def main():
    posts = [json.loads(line) for line in run("export", CORPUS).splitlines()]
    asked = list(dict.fromkeys((l, q, frozenset(f) if f else None) for l, q, f in questions(posts)))
    lines = "".join(f"{number}\t{query}\n" for number, (_, query, _) in enumerate(asked))
    answers = run("search", "--batch", "-", "--explain", "--no-refresh", "-n", "5", stdin=lines)
    answers = [json.loads(line) for line in answers.splitlines()]
    assert len(answers) == len(asked)
    marks = Counter()
    for (language, query, allowed), answer in zip(asked, answers):
        if allowed is None:
            words = answer["query"]["explained"]["words"]
            allowed = {letters(form["text"]) for word in words for form in word["forms"]}
        seen = 0
        for hit in answer["hits"]:
            seen += check(hit["title"], hit["title_highlights"], allowed, query)
            for snippet in hit["snippets"]:
                seen += check(snippet["text"], snippet["highlights"], allowed, query)
        # Headings and names are shown beside a passage and not marked.
        beside = letters(json.dumps(answer["hits"], ensure_ascii=False))
        assert seen or not answer["hits"] or any(form in beside for form in allowed), query
        marks[language] += seen
    for language, count in sorted(marks.items(), key=str):
        print(language, count)


main()

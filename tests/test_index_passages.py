"""Sentences and passages: right boundaries, exact offsets, nothing lost, on any text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from fakes import FakeEmbedder
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import documents
from index.documents import Document
from index.passages import BUDGET, SHORT, split
from index.sentences import LONGEST, paragraphs, sentences

SEEDS = Path(__file__).parent.parent / "seeds"
count = FakeEmbedder().count_tokens


def document(text: str, language: str = "en", body_start: int = 0) -> Document:
    return Document("a.txt", "/root", text, None, None, language, documents.digest(text.encode()), body_start)


def parts(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text), language)]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Er kam z. B. gestern.", "Dann ging er."]),
        ("de", ["Es war am 15. August.", "Dann kam Regen."]),
        ("de", ["So das Ministerium am 15.\nAugust.", "Die Warnung kam spät."]),
        ("de", ["Im 19. Jahrhundert war d. h. u. a. das.", "Gut so."]),
        ("de", ["Das war am 15.", "Dann kam er."]),
        ("de", ["Der 2. Weltkrieg begann.", "Der 1. FC Köln spielt."]),
        ("de", ["„Ja. Nein.“, sagte Dr. Müller.", "Er ging."]),
        ("de", [["»Ja. Nein.«", " war es."][0], "So war es."]),
        ("en", ["The U.S. Army left.", "Dr. Smith spoke at 5 p.m. in Washington, D.C. on Jan. 5."]),
        ("en", ["He lives in the U.S.", "Then Mr. Jones left."]),
        ("en", ["He said: “No. I won’t.”", "Then “Stop!” he cried.", "Gen. Lee and Sen. Fox left."]),
        ("en", ["“We ‘must not. Never.’ wait,” he said.", "She left."]),
        ("nl", ["Dhr. Jansen zei o.a. dat het klaar is.", "Op 15 aug. kwam hij, d.w.z. bijv. laat."]),
        ("nl", ["Hij zag o.a. Shell en mevr. Jansen.", "'s Middags ging hij weg."]),
        ("nl", ["Op 15 aug. 2020 kwam hij.", "'De schatkist is leeg. Dat is erg.', zei hij."]),
        ("fr", ["M. Dupont est là.", "Mme. Durand aussi."]),
        ("zh", ["他来了。", "他走了。"]),
        ("xx", ["Any language.", "Works somehow."]),
    ],
)
def test_sentence_boundaries(language: str, expected: list[str]) -> None:
    joint = "" if language == "zh" else " "
    assert parts(joint.join(expected), language) == expected


def test_a_line_break_inside_a_sentence_does_not_part_it() -> None:
    text = (SEEDS / "001_c92052077ae66e60.txt").read_text(encoding="utf-8")
    assert any("am 15.\nAugust." in sentence for sentence in parts(text, "de"))


def test_paragraphs() -> None:
    def found(text: str) -> list[list[str]]:
        return [[text[s:e] for s, e in paragraph] for paragraph in paragraphs(text, 0, "en")]

    assert found("One is. Two is.\n \nThree is.") == [["One is.", "Two is."], ["Three is."]]
    assert found("One is.\nTwo is.") == [["One is."], ["Two is."]]
    wrapped = "One is a long\nsentence. Two is\nanother one.\nThree is wrapped\nas well."
    assert len(found(wrapped)) == 1
    headed = "One is here.\nThe heading\nThen comes a sentence that is much longer."
    assert found(headed) == [
        ["One is here."],
        ["The heading"],
        ["Then comes a sentence that is much longer."],
    ]


def test_passages_of_the_sample_corpus() -> None:
    for file in sorted(SEEDS.glob("*.txt")):
        (read,) = documents.parse(SEEDS, file.name, documents.load(SEEDS, file.name))
        assert isinstance(read, Document)
        for passage in split(read, count):
            assert sum(count([read.text[s:e] for s, e in passage.sentences])) <= BUDGET + SHORT + 40
        texts = [read.text[p.start : p.end] for p in split(read, count)]
        assert all(len(text) > 60 for text in texts), "too short to say anything"
        if file.name.startswith("004"):
            assert texts[0].startswith("De Verenigde Staten")
            assert any(text.startswith("Telefoongesprek\n\nDe Amerikaanse") for text in texts)
        if file.name.startswith("003"):
            assert texts[0].startswith("US imposes") and "The United States on" in texts[0]


def test_ids_come_from_document_and_offsets() -> None:
    read = document("One is here. " * 60)
    passages = split(read, count)
    assert [p.id for p in passages] == [f"{read.id}:{p.start}-{p.end}" for p in passages]
    assert len(passages) > 1


def check(text: str, language: str, body_start: int = 0) -> None:
    read = document(text, language, body_start)
    passages = split(read, count)
    covered = 0
    at = body_start
    for passage in passages:
        assert passage.start == passage.sentences[0][0] and passage.end == passage.sentences[-1][1]
        for start, end in passage.sentences:
            assert at <= start < end <= len(text)
            sentence = text[start:end]
            assert sentence == sentence.strip() and len(sentence) <= LONGEST
            covered += sum(not c.isspace() for c in sentence)
            assert text[at:start].strip() == "", "nothing lies between sentences but white space"
            at = end
        sizes = [max(1, size) for size in count([text[s:e] for s, e in passage.sentences])]
        assert len(sizes) == 1 or sum(sizes) <= BUDGET + SHORT or max(sizes) > BUDGET - SHORT
    assert text[at:].strip() == ""
    assert covered == sum(not c.isspace() for c in text[body_start:])


hostile = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=400)
newsy = st.lists(
    st.sampled_from(
        [
            "Er kam",
            "z. B.",
            "15.",
            "August",
            "U.S.",
            "Dr.",
            "“",
            "”",
            "'",
            '"',
            "(",
            ")",
            "\n",
            "\r\n",
            "\n\n",
            " ",
            ".",
            "…",
            "!",
            "?",
            "é",
            "̀",
            "😀",
            "\u2028",
            "\x85",
            "\ufeff",
            "。",
            "الخ",
            "x" * 30,
            "A headline",
            "\u200b",
            "\u200d",
            "\x1c",
            "\x0c",
            "\u2029",
            "o.a.",
            "19.",
            "aug.",
            "2020",
        ]
    ),
    max_size=80,
).map(lambda words: " ".join(words).replace(" \n ", "\n"))


@settings(max_examples=400, deadline=None)
@given(
    text=st.one_of(hostile, newsy, newsy.map(lambda t: t.replace(" ", ""))),
    language=st.sampled_from(["de", "en", "nl", "ja"]),
)
@example(text="", language="en")
@example(text="‚Ja. Nein.‘ Ende.", language="de")
def test_offsets_are_exact_on_any_text(text: str, language: str) -> None:
    check(text, language)


@settings(max_examples=50, deadline=None)
@given(text=hostile.filter(len), data=st.data())
def test_the_header_is_in_no_passage(text: str, data: st.DataObject) -> None:
    check(text, "en", data.draw(st.integers(0, len(text))))


@pytest.mark.parametrize(
    "text",
    [
        "x" * 100000,
        "word " * 20000,
        "é" * 50000,
        "(“" * 50000,
        "Heading\n" * 12000,
        "A. " * 33000,
        "\n \n" * 30000 + "end",
        "'" * 100000,
        "\u200b" * 100000,
        "1. " * 33000,
        "a\n\n" * 30000,
    ],
    ids=lambda text: repr(text[:5]),
)
def test_a_hundred_kilobytes_of_anything(text: str) -> None:
    began = time.perf_counter()
    check(text, "de")
    assert time.perf_counter() - began < 120

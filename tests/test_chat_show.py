"""What the page shows: texts in three languages, proof that is marked, and nothing that becomes HTML."""

from __future__ import annotations

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path

import pytest
from chatting import answer, citation, passage, refusal
from fakes import FakeEmbedder, write_articles

from assistant import prompt
from assistant.answers import Citation, Statement
from assistant.chat import show
from assistant.chat.conversations import Conversation, State, Turn
from assistant.chat.examples import examples, speakers
from assistant.chat.holdings import Holdings
from assistant.chat.line import Waiting, Working
from assistant.chat.texts import LANGUAGES, preferred, texts
from assistant.steps import Name, Step
from index import Index
from index.narrow import Narrowing

SAYS = texts("en")
EVIL = "<img src=x onerror=alert(1)>\"'&<script>alert(2)</script>"


def turn(given: object = None, state: State = "answered", narrowing: Narrowing | None = None) -> Turn:
    return Turn("t1", "c1", 1, "Who?", narrowing or Narrowing(), state, given)  # type: ignore[arg-type]


class Marks(HTMLParser):
    """Collects the elements of a page, and the text within <mark>."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[str] = []
        self.marked: list[str] = []
        self._within = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [name for name, _ in attrs]
        self._within = self._within or tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self._within = self._within and tag != "mark"

    def handle_data(self, data: str) -> None:
        if self._within:
            self.marked.append(data)


# -- texts ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_the_same_texts_with_the_same_places(language: str) -> None:
    written, english = texts(language).entries, texts("en").entries
    assert written.keys() == english.keys()
    for key, text in written.items():
        assert text.strip()
        assert set(re.findall(r"{(\w+)}", text)) == set(re.findall(r"{(\w+)}", english[key])), key


def test_each_step_and_each_kind_of_answer_has_a_text() -> None:
    for name in Name.__args__:  # type: ignore[attr-defined]
        assert f"step_{name}" in SAYS.entries
    for kind in (*show.Kind.__args__, "asked", "stopped", "failed"):  # type: ignore[attr-defined]
        assert f"kind_{kind}" in SAYS.entries


def test_each_text_is_used() -> None:
    folder = Path(show.__file__).parent
    code = "\n".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in {".py", ".html"}
    )
    for key in SAYS.entries:
        assert f'"{key}"' in code or f"'{key}'" in code or re.match(r"(step|kind)_", key), key


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "de"),
        ("nl-BE, fr;q=0.7, de;q=0.5", "nl"),
        ("fr-FR, nl;q=0.7, en;q=0.5", "en"),  # as Gradio chooses
        ("en;q=0.1, nl;q=0.4", "nl"),
        ("de;q=0, nl;q=0.1", "nl"),
        ("fr", "en"),
        ("*", "en"),
        ("de;q=much", "en"),
        ("", "en"),
        (None, "en"),
    ],
)
def test_the_language_is_the_browsers_first(accepted: str | None, language: str) -> None:
    assert preferred(accepted) == language


# -- answers --------------------------------------------------------------------------------------


def test_the_quote_is_marked_inside_its_passage_beside_a_linked_number() -> None:
    page = show.transcript([turn(answer())], SAYS)
    assert Marks(page).marked == ["The mayor of Harlow opened the bridge."]
    assert '<blockquote lang="en" dir="auto">Before. <mark>' in page
    assert "</mark> After.</blockquote>" in page
    assert '<a class="cite" href="#source-t1-1" aria-label="Source 1">1</a>' in page
    assert 'id="source-t1-1"' in page
    assert "March 2021" in page


def test_long_surroundings_are_cut_at_words() -> None:
    text = "word " * 200 + "Here it is." + " word" * 200
    cited = citation(start=1000, end=1011, quote="Here it is.")
    page = show.transcript(
        [turn(answer(citations=(cited,), passages=(passage(quote=text, end=len(text)),)))], SAYS
    )
    quoted = re.search(r"<blockquote[^>]*>(.*)</blockquote>", page, re.S)
    assert quoted
    assert re.fullmatch(r"… (word )+<mark>Here it is.</mark>( word)+ …", quoted[1])


def test_a_number_that_no_source_has_is_no_link() -> None:
    page = show.transcript([turn(answer("It was so [7]. [1]"))], SAYS)
    assert page.count('class="cite"') == 1
    assert "It was so [7]. " in page


def test_kinds_of_answers_are_told_apart() -> None:
    says = prompt.writing("en", "English")
    quoted = says.message("quoted_in", language="German", quote="So ist es.\nJa.")
    assert show.kind(answer()) == "checked"
    assert show.kind(answer(statements=(Statement(quoted, (1,), True),))) == "quoted"
    assert show.kind(answer(statements=(Statement("It is so.", (1,), False),))) == "unsupported"
    assert show.kind(answer(statements=(Statement("It is so.", (), True),))) == "unsupported"
    assert show.kind(answer(statements=())) == "unsupported"
    assert show.kind(answer(answered=False)) == "instead"
    assert show.kind(refusal()) == "refused"
    shown = [show.transcript([turn(one)], SAYS) for one in (answer(), refusal(), answer(answered=False))]
    assert ["answer-checked" in shown[0], "answer-refused" in shown[1], "answer-instead" in shown[2]] == [
        True
    ] * 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_quotations_are_recognised_in_each_language(language: str) -> None:
    says = prompt.writing(language, language)
    for text in (says.message("quoted", quote="So."), says.message("quoted_in", language="x", quote="So.")):
        assert show.kind(answer(language=language, statements=(Statement(text, (1,), True),))) == "quoted"


def test_a_refusal_shows_the_nearest_passages_as_no_answer() -> None:
    page = show.transcript([turn(refusal(passages=(passage(),) * 5))], SAYS)
    assert page.count("<blockquote") == show.NEAREST
    assert 'class="sources nearest"' in page
    assert "<mark>" not in page
    assert SAYS("nearest") in page


def test_a_refusal_shows_only_passages_that_are_near_at_their_places() -> None:
    far, near = passage(near=False), passage(document="near.txt")
    page = show.transcript([turn(refusal(passages=(far, near)))], SAYS)
    assert page.count("<blockquote") == 1
    assert 'data-place="1"' in page
    assert "nearest" not in show.transcript([turn(refusal(passages=(far, far)))], SAYS)


def test_the_filter_is_shown_with_the_answer() -> None:
    narrowing = Narrowing.to("2022-05-31", "2023", ["de", "nl"], ["a/b.txt"])
    page = show.transcript([turn(answer(undated_left_out=3), narrowing=narrowing)], texts("de"))
    for part in (
        "ab 31. Mai 2022",
        "bis 2023",
        "Deutsch",
        "Niederländisch",
        "a/b.txt",
        "ausgelassen wurden: 3",
    ):
        assert part in page


def test_a_turn_without_an_answer_says_why() -> None:
    failed = Turn("t", "c", 1, "Who?", Narrowing(), "failed", None, "no <b>model</b>")
    page = show.transcript([failed, turn(state="stopped")], SAYS)
    assert "no &lt;b&gt;model&lt;/b&gt;" in page
    assert "answer-stopped" in page
    assert page.count('data-do="again"') == 2
    assert 'data-do="keep"' not in page


def test_an_answer_that_stayed_says_why_there_is_no_other() -> None:
    stayed = Turn("t", "c", 1, "Who?", Narrowing(), "answered", answer(), "the line is full")
    page = show.transcript([stayed], SAYS)
    assert "the line is full" in page and "The mayor opened it." in page


def test_a_translation_belongs_to_its_sentence() -> None:
    def boxes(*shown: Citation) -> list[str]:
        page = show.transcript([turn(answer(citations=shown))], texts("de"))
        found: list[str] = re.findall('data-translation="([^"]*)"', page)
        assert found == re.findall('data-target="([^"]*)"', page)
        return found

    old, other = boxes(citation()), boxes(citation(start=0, end=7, quote="Before."))
    assert len(old) == 1 and old == boxes(citation()) and old != other


def test_what_is_being_done_is_told() -> None:
    steps = (Step("search", 0.1), Step("judge", 0.5), Step("judge", 2.2))
    asked = turn(state="asked")
    assert "Number 3 in line" in show.live(asked, Waiting(3), SAYS)
    assert "Starting" in show.live(asked, Working(), SAYS)
    assert "Liest Textstelle 2" in show.live(asked, Working(steps), texts("de"))
    assert "2 s" in show.live(asked, Working(steps), SAYS)


def test_an_answer_is_revealed_word_by_word() -> None:
    given = turn(answer("One two\nthree. [1]"))
    shown = [re.sub(r".*<p>(.*)</p>.*", r"\1", show.revealed(given, n, SAYS), flags=re.S) for n in (1, 2, 9)]
    assert [" ".join(text.split()) for text in shown] == ["One", "One two", "One two three. [1]"]


def test_a_whole_article_is_marked_where_the_quote_stands_now() -> None:
    text = "Added later. Before. The mayor of Harlow opened the bridge. After."
    marks = Marks(show.article(text, citation(), SAYS))
    assert marks.marked == ["The mayor of Harlow opened the bridge."]


def test_nothing_that_was_written_becomes_html() -> None:
    cited = citation(document=EVIL, title=EVIL, language="de", quote=EVIL, also_in=(EVIL,), published=EVIL)
    near = passage(document=EVIL, title=EVIL, quote=EVIL, also_in=(EVIL,))
    hostile = Turn(
        "t",
        "c",
        1,
        EVIL,
        Narrowing.to(None, None, [EVIL], [EVIL]),
        "answered",
        answer(f"{EVIL} [1]", citations=(cited,)),
    )
    refused = Turn("u", "c", 2, EVIL, Narrowing(), "answered", refusal(passages=(near,)))
    failed = Turn("v", "c", 3, EVIL, Narrowing(), "failed", None, EVIL)
    conversation = Conversation(EVIL, EVIL, 0.0)
    pages = [
        show.transcript([hostile, refused, failed], SAYS),
        show.live(failed, Working((Step("judge", 1.0, EVIL),)), SAYS),
        show.revealed(hostile, 99, SAYS),
        show.shelf([conversation], EVIL, SAYS),
        show.heading(conversation, (EVIL,), SAYS),
        show.heading(None, (EVIL,), SAYS),
        show.article(EVIL * 3, cited, SAYS),
        show.notice(EVIL),
        show.loading(EVIL, None, SAYS),
        show.loading(None, EVIL, SAYS),
    ]
    for page in pages:
        found = Marks(page)
        assert not {"img", "script"} & set(found.names)
        assert not any(name.startswith("on") for name in found.attributes)


def test_dates_have_the_precision_that_is_known() -> None:
    said = [show.dated(given, texts("nl")) for given in ("2017", "2017-12", "2017-12-26", None, "2017-99")]
    assert said == ["2017", "december 2017", "26 december 2017", "zonder datum", "2017-99"]


# -- examples -------------------------------------------------------------------------------------


def test_examples_are_of_the_archive_in_three_languages(tmp_path: Path) -> None:
    articles = {
        "a.txt": "The minister spoke. “We will build,” said Ada Quill. It rained.\n",
        "b.txt": "Der Rat tagte gestern. „Wir bauen“, sagte Bert Zorn am Montag. Es regnete den Tag.\n",
        "c.md": "---\ntitle: De nieuwe haven\n---\nEr werd veel gepraat over de nieuwe haven van de stad.\n",
    }
    Index.update(tmp_path / "index", [write_articles(tmp_path / "news", articles)], FakeEmbedder())
    with Index.open(tmp_path / "index") as archive:
        made = examples(archive, archive.documents())
    assert made[0] == "What did Ada Quill say?"
    assert made[1] == "Was sagte Bert Zorn?"
    assert made[2] == "Wat staat er in het archief over “De nieuwe haven”?"


def test_no_examples_of_nothing(tmp_path: Path) -> None:
    articles = {"a.txt": "it rained all day and nobody said anything about it to anyone at all.\n"}
    Index.update(tmp_path / "index", [write_articles(tmp_path / "news", articles)], FakeEmbedder())
    with Index.open(tmp_path / "index") as archive:
        assert examples(archive, archive.documents()) == ()


def test_patterns_of_speakers_are_regular_expressions() -> None:
    known = tomllib.loads(
        (Path(show.__file__).parent / "texts" / "speakers.toml").read_text(encoding="utf-8")
    )
    assert set(known) - {"name"} == set(LANGUAGES)
    assert list(speakers("„Nein“, sagte Bert Zorn. Und: „Nein“, sagte Bert Zorn.", "de")) == ["Bert Zorn"]
    assert list(speakers("Nothing.", "fr")) == []


def test_the_numbers_behind_the_bars_are_told() -> None:
    few = [("2020-12", 3), ("2021-01", 0), ("2021-02", 7)]
    page = show.counted(Holdings(10, [], few, 0, [("English", 10)]), SAYS)
    assert re.findall(r"<b [^>]*>(\d+)</b>", page) == ["3", "7"]
    assert "<details" not in page
    many = [(f"{year}", year % 2) for year in range(1990, 2021)]
    page = show.counted(Holdings(15, [], many, 0, [("English", 15)]), SAYS)
    assert "<b " not in page
    listed = page.partition("<details")[2]
    assert re.findall(r"<li>(\d+): 1</li>", listed) == [name for name, count in many if count]

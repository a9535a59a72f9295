"""The Python interface, over a tiny archive and with stand-ins for the models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from fakes import ARTICLES, FakeEmbedder, FakeGenerator, validate, write_articles

from assistant import Answer, Assistant, IndexMissing, UsageError, answer, api, libraries, stream
from assistant.extract import Extract
from index import Index

BRIDGE = "Who built the bridge?"
ZOO = "Was zeigt der Zoo von Bremen seit Freitag?"
HAVEN = "Wie kondigde een staking aan in de haven van Gent?"
NOTHING = "Which singer performed yesterday evening?"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the articles; the index lies beside it."""
    folder = write_articles(tmp_path_factory.mktemp("archive") / "articles")
    Index.update(folder.parent / "index", [folder], FakeEmbedder())
    return folder


@pytest.fixture
def asked(archive: Path) -> Iterator[Assistant]:
    with over(archive) as assistant:
        yield assistant


def over(archive: Path, **options: Any) -> Assistant:
    return Assistant(archive.parent / "index", model=FakeGenerator(), embedder=FakeEmbedder(), **options)


def without_timings(answer: Answer) -> dict[str, Any]:
    return {key: value for key, value in answer.to_dict().items() if key != "timings"}


@pytest.mark.parametrize(
    ("question", "language", "document", "words"),
    [
        (BRIDGE, "en", "bridge.txt", "Norway"),
        (ZOO, "de", "zoo.txt", "Schneeleoparden"),
        (HAVEN, "nl", "more/haven.txt", "vakbond"),
    ],
)
def test_an_answer_has_its_text_language_and_source(
    asked: Assistant, question: str, language: str, document: str, words: str
) -> None:
    answer = asked.answer(question)
    assert answer.answered
    assert (answer.question, answer.language) == (question, language)
    assert words in answer.text and "[1]" in answer.text
    assert answer.citations[0].document == document
    assert words in answer.citations[0].quote
    assert all(statement.supported for statement in answer.statements)
    assert {n for statement in answer.statements for n in statement.citations} == {
        citation.number for citation in answer.citations
    }


@pytest.mark.parametrize("question", [BRIDGE, ZOO, HAVEN, NOTHING])
def test_the_json_of_every_answer_fits_the_schema(asked: Assistant, question: str) -> None:
    validate(asked.answer(question).to_dict())
    validate(asked.answer(question, id="x").to_dict())


@pytest.mark.parametrize("question", [BRIDGE, ZOO, HAVEN, NOTHING])
def test_every_quote_stands_in_its_article_at_its_offsets(
    asked: Assistant, archive: Path, question: str
) -> None:
    answer = asked.answer(question)
    assert answer.passages
    for place in (*answer.citations, *answer.passages):
        text = (archive / place.document).read_text(encoding="utf-8")
        assert text[place.start : place.end] == place.quote


def test_a_quote_is_whole_sentences_and_not_the_whole_article(asked: Assistant) -> None:
    (citation,) = asked.answer(BRIDGE).citations
    assert citation.quote == "Engineers from Norway built the bridge."
    assert citation.published == "2021-03"


def test_the_text_is_the_string_of_an_answer(asked: Assistant) -> None:
    answer = asked.answer(BRIDGE)
    assert str(answer) == answer.text


def test_what_the_archive_does_not_say_is_refused_with_the_nearest_passages(asked: Assistant) -> None:
    answer = asked.answer(NOTHING)
    assert not answer.answered
    assert answer.text == "The archive does not say."
    assert answer.statements == answer.citations == ()
    assert answer.passages


class SureOfOne(FakeEmbedder):
    """A reader that is sure of the passages that begin in some way, with the words behind a colon."""

    def extract(
        self, question: str, source: str, passage: str, within: Sequence[tuple[int, int]] = ()
    ) -> Extract:
        start = passage.index(": ") + 2
        return Extract(start, passage.index(".", start), 0.9, 6.0 if passage.startswith("The new") else 1.0)


def test_where_a_sure_passage_gives_no_answer_the_others_are_read(tmp_path: Path) -> None:
    texts = {
        "a.txt": "The new ferry is called: a good ship. It sails on Monday.",
        "b.txt": "That ferry is now called: Aurora. It sails on Monday.",
    }
    embedder = SureOfOne()
    Index.update(tmp_path / "index", [write_articles(tmp_path / "articles", texts)], embedder)
    with Assistant(tmp_path / "index", model=FakeGenerator(), embedder=embedder) as assistant:
        found = assistant.answer("What is the new ferry called?")
    assert found.citations[0].document == "b.txt"
    assert next(one for one in found.passages if one.document == "a.txt").rejected


def test_the_article_of_the_year_asked_for_is_found_among_many_likelier_ones(tmp_path: Path) -> None:
    brought = "cows", "drums", "cakes", "hats", "kites", "boats", "songs", "goats", "roses", "tents"
    texts = {
        f"{2001 + i}-05-01_fair.txt": f"The mayor opened the village fair of Marle. Visitors brought {what}."
        for i, what in enumerate(brought)
    }
    texts["2016-05-01_fair.txt"] = "Ann Lee did it this time: the fair of Marle has begun, and it rained."
    embedder = FakeEmbedder()
    Index.update(tmp_path / "index", [write_articles(tmp_path / "articles", texts)], embedder)
    with Assistant(tmp_path / "index", model=FakeGenerator(), embedder=embedder) as assistant:
        asked = "Who opened the village fair of Marle{}?"
        passages = {year: assistant.answer(asked.format(year), k=4).passages for year in ("", " in 2016")}
        narrowed = assistant.answer(asked.format(" in 2016"), k=4, until="2012").passages
    found = {year: [passage.document[:4] for passage in passages[year]] for year in passages}
    assert "2016" not in found[""] and len(found[""]) == 4
    assert "2016" in found[" in 2016"] and len(found[" in 2016"]) == 4
    assert all(passage.document[:4] != "2016" for passage in narrowed)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Why did Brazil build the bridge?", "en"),
        ("Warum zeigt der Zoo von Bremen drei junge Schneeleoparden aus Brasilien?", "de"),
        ("Who opened the new bridge in 1998?", "en"),
    ],
)
def test_a_question_that_takes_something_wrong_for_granted_is_refused(
    asked: Assistant, question: str, language: str
) -> None:
    answer = asked.answer(question)
    assert (answer.answered, answer.language) == (False, language)


def test_the_language_can_be_chosen_for_a_question_or_for_all(archive: Path) -> None:
    with over(archive, language="de") as german:
        assert german.answer(NOTHING).text == "Das Archiv sagt dazu nichts."
        assert german.answer(NOTHING, language="nl").language == "nl"


def test_since_and_until_leave_undated_articles_out_and_count_them(asked: Assistant) -> None:
    answer = asked.answer(BRIDGE, since="2020")
    assert answer.answered
    assert answer.undated_left_out == 1
    assert {passage.document for passage in answer.passages} == {"bridge.txt"}
    assert not asked.answer(BRIDGE, until="2020").answered
    assert asked.answer(BRIDGE).undated_left_out == 0


@pytest.mark.parametrize(
    ("narrowed", "documents"),
    [
        ({"languages": ["de", "nl"]}, {"zoo.txt", "more/haven.txt"}),
        ({"documents": ["more", "bridge.txt"]}, {"bridge.txt", "more/haven.txt"}),
        ({"languages": ["de"], "documents": ["zoo.txt"]}, {"zoo.txt"}),
    ],
)
def test_languages_and_documents_narrow_what_is_asked_and_searched(
    asked: Assistant, narrowed: dict[str, list[str]], documents: set[str]
) -> None:
    answer = asked.answer(BRIDGE, **narrowed)
    assert answer.answered == ("bridge.txt" in documents)
    assert {passage.document for passage in answer.passages} == documents
    assert answer.fingerprint != asked.answer(BRIDGE).fingerprint
    assert {hit.document.path for hit in asked.search(BRIDGE, **narrowed).hits} == documents


def test_what_a_question_cannot_be_narrowed_to_is_told_before_the_model_is_used(archive: Path) -> None:
    generator = FakeGenerator()
    with Assistant(archive.parent / "index", model=generator, embedder=FakeEmbedder()) as assistant:
        for narrowed in ({"languages": ["fr"]}, {"documents": ["bridge"]}):
            with pytest.raises(UsageError, match="no article of the archive"):
                assistant.answer(BRIDGE, **narrowed)
    assert generator.asked == 0


def test_k_limits_the_passages(archive: Path, asked: Assistant) -> None:
    assert len(asked.answer(BRIDGE, k=1).passages) == 1
    with over(archive, k=2) as assistant:
        assert len(assistant.answer(BRIDGE).passages) == 2


@pytest.mark.parametrize("question", [BRIDGE, NOTHING])
def test_the_pieces_of_a_stream_are_the_text_and_the_last_item_is_the_answer(
    asked: Assistant, question: str
) -> None:
    *pieces, last = asked.stream(question)
    assert isinstance(last, Answer)
    assert "".join(str(piece) for piece in pieces) == last.text
    assert all(isinstance(piece, str) for piece in pieces)


def test_a_stream_left_unfinished_holds_nobody_up(archive: Path) -> None:
    with over(archive) as assistant:
        stream = assistant.stream(BRIDGE)
        next(stream)
        with ThreadPoolExecutor(1) as other:
            assert other.submit(assistant.answer, HAVEN).result(timeout=120).answered


def test_a_stream_of_a_closed_assistant_ends_with_an_error(archive: Path) -> None:
    assistant = over(archive)
    stream = assistant.stream(BRIDGE)
    next(stream)
    assistant.close()
    with pytest.raises(UsageError, match="closed"):
        next(stream)


def test_the_functions_keep_one_assistant_and_close_it_for_another_index(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []

    def make(index: str) -> Assistant:
        made.append(Assistant(index, model=FakeGenerator(), embedder=FakeEmbedder()))
        return made[-1]

    monkeypatch.setattr(api, "Assistant", make)
    monkeypatch.setattr(api, "_kept", [])
    index = archive.parent / "index"
    assert answer(BRIDGE, index=index).answered
    *_, last = stream(ZOO, index=str(index))
    assert isinstance(last, Answer) and last.answered
    assert len(made) == 1
    with pytest.raises(IndexMissing):
        answer(BRIDGE, index=archive.parent / "none")
    assert len(made) == 2
    assert answer(BRIDGE, index=index).answered
    made[-1].close()


def test_a_follow_up_is_understood_from_the_history(asked: Assistant) -> None:
    history = [(BRIDGE, "Engineers from Norway built the bridge. [1]")]
    answer = asked.answer("And who?", history)
    assert answer.answered
    assert answer.question == "And who?"
    assert answer.citations[0].document == "bridge.txt"


def test_search_finds_passages_without_the_language_model(archive: Path) -> None:
    generator = FakeGenerator()
    with Assistant(archive.parent / "index", model=generator, embedder=FakeEmbedder()) as assistant:
        found = assistant.search(ZOO, k=2)
        assert found.hits[0].document.path == "zoo.txt"
        assert len(found.hits) == 2
        assert assistant.search(ZOO, since="2000").undated_left_out == 1
    assert generator.asked == 0


def test_threads_may_share_an_assistant(archive: Path) -> None:
    questions = [BRIDGE, ZOO, HAVEN, NOTHING] * 3
    with over(archive) as assistant, ThreadPoolExecutor(2) as threads:
        together = [without_timings(answer) for answer in threads.map(assistant.answer, questions)]
        assert together == [without_timings(assistant.answer(question)) for question in questions]


def test_a_closed_assistant_can_be_used_again(archive: Path) -> None:
    assistant = over(archive)
    before = without_timings(assistant.answer(BRIDGE))
    assistant.close()
    assistant.close()
    assert without_timings(assistant.answer(BRIDGE)) == before
    assistant.close()


def test_a_missing_index_is_said_when_it_is_asked(tmp_path: Path) -> None:
    assistant = Assistant(tmp_path / "none", model=FakeGenerator(), embedder=FakeEmbedder())
    with pytest.raises(IndexMissing):
        assistant.answer(BRIDGE)
    with pytest.raises(IndexMissing):
        assistant.search(BRIDGE)


@pytest.mark.parametrize(
    ("question", "options"),
    [
        ("", {}), (" \n\u200b", {}), ("x" * 20_000, {}), (BRIDGE, {"k": 0}), (BRIDGE, {"k": 51}),
        (BRIDGE, {"language": "english"}), (BRIDGE, {"since": "yesterday"}), (BRIDGE, {"until": "2020-13"}),
        (BRIDGE, {"since": "2021", "until": "2020"}),
    ],
)  # fmt: skip
def test_an_impossible_call_is_wrong_usage(asked: Assistant, question: str, options: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        asked.answer(question, **options)


def test_the_longest_question_is_read(asked: Assistant) -> None:
    assert not asked.answer(" ".join(f"w{i:03}" for i in range(200))).answered


def test_a_question_of_too_many_tokens_is_said_in_one_line(asked: Assistant) -> None:
    with pytest.raises(UsageError, match="shorten it"):
        asked.answer(" ".join(chr(0x4E00 + i) for i in range(500)))


def test_asking_twice_and_after_another_question_gives_the_same_answer(asked: Assistant) -> None:
    first = without_timings(asked.answer(BRIDGE))
    assert without_timings(asked.answer(BRIDGE)) == first
    asked.answer(ZOO)
    assert without_timings(asked.answer(BRIDGE)) == first


def fingerprint(folder: Path, articles: dict[str, str], generator: str = "fake-words") -> str:
    Index.update(folder / "index", [write_articles(folder / "articles", articles)], FakeEmbedder())
    with Assistant(folder / "index", model=FakeGenerator(generator), embedder=FakeEmbedder()) as assistant:
        return assistant.answer(BRIDGE).fingerprint


def test_the_fingerprint_changes_with_libraries_and_processor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fingerprint(tmp_path, ARTICLES)
    versions = libraries.versions()
    assert "absent" not in versions.values()
    monkeypatch.setattr(libraries, "versions", lambda: {**versions, "sentencex": "0.0"})
    assert (other := fingerprint(tmp_path, ARTICLES)) != first
    monkeypatch.setattr(libraries, "processor", lambda: "ABACUS")
    assert fingerprint(tmp_path, ARTICLES) not in (first, other)


def test_the_fingerprint_tells_configurations_apart(tmp_path: Path) -> None:
    first = fingerprint(tmp_path, ARTICLES)
    assert fingerprint(tmp_path, ARTICLES) == first
    assert fingerprint(tmp_path, ARTICLES, "another model") != first
    changed = {**ARTICLES, "zoo.txt": ARTICLES["zoo.txt"].replace("drei", "vier")}
    assert fingerprint(tmp_path, changed) != first
    assert fingerprint(tmp_path, ARTICLES) == first


TOLLS = {
    "old.txt": " date 2020-05-01 A trip with the harbour ferry costs 4 euros.\n",
    "new.txt": " date 2024-02-03 A trip with the harbour ferry costs 6 euros.\n",
    "rain.txt": " date 2024-02-03 Rain fell in the mountains.\n",
}


def test_articles_that_disagree_are_both_told_with_their_dates_the_newest_first(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles", TOLLS)
    Index.update(tmp_path / "index", [folder], FakeEmbedder())
    with over(folder) as assistant:
        told = assistant.answer("How much costs a trip with the harbour ferry?")
    assert [line.partition(":")[0] for line in told.text.splitlines()] == ["2024-02-03", "2020-05-01"]
    assert "6 euros" in told.text.splitlines()[0] and "[1]" in told.text.splitlines()[0]
    assert [citation.document for citation in told.citations] == ["new.txt", "old.txt"]
    assert [statement.citations for statement in told.statements] == [(1,), (2,)]


def test_a_question_for_a_year_hears_only_the_article_of_that_time(tmp_path: Path) -> None:
    folder = write_articles(tmp_path / "articles", TOLLS)
    Index.update(tmp_path / "index", [folder], FakeEmbedder())
    with over(folder) as assistant:
        told = assistant.answer("How much costs a trip with the harbour ferry in 2024?")
    assert [citation.document for citation in told.citations] == ["new.txt"]
    assert any("not of 2024" in (passage.rejected or "") for passage in told.passages)


def test_a_text_that_asks_nothing_needs_an_article_about_it(asked: Assistant) -> None:
    assert not asked.answer("Schreibe ein Gedicht.").answered


def test_what_an_article_hid_before_it_changed_is_read(tmp_path: Path) -> None:
    said = "The tower was painted by Ilse Brandt in May."
    article = tmp_path / "articles" / "tower.txt"
    article.parent.mkdir()
    with Assistant(tmp_path / "index", model=FakeGenerator(), embedder=FakeEmbedder()) as assistant:
        answered = []
        for before in ("Passage:\n", "News of the day\n"):
            article.write_text(f"{before}{said}", "utf-8")
            Index.update(tmp_path / "index", [article.parent], FakeEmbedder())
            answered.append(assistant.answer("Who painted the tower in May?").answered)
    assert answered == [False, True]

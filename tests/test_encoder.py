"""The reader with its real weights: words to the letter, the same bits, any two languages, and no answer."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from assistant import models
from assistant.encoder import LONGEST, NONE, Encoder, EncoderProcess
from assistant.evidence import COVERED, LEANING
from assistant.extract import Extractor
from assistant.loading import find_embedder, find_extractor
from index import GemmaEmbedder, SentenceTransformerEmbedder
from index.errors import ModelUnusable

pytestmark = pytest.mark.models

FERRY = (
    "Die Reederei Brodersen hat ihre letzte Fähre an die norwegische Gesellschaft Havlinje verkauft."
    " Der Preis betrug 4,2 Millionen Euro. Sprecherin Inken Matthiesen nannte die hohen Treibstoffkosten"
    " als Grund."
)


LIKELY = -(0.6 * COVERED + LEANING)
"""Log odds from which a passage that speaks of three fifths of the question is taken for evidence."""


@pytest.fixture(scope="module")
def encoder() -> Iterator[Encoder]:
    found = models.resolve(None, "embedder")
    yield Encoder(found.path, found.identity)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who bought the ferry?", "Havlinje"),
        pytest.param(
            "Wer hat die Fähre verkauft?",
            "Brodersen",
            marks=pytest.mark.xfail(strict=True, reason="the reader takes the buyer for the seller"),
        ),
        ("Hoeveel kostte de veerboot?", "4,2 Millionen Euro"),
        ("Why was it sold?", "Treibstoffkosten"),
        ("Wie is de woordvoerster?", "Inken Matthiesen"),
    ],
)
def test_the_words_that_answer_are_found_across_languages(
    encoder: Encoder, question: str, words: str
) -> None:
    found = encoder.extract(question, "", FERRY)
    assert words in FERRY[found.start : found.end]
    assert found.answers > LIKELY and 0 < found.share <= 1


@pytest.mark.parametrize(
    "question",
    ["How old is Inken Matthiesen?", "Wann wurde die Fähre gebaut?", "Who is the king of Spain?"],
)
def test_what_is_not_told_is_less_likely_than_what_is(encoder: Encoder, question: str) -> None:
    told = encoder.extract("Who bought the ferry?", "", FERRY).answers
    assert encoder.extract(question, "", FERRY).answers < min(told, 0)


def test_the_same_bits_again_and_beside_embedding(encoder: Encoder) -> None:
    first = encoder.extract("Who bought the ferry?", "published 2021", FERRY)
    vectors = encoder.embed_documents([FERRY])
    encoder.extract("Wie is de woordvoerster?", "", FERRY)
    assert encoder.extract("Who bought the ferry?", "published 2021", FERRY) == first
    assert np.array_equal(encoder.embed_documents([FERRY]), vectors)


def test_embedding_is_not_changed_by_the_adapter(encoder: Encoder) -> None:
    plain = GemmaEmbedder(encoder.path, encoder.name)
    encoder.extract("Who bought the ferry?", "", FERRY)
    assert np.array_equal(encoder.embed_queries(["Who?"]), plain.embed_queries(["Who?"]))


def test_the_words_lie_in_one_of_the_stretches(encoder: Encoder) -> None:
    start = FERRY.index("Sprecherin")
    stretches = [(0, FERRY.index("verkauft")), (start, len(FERRY))]
    found = encoder.extract("Hoeveel kostte de veerboot?", "", FERRY, stretches)
    anywhere = encoder.extract("Hoeveel kostte de veerboot?", "", FERRY)
    assert any(a <= found.start and found.end <= b for a, b in stretches)
    assert found.answers == anywhere.answers and found.share < anywhere.share


@pytest.mark.parametrize(
    "passage", ["", " ", "…", "🎉", "x" * 5000, "ferry " * 3000, "\u200b\u202e", "日本語"]
)
def test_any_passage_gives_a_stretch_of_it(encoder: Encoder, passage: str) -> None:
    found = encoder.extract("Who bought the ferry?", "", passage)
    assert 0 <= found.start <= found.end <= len(passage)
    assert found.answers < 0 or passage.strip()


def test_a_question_that_leaves_no_room_for_the_passage_finds_nothing(encoder: Encoder) -> None:
    assert encoder.extract("who " * 2 * LONGEST, "", FERRY).answers == NONE


def test_a_process_of_its_own_reads_the_same(encoder: Encoder) -> None:
    apart = EncoderProcess(encoder.path, encoder.name)
    assert isinstance(apart, Extractor) and apart.reader == encoder.reader
    question = "Who bought the ferry?", "", FERRY
    assert apart.extract(*question) == encoder.extract(*question)


def test_the_default_model_reads_wherever_it_lies(encoder: Encoder) -> None:
    assert isinstance(find_embedder(str(encoder.path), print), Extractor)


def test_another_embedder_leaves_reading_to_the_default_one(encoder: Encoder) -> None:
    other = SentenceTransformerEmbedder(encoder.path, "another")
    reader = find_extractor(other, print)
    assert reader.reader == encoder.reader and find_extractor(other, print) is reader
    assert find_extractor(encoder, print) is encoder


def test_reading_beside_embedding_in_other_threads(encoder: Encoder) -> None:
    alone = encoder.extract("Who bought the ferry?", "", FERRY)
    with ThreadPoolExecutor(4) as threads:
        embedded = [threads.submit(encoder.count_tokens, [FERRY] * 50) for _ in range(20)]
        found = [threads.submit(encoder.extract, "Who bought the ferry?", "", FERRY) for _ in range(6)]
    assert {one.result() for one in found} == {alone}
    assert len({tuple(one.result()) for one in embedded}) == 1


def test_stretches_behind_what_is_read_find_nothing(encoder: Encoder) -> None:
    passage = f"{'rain ' * 2 * LONGEST}Ann won."
    found = encoder.extract("Who won?", "", passage, [(len(passage) - 8, len(passage))])
    assert (found.start, found.end, found.answers) == (0, 0, NONE)


def test_a_model_that_the_adapter_does_not_fit_is_said_in_one_line(
    encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Encoder(encoder.path, encoder.name)
    broken.embed_queries(["Who?"])
    monkeypatch.setattr("safetensors.torch.load_file", lambda path: {})
    with pytest.raises(ModelUnusable, match="trained for") as raised:
        broken.extract("Who?", "", FERRY)
    assert "\n" not in str(raised.value)

"""An embedder in a process of its own."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeEmbedder

from index import EmbedderProcess, Words
from index.errors import ModelMissing, ModelUnusable


class NoModel(FakeEmbedder):
    """An embedder whose folder is not there."""

    def embed_queries(self, texts: object) -> object:  # type: ignore[override]
        raise ModelMissing("the embedding model is not there; bring it")


class Broken(FakeEmbedder):
    """An embedder that stumbles over what it did not expect."""

    def embed_queries(self, texts: object) -> object:  # type: ignore[override]
        raise ValueError("cannot reshape")


def fake(path: Path, name: str) -> FakeEmbedder:
    return FakeEmbedder()


def missing(path: Path, name: str) -> FakeEmbedder:
    return NoModel()


def broken(path: Path, name: str) -> FakeEmbedder:
    return Broken()


@pytest.fixture(autouse=True)
def none_left() -> Iterator[None]:
    yield
    for child in multiprocessing.active_children():
        child.kill()
        child.join()


@pytest.fixture
def apart() -> EmbedderProcess:
    return EmbedderProcess(fake, Path("somewhere"), "fake")


def test_it_embeds_as_in_this_process(apart: EmbedderProcess) -> None:
    here = FakeEmbedder()
    texts = ["The bridge was closed.", "Die Brücke"]
    assert apart.name == "fake" and apart.dimensions == here.dimensions
    assert np.array_equal(apart.embed_documents(texts), here.embed_documents(texts))
    assert np.array_equal(apart.embed_queries(texts), here.embed_queries(texts))
    assert apart.count_tokens(texts) == here.count_tokens(texts)
    words, own = apart.embed_words(texts[0], query=False), here.embed_words(texts[0], query=False)
    assert isinstance(words, Words) and words.words == own.words
    assert np.array_equal(words.vectors, own.vectors)


def test_an_error_of_the_model_is_raised_here() -> None:
    apart = EmbedderProcess(missing, Path("somewhere"), "fake")
    with pytest.raises(ModelMissing, match="bring it"):
        apart.embed_queries(["x"])
    assert apart.count_tokens(["x"]) == FakeEmbedder().count_tokens(["x"])


def test_an_error_that_nobody_expected_is_told_and_the_process_goes_on() -> None:
    apart = EmbedderProcess(broken, Path("somewhere"), "fake")
    for _ in range(2):
        with pytest.raises(ModelUnusable, match=r"fake has failed .*ValueError: cannot reshape.*use another"):
            apart.embed_queries(["x"])
    assert apart.count_tokens(["x"]) == FakeEmbedder().count_tokens(["x"])


def test_a_process_that_was_killed_is_told_in_one_line(apart: EmbedderProcess) -> None:
    apart.embed_queries(["x"])
    (child,) = multiprocessing.active_children()
    child.kill()
    child.join()
    with pytest.raises(ModelUnusable, match="the process of fake has ended"):
        apart.embed_queries(["x"])


def test_ctrl_c_is_left_to_the_process_that_asks(apart: EmbedderProcess) -> None:
    (child,) = multiprocessing.active_children()
    assert child.pid is not None
    os.kill(child.pid, signal.SIGINT)
    assert apart.count_tokens(["x"]) == FakeEmbedder().count_tokens(["x"])
    assert signal.getsignal(signal.SIGINT) is not signal.SIG_IGN

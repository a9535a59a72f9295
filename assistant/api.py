"""What people import: :func:`answer`, :func:`stream` and :class:`Assistant`."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from assistant import models, uploads
from assistant.answers import Answer
from assistant.extract import Extractor
from assistant.generate import Generator
from assistant.loading import Say, find_embedder, find_extractor, has_samples, load_generator, samples
from assistant.settings import LONGEST_QUESTION, settled
from assistant.steps import Step, unheard
from assistant.translate import Translation
from index import DocumentInfo, Embedder, Found, Index, Narrowing, Progress, Skipped, Summary
from index.errors import UsageError

if TYPE_CHECKING:
    from assistant.pipeline import Pipeline

History = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the index has it: what is known of it, and all of its text."""

    info: DocumentInfo
    text: str


class Assistant:
    """Answers questions from one index; the models are loaded once, on the first question.

    Args:
        index: folder of the index; by default that of the sample corpus, built on first use.
        model: the language model: a catalogue name, a path, ``hf:…``, or an object with the
            interface of :class:`assistant.generate.Generator`.
        embedder: the embedding model, likewise (:class:`index.Embedder`). One that is an
            :class:`assistant.extract.Extractor` too also reads passages; else the default one does.
        k: passages retrieved for a question.
        language: of the answers, ISO 639-1; by default the question's.
        apart: load the embedder in a process of its own, while this one loads the language model: the first
            answer comes some seconds sooner. For programs whose main module may be imported twice.
        say: receives a line whenever something takes long (a download, loading, indexing).
        progress: receives (files done, files in all) while the sample corpus is indexed.

    What is not given is taken from the environment, see :class:`assistant.settings.Settings`.
    Several threads may use one Assistant; their questions are answered one after the other.
    """

    def __init__(
        self,
        index: str | Path | None = None,
        *,
        model: str | Generator | None = None,
        embedder: str | Embedder | None = None,
        k: int | None = None,
        language: str | None = None,
        apart: bool = False,
        say: Say = lambda line: None,
        progress: Progress | None = None,
    ) -> None:
        models.go_offline()
        self._settings = settled(
            index=Path(index) if index is not None else None,
            model=model if isinstance(model, str) else None,
            embedder=embedder if isinstance(embedder, str) else None,
            k=k,
            language=language,
        )
        self._apart = apart
        self._say = say
        self._progress = progress
        self._given_model = None if isinstance(model, str) else model
        self._embedder = None if isinstance(embedder, str) else embedder
        self._extractor: Extractor | None = None
        self._loaded: Generator | None = None
        self._index: Index | None = None
        self._pipeline: Pipeline | None = None
        self._loading = threading.RLock()
        self._asking = threading.Lock()
        self._adding = threading.Lock()
        self._closed = 0

    # -- asking -------------------------------------------------------------------------------

    def answer(
        self,
        question: str,
        history: History = (),
        *,
        k: int | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        languages: Sequence[str] = (),
        documents: Sequence[str] = (),
        id: str | None = None,
        tell: Callable[[Step], None] = unheard,
    ) -> Answer:
        """Answer a question from the index.

        Args:
            question: in any language; at most 1,000 characters.
            history: earlier (question, answer) pairs of the conversation, the last one last.
            k, language: for this question, instead of the Assistant's own.
            since, until: dates (YYYY, YYYY-MM or YYYY-MM-DD): only articles of that time.
            languages: only articles in one of these, ISO 639-1.
            documents: only these articles, or those in these folders and tables; paths as in citations.
            id: repeated in the answer.
            tell: receives each step as it begins.

        Raises:
            UsageError: an empty or overlong question, an impossible number, date or language; a
                language or path that the index does not have.
            ArchiveError: anything else that stops the work; see :mod:`index.errors`.
        """
        *_, last = self.stream(
            question,
            history,
            k=k,
            language=language,
            since=since,
            until=until,
            languages=languages,
            documents=documents,
            id=id,
            tell=tell,
        )
        assert isinstance(last, Answer)
        return last

    def stream(
        self,
        question: str,
        history: History = (),
        *,
        k: int | None = None,
        language: str | None = None,
        since: str | None = None,
        until: str | None = None,
        languages: Sequence[str] = (),
        documents: Sequence[str] = (),
        id: str | None = None,
        tell: Callable[[Step], None] = unheard,
    ) -> Iterator[str | Answer]:
        """Answer a question piece by piece: text once it is verified, then the :class:`Answer`.

        Takes and raises what :meth:`answer` does. The pieces together are the answer's text.
        """
        text = check_question(question)
        narrowing = self.narrowed(since, until, languages, documents)
        settings = settled(k=k, language=language, like=self._settings)
        with self._asking:
            closed = self._closed
            events = self._ready().run(
                text, history, narrowing, k=settings.k, language=settings.language, id=id, tell=tell
            )
            event = next(events, None)
        while event is not None:
            yield event  # without the lock: the caller may ask again meanwhile, or never come back
            with self._asking:
                if closed != self._closed:
                    raise UsageError("the Assistant was closed before the answer was complete; ask again")
                event = next(events, None)

    def check(self, question: str) -> None:
        """Raise UsageError for a question that cannot be asked; the language model measures its length."""
        text = check_question(question)
        with self._asking:
            self._ready().check(text)

    def narrowed(
        self,
        since: str | None = None,
        until: str | None = None,
        languages: Sequence[str] = (),
        documents: Sequence[str] = (),
    ) -> Narrowing:
        """What these narrow a question to; needs no language model. Raises UsageError as :meth:`answer`."""
        narrowing = Narrowing.to(since, until, languages, documents)
        if languages or documents:
            self._open().check_narrowing(narrowing)
        return narrowing

    def search(
        self,
        query: str,
        *,
        k: int | None = None,
        since: str | None = None,
        until: str | None = None,
        languages: Sequence[str] = (),
        documents: Sequence[str] = (),
    ) -> Found:
        """Retrieve passages without answering; needs no language model. Raises as :meth:`answer`."""
        settings = settled(k=k, like=self._settings)
        text = check_question(query)
        narrowing = Narrowing.to(since, until, languages, documents)
        return self._open().search(text, settings.k, narrowing)

    def documents(self) -> list[DocumentInfo]:
        """What is known of each indexed article; needs no language model. Raises ArchiveError."""
        return self._open().documents()

    def article(self, document: str, quote: str = "") -> Article:
        """A whole article, from the index's own store; needs no language model.

        Args:
            document: its path as in citations.
            quote: of several folders' articles with this path, the one that has these words.

        Raises:
            UsageError: there is none.
        """
        opened = self._open()
        found = [info for info in opened.named(document) if info.path == document]
        articles = [Article(info, opened.document_text(info.id)) for info in found]
        for article in articles:
            if quote in article.text:
                return article
        raise UsageError(f"there is no such article {document!r} in the archive; it may have been removed")

    def skipped(self) -> tuple[Skipped, ...]:
        """What was left out of the index, and why; needs no language model. Raises ArchiveError."""
        return self._open().skipped()

    def translate(self, sentence: str, source: str, to: str) -> Translation:
        """Translate a sentence of an article by the local model, which does so badly; see translate.py."""
        from assistant.translate import translate

        with self._asking:
            return translate(self._both()[1], self._find_embedder(), sentence, source, to)

    # -- adding and removing ------------------------------------------------------------------

    def add(self, paths: Sequence[str | Path], progress: Progress | None = None) -> Summary:
        """Copy files into the index's own folder, and index them; the next question may be about them.

        Takes and raises what :func:`uploads.add` does; questions are answered meanwhile.
        """
        self._open()
        with self._adding:
            return uploads.add(
                self._settings.index_folder, [Path(path) for path in paths], self._find_embedder(), progress
            )

    def remove(self, document: str) -> Summary:
        """Take a file that was added out of the index; see :func:`uploads.remove`."""
        self._open()
        with self._adding:
            return uploads.remove(self._settings.index_folder, document, self._find_embedder())

    def added(self, document: DocumentInfo) -> bool:
        """Whether a document is of the files that were added, which can be removed again."""
        return document.root == str(uploads.folder(self._settings.index_folder))

    # -- life ---------------------------------------------------------------------------------

    def load(self) -> None:
        """Load index and models now rather than at the first question. Raises ArchiveError."""
        self._ready()

    def close(self) -> None:
        """Give back what was loaded. The Assistant loads it again if it is used again."""
        with self._asking, self._loading:
            self._closed += 1
            if self._index is not None:
                self._index.close()
                self._index = None
            if self._loaded is not None:
                self._loaded.close()
                self._loaded = None
            self._pipeline = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _ready(self) -> Pipeline:
        """What answers, over the index and the model as they are now."""
        from assistant.pipeline import Pipeline

        with self._loading:
            over = (*self._both(), self._find_extractor())
            if self._pipeline is None or self._pipeline.over != over:
                self._pipeline = Pipeline(*over)
            return self._pipeline

    def _both(self) -> tuple[Index, Generator]:
        """Index and model, loaded side by side: each takes seconds on its own."""
        with self._loading:
            if self._given_model is not None:
                return self._open(), self._given_model
            if self._loaded is None:
                self._check_index()
                with ThreadPoolExecutor(1) as background:
                    loading = background.submit(load_generator, self._model_file(), self._settings, self._say)
                    self._open()
                    self._find_embedder().embed_queries(["warm"])
                    self._find_extractor().extract("warm", "", "warm")
                    self._loaded = loading.result()
            return self._open(), self._loaded

    def _open(self) -> Index:
        """The index; that of the sample corpus is built if it is not there yet."""
        with self._loading:
            if self._index is None:
                there = self._check_index()
                embedder = self._find_embedder()
                where = self._settings.index_folder
                if not there:
                    self._say("indexing the sample corpus (five articles)")
                    Index.update(where, [samples()], embedder, self._progress)
                self._index = Index.open(where, embedder)
            return self._index

    def _check_index(self) -> bool:
        """Fail before a model is brought where the index cannot be used; False: it is yet to be built."""
        where = self._settings.index_folder
        if self._settings.index is None:
            return has_samples(where)
        Index.open(where).close()
        return True

    def _model_file(self) -> models.ResolvedModel:
        return models.resolve(self._settings.model, "generator", say=self._say)

    def _find_embedder(self) -> Embedder:
        if self._embedder is None:
            self._embedder = find_embedder(self._settings.embedder, self._say, apart=self._apart)
        return self._embedder

    def _find_extractor(self) -> Extractor:
        if self._extractor is None:
            self._extractor = find_extractor(self._find_embedder(), self._say)
        return self._extractor


def answer(
    question: str, history: History = (), *, index: str | Path | None = None, **options: Any
) -> Answer:
    """Answer one question; models stay loaded for the next call with the same index.

    Takes, beside ``index``, the options of :meth:`Assistant.answer`.
    """
    return _shared(str(index) if index is not None else None).answer(question, history, **options)


def stream(
    question: str, history: History = (), *, index: str | Path | None = None, **options: Any
) -> Iterator[str | Answer]:
    """Answer one question piece by piece; see :meth:`Assistant.stream` and :func:`answer`."""
    return _shared(str(index) if index is not None else None).stream(question, history, **options)


_kept: list[tuple[str | None, Assistant]] = []
_keeping = threading.Lock()


def _shared(index: str | None) -> Assistant:
    """The Assistant of the last call, if of the same index; another gives its memory back first."""
    with _keeping:
        if not _kept or _kept[0][0] != index:
            while _kept:
                _kept.pop()[1].close()
            _kept.append((index, Assistant(index)))
        return _kept[0][1]


def check_question(question: str) -> str:
    """The question in one line; raises UsageError for one that cannot be asked."""
    from assistant.clean import for_prompt

    text = for_prompt(question)
    if not text:
        raise UsageError("the question is empty; write one")
    if not re.search(r"\w", text):
        raise UsageError("the question has no word in it; write one in words")
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"the question has {len(question):,} characters; shorten it to at most {LONGEST_QUESTION:,}"
        )
    return text

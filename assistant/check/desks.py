"""The Assistants of a run: one for each index, all with the same models, loaded when first needed."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from platformdirs import user_data_path

from assistant import models
from assistant.answers import Answer
from assistant.api import Assistant
from assistant.check.cases import Case, Task
from assistant.check.parts import Parts, parts_of
from assistant.generate import Generator
from assistant.loading import Say, find_embedder, find_extractor, load_generator
from assistant.settings import Settings, settled
from index import Embedder, Index, Progress
from index.errors import IndexMissing
from index.schema import FILE, SCHEMA

SAMPLES = "sample corpus"


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for all questions of a run; as the options of ``assistant ask``."""

    index: Path | None = None
    model: str | Generator | None = None
    embedder: str | Embedder | None = None
    k: int | None = None
    language: str | None = None
    since: str | None = None
    until: str | None = None

    def settings(self) -> Settings:
        """The settings of the run. Raises UsageError."""
        return settled(
            index=self.index,
            model=self.model if isinstance(self.model, str) else None,
            embedder=self.embedder if isinstance(self.embedder, str) else None,
            k=self.k,
            language=self.language,
        )


@dataclass(frozen=True, slots=True)
class Corpus:
    """An index that cases ask: what decides its answers, and the path and the language of each article.

    A path may stand there twice: articles of two folders may have the same.
    """

    folder: Path | None
    name: str
    parts: Parts
    languages: tuple[tuple[str, str], ...] = field(repr=False)


class Desks:
    """Answers cases from the indexes that they name.

    say, progress: as for :class:`assistant.Assistant`. Methods raise ArchiveError.
    """

    def __init__(
        self, options: Options, say: Say = lambda line: None, progress: Progress | None = None
    ) -> None:
        models.go_offline()
        self._options = options
        self._settings = options.settings()
        self._say = say
        self._progress = progress
        self._generator = None if isinstance(options.model, str) else options.model
        self._embedder = None if isinstance(options.embedder, str) else options.embedder
        self._loaded: Generator | None = None
        self._open: dict[Path | None, Assistant] = {}

    def folder(self, task: Task) -> Path | None:
        """The index or the folder of articles that a case is asked of; None is the sample corpus.

        The option goes before the case, as everywhere, and the case before the environment.
        """
        return self._options.index or task.index or self._settings.index

    def corpus(self, folder: Path | None, name: str) -> Corpus:
        """Look into an index; one of a folder of articles is made or brought up to date first."""
        with self._assistant(self._indexed(folder)) as assistant:
            documents = assistant.documents()
        settings = {
            "k": self._settings.k,
            "language": self._settings.language,
            "context": self._settings.context,
            "threads": self._settings.threads,
            "since": self._options.since,
            "until": self._options.until,
        }
        embedder = self._find_embedder()
        reader = find_extractor(embedder, self._say).reader
        parts = parts_of(self._model_name(), embedder.name, reader, settings, documents)
        # In no order of the folders: these are named otherwise on another machine.
        languages = tuple(sorted((document.path, document.language) for document in documents))
        return Corpus(folder, name, parts, languages)

    def asked(self, folder: Path | None, case: Case) -> str:
        """All of a question that an answer is kept by beside the fingerprint; see :class:`Kept`."""
        options = [self._settings.k, self._settings.language, self._options.since, self._options.until]
        return json.dumps([str(folder or ""), case.question, case.history, options])

    def answer(self, folder: Path | None, case: Case) -> Answer:
        """Answer the question of a case."""
        if self._generator is None:
            self._loaded = self._generator = load_generator(self._found_model(), self._settings, self._say)
        if folder not in self._open:
            self._open[folder] = self._assistant(self._indexed(folder))
        return self._open[folder].answer(
            case.question, case.history, since=self._options.since, until=self._options.until, id=case.id
        )

    def close(self) -> None:
        """Give back what was loaded."""
        for assistant in self._open.values():
            assistant.close()
        self._open.clear()
        if self._loaded is not None:
            self._loaded.close()
            self._loaded = self._generator = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _assistant(self, where: Path | None) -> Assistant:
        return Assistant(
            where,
            model=self._generator or self._settings.model,
            embedder=self._find_embedder(),
            k=self._settings.k,
            language=self._settings.language,
            say=self._say,
            progress=self._progress,
        )

    def _indexed(self, folder: Path | None) -> Path | None:
        """The index of a folder: itself, or one in the user's data folder that mirrors its articles."""
        if folder is None or (folder / FILE).exists():
            return folder
        if not folder.is_dir():
            raise IndexMissing(f"there is no index and no folder of articles at {folder}")
        embedder = self._find_embedder()
        key = hashlib.sha256(f"{folder}\n{embedder.name}\n{SCHEMA}".encode()).hexdigest()[:12]
        where = user_data_path("proofdesk") / "check" / f"{folder.name}-{key}"
        Index.update(where, [folder], embedder, self._progress)
        return where

    def _find_embedder(self) -> Embedder:
        if self._embedder is None:
            self._embedder = find_embedder(self._settings.embedder, self._say)
        return self._embedder

    def _found_model(self) -> models.ResolvedModel:
        return models.resolve(self._settings.model, "generator", say=self._say)

    def _model_name(self) -> str:
        return self._found_model().identity if self._generator is None else self._generator.name


def names(folders: list[Path | None]) -> dict[Path | None, str]:
    """A short name for each index: the end of its path that no other has; none tells of this machine."""
    paths = [folder for folder in folders if folder is not None]
    found: dict[Path | None, str] = {None: SAMPLES}
    for path in paths:
        others = [other for other in paths if other != path]
        for size in range(1, len(path.parts) + 1):
            if all(other.parts[-size:] != path.parts[-size:] for other in others):
                break
        found[path] = "/".join(path.parts[-size:])
    return found

"""This project, through what it offers to Python."""

from __future__ import annotations

import time
from pathlib import Path

from assistant import Answer, Assistant, models
from assistant.loading import find_embedder, load_generator
from assistant.models.progress import to_stderr
from assistant.settings import settled
from index import Index
from peers import Ask, Models, Open, Reply, Source


def load(shared: Models) -> Open:
    """Load the models; folders are then indexed and opened with them."""
    embedder = find_embedder(str(shared.embedder), to_stderr)
    generator = load_generator(models.resolve(str(shared.generator), "generator"), settled(), to_stderr)

    def open_folder(folder: Path, store: Path) -> Ask:
        Index.update(store, [folder], embedder)
        assistant = Assistant(store, model=generator, embedder=embedder)

        def ask(question: str) -> Reply:
            began = time.perf_counter()
            events = assistant.stream(question)
            event = next(events)
            first = time.perf_counter() - began
            *_, answer = event, *events
            assert isinstance(answer, Answer)
            cited = [Source(citation.document, citation.quote) for citation in answer.citations]
            return Reply(answer.text, cited, refused=not answer.answered, first=first)

        return ask

    return open_folder

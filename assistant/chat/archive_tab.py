"""The archive: what is indexed and what was left out; adding articles, and removing them again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import uploads
from assistant.chat import events, show
from assistant.chat.desk import Desk
from assistant.chat.holdings import holdings
from assistant.chat.texts import Texts
from index import Summary
from index.errors import ArchiveError, one_line
from index.readers import LARGEST, LARGEST_TABLE, SUFFIXES, TABLES

MOST_FILES = 200
"""Files added at once; whole folders are for ``assistant index``."""

LOOK = 0.3
"""Seconds between two looks at how far the adding has come."""


def build_archive(desk: Desk, label: gr.I18n, tab: gr.Tab) -> None:
    """Lay out the tab; ``label("key")`` is a text in the language of the browser."""
    _ArchiveTab(desk, label, tab)


def _formats(says: Texts) -> str:
    """Which files are taken, in a line."""
    million = 1_000_000
    return says(
        "add_formats",
        formats=" ".join(SUFFIXES),
        size=LARGEST // million,
        tables=" ".join(TABLES),
        table_size=LARGEST_TABLE // million,
    )


class _Stopped(Exception):
    """Raised in the thread that adds, when its reader has stopped it."""


class Adding:
    """Files on their way into the archive, in a thread of its own. Any thread may look."""

    def __init__(self, desk: Desk, files: Sequence[Path]) -> None:
        self.done, self.total = 0, len(files)
        self.summary: Summary | None = None
        self.trouble: str | None = None
        self.stopped = False
        self._desk = desk
        self._files = files
        self._thread = threading.Thread(target=self._add, name="adding", daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self._thread.is_alive()

    def stop(self) -> None:
        """Stop at the next step; what is not indexed by then is not kept."""
        self.stopped = True

    def _add(self) -> None:
        try:
            self.summary = self._desk.assistant.add(self._files, self._step)
        except _Stopped:
            pass
        except (ArchiveError, OSError) as error:
            self.trouble = one_line(error)
        finally:
            for file in self._files:
                file.unlink(missing_ok=True)
            self._desk.changed()

    def _step(self, done: int, total: int) -> None:
        if self.stopped:
            raise _Stopped
        self.done, self.total = done, total


class _ArchiveTab:
    """The parts of the tab, and what happens on each event."""

    def __init__(self, desk: Desk, label: gr.I18n, tab: gr.Tab) -> None:
        self.desk = desk
        self.adding: dict[str, Adding] = {}
        """Of each session: what it adds now."""
        self._lay_out(label)
        self._wire(tab)

    def _lay_out(self, label: gr.I18n) -> None:
        with gr.Column(elem_id="archive"):
            self.line = gr.HTML(apply_default_css=False)
            self.files = gr.File(
                file_count="multiple",
                file_types=list(SUFFIXES),
                label=label("add"),
                height=152,
                elem_id="add",
            )
            self.formats = gr.HTML(apply_default_css=False, elem_id="formats")
            self.progress = gr.HTML(
                apply_default_css=False,
                elem_id="adding",
                js_on_load="watch('value', () => desk.told(element));",
            )
            self.stop = gr.Button(label("stop"), visible=False, elem_id="stop-adding")
            self.articles = gr.HTML(
                apply_default_css=False,
                elem_id="articles",
                js_on_load=events.listen("article", "delete", more="desk.sortable(element);"),
            )
            self.skipped = gr.HTML(apply_default_css=False, elem_id="skipped")
        close = "watch('value', () => desk.openArticle(element, () => { props.value = ''; }));"
        self.article = gr.HTML(apply_default_css=False, js_on_load=events.listen("none", more=close))

    def _wire(self, tab: gr.Tab) -> None:
        quick: dict[str, Any] = {"queue": False, "show_progress": "hidden", "api_visibility": "private"}
        slow = quick | {"queue": True, "concurrency_limit": None}
        shown = [self.line, self.articles, self.skipped]
        tab.select(self.look, None, [*shown, self.formats], **quick)
        self.files.upload(self.add, self.files, [*shown, self.files, self.progress, self.stop], **slow)
        self.stop.click(self.halt, None, None, **quick)
        self.articles.article(self.open_article, None, self.article, **quick)
        self.articles.delete(self.take_out, None, [*shown, self.progress], **slow)

    def look(self, request: gr.Request) -> dict[Any, Any]:
        """Show what the archive holds."""
        says = events.says(request)
        return self._shown(says) | {self.formats: show.aside(_formats(says))}

    async def add(self, files: list[str] | None, request: gr.Request) -> AsyncIterator[dict[Any, Any]]:
        """Add files; tell how far it has come, then what became of them."""
        says, session = events.says(request), str(request.session_hash)
        given = [Path(file) for file in files or ()]
        if not given or session in self.adding:
            yield {self.files: None}
            return
        if len(given) > MOST_FILES:
            yield {self.files: None, self.progress: show.notice(says("add_most", count=MOST_FILES))}
            return
        adding = self.adding[session] = Adding(self.desk, given)
        try:
            yield {self.files: gr.File(interactive=False), self.stop: gr.Button(visible=True)}
            while adding.running:
                yield {self.progress: show.adding(adding.done, adding.total, says)}
                await asyncio.sleep(LOOK)
        finally:
            del self.adding[session]
        if adding.summary:
            told = show.added(adding.summary, says)
        else:
            told = show.notice(adding.trouble or says("add_stopped"))
        yield self._shown(says) | {
            self.files: gr.File(value=None, interactive=True),
            self.progress: told,
            self.stop: gr.Button(visible=False),
        }

    def halt(self, request: gr.Request) -> None:
        """Stop the adding."""
        if adding := self.adding.get(str(request.session_hash)):
            adding.stop()

    def open_article(self, request: gr.Request, event: gr.EventData) -> str:
        """Show a whole article."""
        id = events.given(event, "id")
        try:
            archive = self.desk.archive()
            text = archive.document_text(id)
            info = next(one for one in archive.documents() if one.id == id)
        except ArchiveError as error:
            raise events.told(error) from error
        return show.whole(text, info, events.says(request))

    def take_out(self, request: gr.Request, event: gr.EventData) -> dict[Any, Any]:
        """Remove a file that was added."""
        says, document = events.says(request), events.given(event, "file")
        try:
            self.desk.assistant.remove(document)
        except (ArchiveError, OSError) as error:
            told = show.notice(one_line(error))
        else:
            told = show.told(says("removed", name=document))
        self.desk.changed()
        return self._shown(says) | {self.progress: told}

    def _shown(self, says: Texts) -> dict[Any, Any]:
        """All parts that show the archive, as it is now."""
        try:
            archive = self.desk.archive()
            documents, skipped = archive.documents(), archive.skipped()
        except ArchiveError as error:
            return {self.line: show.notice(one_line(error))}
        held = holdings(documents, str(uploads.folder(self.desk.index)), says)
        return {
            self.line: show.counted(held, says),
            self.articles: show.holdings(held, says),
            self.skipped: show.skipped(skipped, says),
        }

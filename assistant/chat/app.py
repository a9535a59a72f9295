"""The page of its tabs, and the server that shows it."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path

import gradio as gr

from assistant.chat import safety
from assistant.chat.archive_tab import build_archive
from assistant.chat.ask_tab import build_ask
from assistant.chat.desk import Desk
from assistant.chat.programs import build_programs
from assistant.chat.texts import LANGUAGES, texts
from index.readers import LARGEST_TABLE

_PAGE = Path(__file__).parent / "page"

FONTS = ["system-ui", "sans-serif"]
"""Of the reader's machine: no font is fetched."""


def build(desk: Desk, *, mcp: bool = False) -> gr.Blocks:
    """Lay out the page; each tab by a function of its own, with the desk and the texts."""
    label = labels()
    page = gr.Blocks(title="Proofdesk", analytics_enabled=False, fill_width=True)
    with page:
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(label("tab_ask"), id="ask"):
                build_ask(desk, label, page)
            with gr.Tab(label("tab_archive"), id="archive") as tab:
                build_archive(desk, label, tab)
        build_programs(desk, mcp)
    return page


def serve(desk: Desk, host: str, port: int | None, *, mcp: bool = False) -> str:
    """Show the page; returns its address at once. The models load meanwhile. Raises OSError."""
    page = build(desk, mcp=mcp)
    page.queue(default_concurrency_limit=None)
    with contextlib.redirect_stdout(sys.stderr):  # where Gradio tells of the tools
        _, address, _ = page.launch(
            server_name=host,
            server_port=port,
            auth=desk.login,
            mcp_server=mcp,
            app_kwargs={"middleware": safety.guards(host)},
            i18n=labels(),
            theme=theme(),
            css_paths=_PAGE / "desk.css",
            favicon_path=_PAGE / "icon.svg",
            head=f"<script>{(_PAGE / 'desk.js').read_text(encoding='utf-8')}</script>",
            max_file_size=LARGEST_TABLE,
            footer_links=[],
            run_history=False,
            enable_monitoring=False,
            share=False,
            pwa=False,
            ssr_mode=False,
            quiet=True,
            prevent_thread_lock=True,
        )
    desk.load()  # not before: it would take the processor from the page
    return address


def labels() -> gr.I18n:
    """The texts as Gradio takes them, which chooses among them in the browser."""
    return gr.I18n(**{code: texts(code).entries for code in LANGUAGES})


def theme() -> gr.Theme:
    """Calm, and of fonts that are on the reader's machine."""
    made = gr.themes.Base(
        primary_hue="blue", neutral_hue="slate", font=FONTS, font_mono=["ui-monospace", "monospace"]
    )
    return made.set(
        button_primary_background_fill="#1f5fa8",
        button_primary_background_fill_hover="#174a85",
        button_primary_background_fill_dark="#1f5fa8",
        button_primary_background_fill_hover_dark="#2a70c0",
    )

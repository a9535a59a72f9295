"""Asking: the question, the answers with their proof, the conversations."""

from __future__ import annotations

import gradio as gr

from assistant.chat.desk import Desk


def build_ask(desk: Desk, label: gr.I18n) -> None:
    """Lay out the tab; ``label("key")`` is a text in the language of the browser."""
    gr.Textbox(label=label("question"))

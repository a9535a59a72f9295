"""LlamaIndex: CitationQueryEngine over a VectorStoreIndex.

Set beside its defaults: the two models, the model's own chat format (LlamaCPP knows none by
itself), the embedder's prompts, every processor core, a fixed seed, and streaming.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from llama_cpp.llama_chat_format import Jinja2ChatFormatter
from llama_index.core import Document, Settings, VectorStoreIndex
from llama_index.core.query_engine import CitationQueryEngine
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.llms.llama_cpp import LlamaCPP

from peers import Ask, Models, Open, Reply, Source
from peers.articles import documents, prompts

MARKER = re.compile(r"\[(?:source )?([\d ,]+)\]|\bsource (\d+)", re.IGNORECASE)
NOTHING = "Empty Response"
"""What LlamaIndex answers where it found nothing."""


def load(shared: Models) -> Open:
    """Load the models; folders are then indexed in memory."""
    query, passage = prompts(shared.embedder)
    embedder = HuggingFaceEmbedding(str(shared.embedder), query_instruction=query, text_instruction=passage)
    llm = LlamaCPP(
        model_path=str(shared.generator),
        model_kwargs={"n_threads": shared.threads, "n_threads_batch": shared.threads, "seed": 0},
        verbose=False,
    )
    llm.completion_to_prompt = chat_format(llm)
    Settings.llm, Settings.embed_model = llm, embedder

    def open_folder(folder: Path, store: Path) -> Ask:
        hidden = {"excluded_embed_metadata_keys": ["path"], "excluded_llm_metadata_keys": ["path"]}
        articles = [
            Document(text=article.text, metadata={"path": article.path}, **hidden)
            for article in documents(folder)
        ]
        engine = CitationQueryEngine.from_args(VectorStoreIndex.from_documents(articles), streaming=True)
        return lambda question: answer(engine, question)

    return open_folder


def answer(engine: CitationQueryEngine, question: str) -> Reply:
    """Return what the engine writes, with the sources that it marks in its text."""
    began = time.perf_counter()
    response = engine.query(question)
    text, first = "", 0.0
    for piece in response.response_gen:
        text += piece
        if text.strip() and not first:
            first = time.perf_counter() - began
    nodes = response.source_nodes
    cited = [
        Source(str(nodes[number - 1].metadata["path"]), nodes[number - 1].text)
        for number in marked(text)
        if 0 < number <= len(nodes)
    ]
    return Reply(text.strip(), cited, refused=text.strip() in ("", NOTHING), first=first)


def marked(text: str) -> list[int]:
    """Return the numbers of the sources that ``text`` cites: [1], [1, 2], [Source 1], Source 1."""
    found = [one or other for one, other in MARKER.findall(text)]
    return sorted({int(number) for group in found for number in re.findall(r"\d+", group)})


def chat_format(llm: LlamaCPP) -> Callable[[str], str]:
    """Return what puts a prompt into the chat format that the GGUF file carries."""
    model = llm._model
    formatter = Jinja2ChatFormatter(
        template=model.metadata["tokenizer.chat_template"],
        eos_token=model._model.token_get_text(model.token_eos()),
        bos_token="",  # llama.cpp puts it there where the model wants one
    )
    return lambda prompt: str(formatter(messages=[{"role": "user", "content": prompt}]).prompt)

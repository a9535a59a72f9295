"""Haystack: embed, retrieve, write with llama.cpp, and AnswerBuilder, which resolves [1].

Haystack has no prompt of its own; TEMPLATE asks plainly for what AnswerBuilder reads. Set beside its
defaults: the two models, the embedder's prompts, every processor core, a fixed seed, and 256 new
tokens, without which a small model may write on to the end of its context.
"""

from __future__ import annotations

import time
from pathlib import Path

from haystack import Document, Pipeline
from haystack.components.builders import AnswerBuilder, ChatPromptBuilder
from haystack.components.preprocessors import DocumentSplitter
from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
from haystack.dataclasses import ChatMessage, StreamingChunk
from haystack.document_stores.in_memory import InMemoryDocumentStore
from haystack_integrations.components.embedders.sentence_transformers import (
    SentenceTransformersDocumentEmbedder,
    SentenceTransformersTextEmbedder,
)
from haystack_integrations.components.generators.llama_cpp import LlamaCppChatGenerator

from peers import Ask, Models, Open, Reply, Source
from peers.articles import documents, prompts

TEMPLATE = """Answer the question from the documents below alone, in the language of the question.
After each statement put the number of the document that supports it in square brackets, like this: [1].
If the documents do not contain the answer, say that they do not.

Documents:
{% for document in documents %}[{{ loop.index }}] {{ document.content }}

{% endfor %}Question: {{ question }}
Answer:"""


REFERENCES = r"\[(\d+(?:\s*[,-]\s*\d+)*)\]"
"""[1], [1, 2] and [1-3]; AnswerBuilder's own pattern, with spaces allowed."""


def load(shared: Models) -> Open:
    """Load the models and connect the pipeline; folders are then embedded into its store."""
    query, passage = prompts(shared.embedder)
    model = str(shared.embedder)
    embedder = SentenceTransformersDocumentEmbedder(model=model, prefix=passage, progress_bar=False)
    embedder.warm_up()
    memory = InMemoryDocumentStore()
    threads = {"n_threads": shared.threads, "n_threads_batch": shared.threads}
    parts = {
        "embedder": SentenceTransformersTextEmbedder(model=model, prefix=query, progress_bar=False),
        "retriever": InMemoryEmbeddingRetriever(memory),
        "prompt": ChatPromptBuilder([ChatMessage.from_user(TEMPLATE)]),
        "llm": LlamaCppChatGenerator(
            model=str(shared.generator),
            model_kwargs={**threads, "seed": 0, "verbose": False},
            generation_kwargs={"max_tokens": 256},
        ),
        "answer": AnswerBuilder(reference_pattern=REFERENCES, expand_reference_ranges=True),
    }
    pipeline = Pipeline()
    for name, part in parts.items():
        pipeline.add_component(name, part)
    pipeline.connect("embedder.embedding", "retriever.query_embedding")
    pipeline.connect("retriever.documents", "prompt.documents")
    pipeline.connect("prompt.prompt", "llm.messages")
    pipeline.connect("llm.replies", "answer.replies")
    pipeline.connect("retriever.documents", "answer.documents")

    def open_folder(folder: Path, store: Path) -> Ask:
        memory.delete_documents([document.id for document in memory.filter_documents()])
        articles = [
            Document(content=article.text, meta={"path": article.path}) for article in documents(folder)
        ]
        split = DocumentSplitter().run(documents=articles)["documents"]
        memory.write_documents(embedder.run(documents=split)["documents"])
        return lambda question: answer(pipeline, question)

    return open_folder


def answer(pipeline: Pipeline, question: str) -> Reply:
    """Return what the pipeline writes, with the documents that AnswerBuilder finds referenced."""
    began = time.perf_counter()
    first = 0.0

    def piece(chunk: StreamingChunk) -> None:
        nonlocal first
        if chunk.content.strip() and not first:
            first = time.perf_counter() - began

    result = pipeline.run(
        {
            "embedder": {"text": question},
            "prompt": {"question": question},
            "llm": {"streaming_callback": piece},
            "answer": {"query": question},
        }
    )
    answer = result["answer"]["answers"][0]
    cited = [Source(source.meta["path"], source.content) for source in answer.documents]
    return Reply(answer.data.strip(), cited, refused=not answer.data.strip(), first=first)

"""The libraries and the processor that decide an answer, beside the models, the prompts and the rules."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import PackageNotFoundError, version

DECIDING = (
    # What the models compute: another version may round otherwise.
    "faiss-cpu",
    "llama-cpp-python",
    "sentence-transformers",
    "tokenizers",
    "torch",
    "transformers",
    # Where a sentence begins, what language it is in, and by which stems its words are found.
    "lingua-language-detector",
    "pystemmer",
    "sentencex",
    # The facts that code checks: names and units, numbers in words, how frequent and how alike words are.
    "babel",
    "num2words",
    "rapidfuzz",
    "text2num",
    "wordfreq",
)
"""Those that only read files are not among them: what they read is in the fingerprint of the index."""


@cache
def versions() -> dict[str, str]:
    """The version of each that is installed; "absent" where it is there by another name."""
    return {name: _version(name) for name in DECIDING}


@cache
def processor() -> str:
    """The instructions that llama.cpp uses here, such as "SSE3 AVX AVX2", from its line about the system."""
    import llama_cpp

    told = llama_cpp.llama_print_system_info().decode()
    return " ".join(re.findall(r"(\w+) = 1\b", told))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # faiss may be of another distribution
        return "absent"

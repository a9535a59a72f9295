"""Settings: from arguments, else from the environment (``ASSISTANT_…``), else the defaults here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict, SettingsError

from index import LANGUAGES
from index.errors import UsageError
from index.schema import SCHEMA

MOST_PASSAGES = 50
LONGEST_QUESTION = 1000
"""In characters. Longer questions are refused: the model could not read the evidence beside them."""


class Settings(BaseSettings):
    """What can be set. Each field ``x`` is also the environment variable ``ASSISTANT_X``; an empty one is
    as one that is not set.

    ``index``: the folder of the index; None is the index of the sample corpus, built on first use.
    ``model``, ``embedder``: a name of the catalogue, a local path or ``hf:…``; None is the default.
    ``k``: passages retrieved for a question. ``language``: of the answer; None is the question's.
    ``threads``: processor threads of the language model; None is every core.
    ``context``: tokens that one conversation with the model may have.
    """

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    index: Path | None = None
    model: str | None = None
    embedder: str | None = None
    k: int = Field(default=8, ge=1, le=MOST_PASSAGES)
    language: str | None = Field(default=None, pattern="^[a-z]{2}$")
    threads: int | None = Field(default=None, ge=1)
    context: int = Field(default=1536, ge=1024)

    @property
    def index_folder(self) -> Path:
        """Where the index is, or will be."""
        return self.index or sample_index()


def settled(like: Settings | None = None, **given: Any) -> Settings:
    """Settings from what is given (and not None), what they are like, and the environment.

    Raises UsageError for a value that cannot be.
    """
    known = like.model_dump() if like is not None else {}
    try:
        settings = Settings(**known | {name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        raise UsageError(
            f"{name} (or ASSISTANT_{name.upper()}) cannot be {first['input']!r}: {first['msg']}"
        ) from error
    except SettingsError as error:
        raise UsageError(f"the environment has a setting that cannot be read: {error}") from error
    if settings.language and settings.language not in LANGUAGES:
        raise UsageError(f"language {settings.language!r} is not known; use one of {' '.join(LANGUAGES)}")
    return settings


def sample_index() -> Path:
    """Where the index of the sample corpus is kept; a later format of indexes builds it anew beside it."""
    return user_data_path("proofdesk") / f"sample-index-{SCHEMA}"

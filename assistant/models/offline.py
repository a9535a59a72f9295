"""Nothing calls home: the libraries below this program are told to stay offline, in one place.

They are also told not to keep a core busy for long while they wait for another: where a second program needs
one of them, an answer would take twice to four times as long (docs/benchmarks.md).

Which of these settings are the program's and not the user's is written into the environment itself, so
that a process started from here can tell them apart as well.
"""

from __future__ import annotations

import os

_SETTINGS = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "TOKENIZERS_PARALLELISM": "false",
    "GOMP_SPINCOUNT": "1000",
}
_OURS = "ASSISTANT_SET_ENVIRONMENT"


def go_offline() -> None:
    """Switch off network access, telemetry and idle spinning; call it before any library is imported.

    What the user has set stays as it is.
    """
    ours = _ours()
    for name, value in _SETTINGS.items():
        if name not in os.environ:
            os.environ[name] = value
            ours.append(name)
    os.environ[_OURS] = ",".join(ours)


def user_is_offline() -> bool:
    """Whether the user, not this program, has forbidden the hub libraries to use the network."""
    ours = _ours()
    return any(
        os.environ.get(name, "").upper() in {"1", "ON", "YES", "TRUE"} and name not in ours
        for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
    )


def online_environment() -> dict[str, str]:
    """The environment for a process that may use the network, unless the user's own settings forbid it."""
    dropped = {"HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"}.intersection(_ours())
    return {name: value for name, value in os.environ.items() if name not in dropped}


def _ours() -> list[str]:
    return [name for name in os.environ.get(_OURS, "").split(",") if name]

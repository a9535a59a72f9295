"""What can be set in the environment."""

from __future__ import annotations

import pytest

from assistant.settings import Settings, settled


@pytest.mark.parametrize("name", Settings.model_fields)
@pytest.mark.parametrize("value", ["", None])
def test_an_empty_variable_is_as_one_that_is_not_set(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str | None
) -> None:
    for other in Settings.model_fields:
        monkeypatch.delenv(f"ASSISTANT_{other.upper()}", raising=False)
    if value is not None:
        monkeypatch.setenv(f"ASSISTANT_{name.upper()}", value)
    assert getattr(settled(), name) == Settings.model_fields[name].default

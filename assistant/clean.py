"""Article text on its way into a prompt: one line, nothing invisible, nothing endless."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = ("Cf", "Cc", "Co", "Cn", "Cs")
_REPEATED = re.compile(r"(.)\1{15,}")


def for_prompt(text: str) -> str:
    """Bring text to one line without control or formatting characters or long runs of one character.

    Lines are joined so that an article cannot imitate the lines of a prompt; markers of chat
    formats need no care here, as messages are tokenised as plain text.
    """
    visible = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE)
    return _REPEATED.sub(lambda run: run[1] * 4, " ".join(visible.split()))

"""Bytes to text: UTF-8 as it is, older encodings where they can be told, noise never."""

from __future__ import annotations

import unicodedata

from index.skips import Skip

_OLDER = (
    "cp1252 iso8859_15 cp1250 iso8859_2 cp1251 koi8_r cp1253 cp1254 cp1255 cp1256 cp1257 "
    "utf_16 gb18030 big5 shift_jis euc_jp euc_kr"
)
_CONTROLS = 0.005
_LETTERS = 0.3


def decode(data: bytes) -> str:
    """Return the text in ``data`` with line ends as ``\\n``; raises Skip where it is none.

    For UTF-8 that is what ``Path.read_text(encoding="utf-8")`` gives.
    """
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError:
        text = _older(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_noise(text):
        raise Skip("not text")
    return text


def _older(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_OLDER.split()).best()
    if best is None:
        raise Skip("neither UTF-8 nor an encoding that can be told")
    return str(best)


def _is_noise(text: str) -> bool:
    """Say whether ``text`` has too many control characters or too few letters to be an article."""
    seen = [char for char in text[:20_000] if not char.isspace()]
    controls = sum(unicodedata.category(char) in ("Cc", "Co", "Cn") for char in seen)
    letters = sum(char.isalpha() or unicodedata.combining(char) > 0 for char in seen)
    return "\0" in text or controls > _CONTROLS * len(seen) or letters < _LETTERS * len(seen)

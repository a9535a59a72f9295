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
_BROKEN = 0.25  # of the characters that are not ASCII


def decode(data: bytes) -> str:
    """Return the text in ``data`` with line ends as ``\\n``; raises Skip where it is none.

    For UTF-8 that is what ``Path.read_text(encoding="utf-8")`` gives; where a few bytes of it are
    broken, each of them is U+FFFD.
    """
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8")
    except UnicodeDecodeError:
        text = _mended(data) or _older(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _is_noise(text):
        raise Skip("not text")
    return text


def _mended(data: bytes) -> str | None:
    """Return ``data`` as UTF-8 with a few broken bytes; None where it is another encoding.

    In other encodings a byte above 127 hardly ever begins a whole character of UTF-8.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count("\ufffd".encode())
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return text if broken <= _BROKEN * whole else None


def _older(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_OLDER.split()).best()
    if best is None:
        raise Skip("neither UTF-8 nor an encoding that can be told")
    return str(best)


def _is_noise(text: str) -> bool:
    """Say whether ``text`` has too many control characters or too few letters to be an article.

    Zeros count wherever they are, the others at the beginning: one broken row of a table is no noise.
    """
    seen = [char for char in text[:20_000] if not char.isspace()]
    controls = sum(unicodedata.category(char) in ("Cc", "Co", "Cn") for char in seen)
    letters = sum(char.isalpha() or unicodedata.combining(char) > 0 for char in seen)
    zeros = text.count("\0") > _CONTROLS * len(text)
    return zeros or controls > _CONTROLS * len(seen) or letters < _LETTERS * len(seen)

"""A quotation as it is written: words that stand in a text, token by token.

A text of a passage's length has few places where a quotation may begin, so the candidates are plain
offsets into its UTF-8 bytes; each token leaves those after which the text goes on with it.
"""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


class Quotation:
    """What has been quoted so far of ``source``, and what may come next.

    Args:
        source: the text to quote from.
        avoid: a quotation begins with no word of this text, unless there is no other word.
    """

    def __init__(self, source: str, avoid: str = "") -> None:
        self._raw = source.encode("utf-8")
        self._avoid = {word.casefold() for word in _WORD.findall(avoid)}
        words = [(match.start(), match[0].casefold()) for match in _WORD.finditer(source)]
        begins = [i for i, word in words if word not in self._avoid] or [i for i, _ in words] or [0]
        self._starts = [len(source[:i].encode("utf-8")) for i in begins]
        self._length = 0

    def takes(self, piece: bytes) -> bool:
        """Go on with a token's bytes if the text does; a beginning that means an avoided word does not."""
        if not self._length:
            piece = piece.lstrip()
            begun = piece.decode("utf-8", "ignore").casefold()
            if any(word.startswith(begun) for word in self._avoid):
                return False
        going = [start for start in self._starts if self._raw.startswith(piece, start + self._length)]
        if not piece or not going:
            return False
        self._starts = going
        self._length += len(piece)
        return True

    def ends(self) -> bool:
        """End the quotation here if a word ends here."""
        ending = [start for start in self._starts if self._word_ends(start + self._length)]
        if not self._length or not ending:
            return False
        self._starts = ending
        return True

    def span(self) -> tuple[int, int]:
        """Offsets of the quotation in code points, its last word whole; the first of equal places."""
        start = self._starts[0]
        end = start + self._length
        while not self._word_ends(end):
            end += 1
        before = self._raw[:start].decode("utf-8")
        return len(before), len(before) + len(self._raw[start:end].decode("utf-8"))

    def _word_ends(self, position: int) -> bool:
        if position >= len(self._raw):
            return True
        following = self._raw[position : position + 1]
        return not (following.isalnum() or following >= b"\x80")

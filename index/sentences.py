"""Where sentences and paragraphs of news texts begin and end.

sentencex finds the sentences; a few rules mend what it gets wrong in German and Dutch news
(the tests name each case). All positions are code points of the whole text; sentences carry
no white space at their ends, and every other character lies in exactly one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]
"""Start and end of a stretch of text, as in ``text[start:end]``."""

LONGEST = 1200
"""Characters; a longer "sentence" is no sentence and is cut where it has white space."""

_PORTION = 20_000
"""Characters given to sentencex at once: its time grows with the square of unclosed quotes."""

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*|[\f\u2029]\s*")
_TERMINAL = re.compile(r"[.!?…。！？؟।:;,][\"'”“’‘»«)\]]*\s*$")
_LAST_WORD = re.compile(r"\S+$")
_OPENING = "\"'“„‘‚«»("
_CLOSING = "\"'”“’‘»«)]"

_ABBREVIATIONS_LIST = """
M. MM. Mme. Mlle. Mgr. Fa. Gem. Frhr. Mevr. mevr. Dhr. dhr. o.a. bijv. bv. d.w.z. m.a.w. i.v.m. t.a.v.
m.b.t. t.o.v. c.q. mln. mld. resp. jl. a.s. e.d. Hr. Fr. Hrn. Gebr. Ing. Dipl. Nr. nr. Art. Abs. Str.
"""
_MONTHS_LIST = """
jan. feb. mrt. apr. jun. jul. aug. sept. sep. okt. nov. dec. dez. mär. oct. mar.
"""
_AFTER_ORDINAL_LIST = """
Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember Jahrhundert
Jahrhunderts Jahrestag Jahrestages Jahrestags Geburtstag Geburtstags Todestag Todestages Weltkrieg
Weltkriegs Weltkrieges Lebensjahr Lebensjahres Minute Mal Platz Etage Stock Stockwerk Tag Tages Runde
Spieltag Spieltags Klasse Auflage Bezirk Bundesliga Liga FC Armee Brigade Division Parteitag Gipfel Sitzung
Wahlperiode Legislaturperiode Artikel Absatz Präsident Präsidenten
"""
_ABBREVIATIONS, _MONTHS, _AFTER_ORDINAL = (
    frozenset(words.split()) for words in (_ABBREVIATIONS_LIST, _MONTHS_LIST, _AFTER_ORDINAL_LIST)
)


def heading(line: str, following: str, blank_between: bool) -> bool:
    """Say whether ``line`` is a headline over ``following``, the next line that is not blank.

    It is short, ends no sentence, and what follows is longer; without a blank line between
    them much longer, and no continuation, for else the text is only wrapped.
    """
    line, following = line.strip(), following.strip()
    if len(line) < 2 or not ends_no_sentence(line) or not any(map(str.isalpha, line)):
        return False
    if blank_between:
        return len(following) > len(line)
    return len(following) >= 2 * len(line) and not following[0].islower()


def ends_no_sentence(text: str) -> bool:
    """Say whether ``text`` reads as a headline: short, and without a mark at its end."""
    return len(text) <= 200 and not _TERMINAL.search(text)


def paragraphs(text: str, start: int, language: str) -> Iterator[list[Span]]:
    """Yield the sentences of each paragraph of ``text[start:]``, in order.

    Blank lines part paragraphs. So does the line break after a sentence or a heading, unless
    the block's other breaks show that its lines are merely wrapped.
    """
    for block_start, block_end in _blocks(text, start):
        for line_start, line_end in _headings_apart(text, block_start, block_end):
            found = sentences(text, line_start, line_end, language)
            if not found:
                continue
            gaps = ["\n" in text[end:begin] for (_, end), (begin, _) in pairwise(found)]
            within = sum(text.count("\n", *span) for span in found)
            wrapped = within > sum(gaps)
            paragraph: list[Span] = []
            for span, break_before in zip(found, [False, *gaps], strict=True):
                if break_before and not wrapped:
                    yield paragraph
                    paragraph = []
                paragraph.append(span)
            if paragraph:
                yield paragraph


def sentences(text: str, start: int, end: int, language: str) -> list[Span]:
    """Return the sentences of ``text[start:end]``, none longer than LONGEST."""
    found: list[Span] = []
    while start < end:
        portion_end = _cut(text, start, end, _PORTION)
        starts = _mend(text, start, portion_end, _boundaries(text, start, portion_end, language))
        for left, right in zip(starts, [*starts[1:], portion_end], strict=True):
            found.extend(_pieces(text, *_strip(text, left, right)))
        start = portion_end
    return found


def _boundaries(text: str, start: int, end: int, language: str) -> list[int]:
    """Return where sentencex lets sentences begin inside ``text[start:end]``."""
    from sentencex import get_sentence_boundaries

    found = get_sentence_boundaries(language, text[start:end])
    return sorted({start + item["start_index"] for item in found} - {start})


def _mend(text: str, start: int, end: int, boundaries: list[int]) -> list[int]:
    """Return the starts of sentences, with wrong boundaries moved or left out."""
    starts = [start]
    for boundary in boundaries:
        # No white space at the boundary: a closing quote belongs to what it closes.
        while boundary < end and not text[boundary - 1].isspace() and text[boundary] in _CLOSING:
            boundary += 1
        # An opening quote belongs to what it opens: "Jansen. '|s Middags".
        while boundary - 2 > starts[-1] and text[boundary - 1] in _OPENING and text[boundary - 2].isspace():
            boundary -= 1
        if starts[-1] < boundary < end and not _joined(text[starts[-1] : boundary], text[boundary:end]):
            starts.append(boundary)
    return starts


def _joined(before: str, after: str) -> bool:
    """Say whether two stretches are one sentence although sentencex parted them."""
    before, after = before.strip(), after[:80].lstrip()
    if not before or not after:
        return True
    last = _LAST_WORD.search(before)
    word = last[0].lstrip(_OPENING) if last else ""
    if after[0].islower():  # "o.a.|dat", "“Stop.”|he said"
        return True
    if word in _ABBREVIATIONS:
        return True
    if word.lower() in _MONTHS and after[0].isdigit():  # "15 aug.|2020"
        return True
    if re.fullmatch(r"\d{1,3}\.", word) and re.split(r"\W", after, maxsplit=1)[0] in _AFTER_ORDINAL:
        return True  # "im 19.|Jahrhundert"
    # One short word is rather an unknown abbreviation than a sentence.
    return before == word and re.fullmatch(r"[^\W\d_]{1,4}\.", word) is not None


def _blocks(text: str, start: int) -> Iterator[Span]:
    """Yield the stretches between blank lines."""
    for gap in _BLANK_LINE.finditer(text, start):
        if gap.start() > start:
            yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _headings_apart(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield a block in parts, so that a heading over its text is a part of its own."""
    lines = [(m.start(), m.end()) for m in re.compile(r"[^\n]+").finditer(text, start, end)]
    part, after_sentence = start, True
    for (left, right), (next_left, next_right) in pairwise(lines):
        if after_sentence and heading(text[left:right], text[next_left:next_right], False):
            if part < left:
                yield part, left
            yield left, right
            part = right
        else:
            after_sentence = _TERMINAL.search(text[max(left, right - 20) : right]) is not None
    yield part, end


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield ``text[start:end]`` in pieces of at most LONGEST characters without outer white space."""
    while start < end:
        cut = _cut(text, start, end, LONGEST)
        piece = _strip(text, start, cut)
        if piece[0] < piece[1]:
            yield piece
        start = cut


def _cut(text: str, start: int, end: int, longest: int) -> int:
    """Return where to cut ``text[start:end]``: at most ``longest`` on, best after white space."""
    if end - start <= longest:
        return end
    limit = start + longest
    for position in range(limit, start + longest // 2, -1):
        if text[position - 1].isspace():
            return position
    while limit > start + 1 and unicodedata.combining(text[limit]):
        limit -= 1
    return limit


def _strip(text: str, start: int, end: int) -> Span:
    """Return the span without the white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end

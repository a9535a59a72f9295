"""Publication dates of known precision: ``2017``, ``2017-12`` or ``2017-12-26``, never guessed.

A date of less than a day stands for all its days, so filters ask whether the interval could
overlap. Padded with 00 and 99 such dates compare as plain text, in Python and in SQLite.
"""

from __future__ import annotations

import datetime
import email.utils
import re
from collections.abc import Iterator
from typing import Any

from index.errors import UsageError

_LABEL = (
    r"(?:date|datum|dated|published(?: on)?|publication date|ver[öo]ffentlicht(?: am)?|gepubliceerd(?: op)?)"
)
_HEADER = re.compile(
    rf"[\s\ufeff]*{_LABEL}(?P<colon>\s*[:=])?[^\S\n]*"
    r"(?P<date>\d{4}(?:[-/]\d{1,2}){0,2}|\d{1,2}\.\d{1,2}\.\d{4})(?:[T ]\d{2}:\d{2}\S*)?[,.;]?(?=\s|$)",
    re.IGNORECASE,
)

_META_LIST = """
article:published_time article:published og:published_time og:article:published_time datepublished
date pubdate publishdate publish-date publish_date publication_date citation_publication_date
parsely-pub-date sailthru.date dc.date dc.date.issued dcterms.date dcterms.issued
"""
_META = frozenset(_META_LIST.split())
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')


def normal(date: str) -> str | None:
    """Return ``date`` as YYYY, YYYY-MM or YYYY-MM-DD; None where it is no date of these forms."""
    if re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", date, re.ASCII):
        parts = [int(part) for part in reversed(date.split("."))]
    elif re.fullmatch(r"\d{4}([-/]\d{1,2}){0,2}", date, re.ASCII):
        parts = [int(part) for part in re.split("[-/]", date)]
    else:
        return None
    try:
        datetime.date(*[*parts, 1, 1][:3])
    except ValueError:
        return None
    return "-".join(f"{part:0{width}}" for part, width in zip(parts, (4, 2, 2), strict=False))


def known(value: str | None) -> str | None:
    """Return the date in a field of metadata: a date as in ``normal``, a time stamp or one of e-mail.

    What could be read in two ways, such as 03/04/2021, is unknown.
    """
    if not value:
        return None
    value = value.strip()
    if stamp := re.match(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}", value):
        return normal(stamp[1])
    if re.fullmatch(r"(19|20)\d{6}", value):
        return normal(f"{value[:4]}-{value[4:6]}-{value[6:]}")
    if date := normal(value):
        return date
    try:
        return email.utils.parsedate_to_datetime(value).date().isoformat()
    except ValueError:
        return None


def in_page(page: Any) -> str | None:
    """Return the date of publication in the metadata of a web page; None where they give several.

    page: an element of lxml. The day of a change is none, nor is a date that stands in the text.
    """
    for given in (_meta(page), _json_ld(page), _marked(page)):
        found = {date for date in map(known, given) if date}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _meta(page: Any) -> Iterator[str]:
    for element in page.iter("meta"):
        names = (element.get(key, "").lower() for key in ("property", "name", "itemprop"))
        if not _META.isdisjoint(names):
            yield element.get("content", "")


def _json_ld(page: Any) -> Iterator[str]:
    for script in page.iter("script"):
        if script.get("type", "").lower() == "application/ld+json":
            yield from _JSON_LD.findall(script.text or "")


def _marked(page: Any) -> Iterator[str]:
    """Yield the dates of elements marked as that of publication: microdata, microformats, HTML's pubdate."""
    for element in page.iter("time", "span", "abbr"):
        classes = {"published", "dt-published"}.intersection(element.get("class", "").split())
        if classes or element.get("itemprop") == "datePublished" or "pubdate" in element.attrib:
            yield element.get("datetime") or element.get("content") or element.get("title") or ""


def in_name(name: str) -> str | None:
    """Return the date in the name of a file: 2017-12-26, 2017-12 or 20171226, but no bare year."""
    if match := re.search(r"(?<!\d)((?:19|20)\d{2})[-_](\d{2})(?:[-_](\d{2}))?(?!\d)", name):
        return normal("-".join(part for part in match.groups() if part))
    if match := re.search(r"(?<!\d)((?:19|20)\d{6})(?!\d)", name):
        return known(match[1])
    return None


def header(text: str) -> tuple[str | None, int]:
    """Return the date of a header line at the very start of ``text`` and where the body begins.

    A header is a word such as "date" or "Datum", then a date; a bare year counts only after a
    colon, for "Published 2017 …" may be a sentence. Without one: (None, 0), or 1 after a mark
    of byte order.
    """
    match = _HEADER.match(text)
    if match and (match["colon"] or len(match["date"]) > 4) and (date := normal(match["date"])):
        rest = match.end()
        return date, rest + len(text[rest:]) - len(text[rest:].lstrip())
    return None, 1 if text.startswith("\ufeff") else 0


def bounds(since: str | None, until: str | None) -> tuple[str, str]:
    """Return the padded first and last day that a filter lets through.

    Raises UsageError where a date is not YYYY, YYYY-MM or YYYY-MM-DD, or the two are swapped.
    """
    for date in (since, until):
        if date is not None and normal(date) is None:
            raise UsageError(f"{date!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    first = _pad(normal(since), "-00-00") if since and normal(since) else "0000-00-00"
    last = _pad(normal(until), "-99-99") if until and normal(until) else "9999-99-99"
    if first > last:
        raise UsageError(f"nothing lies between {since} and {until}; swap them")
    return first, last


def _pad(date: str | None, with_: str) -> str:
    assert date is not None
    return date + with_[len(date) - 4 :]

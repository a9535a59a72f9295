"""Does a statement stand? Its numbers, dates and names are held against the sentences it cites.

Each check returns the reasons why something does not stand; no reason means that it does.
The checks err on the side of doubt: what fails one is not shown as fact.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Collection, Sequence

from assistant import asking
from assistant.facts import SMALL, Facts, frequency
from assistant.facts.dates import DAY, PERIOD, is_full_month, is_short_month
from assistant.facts.full_names import is_called
from assistant.facts.granted import is_known, unknown_times
from assistant.facts.peoples import people, words_for
from assistant.facts.places import PLACES, countries, in_compounds, with_countries
from assistant.facts.singled_out import other_things
from assistant.facts.spelling import SPOKEN, fold, occurs
from assistant.facts.units import other_units
from assistant.wording import conjunctions

_ROUGHLY = frozenset(
    ("half", "halbe", "halben", "halfte", "helft", "twice", "zweimal", "tweemaal", "dozen", "dutzend",
     "dozijn", "hundred", "hundreds", "hundert", "hunderte", "honderd", "honderden", "thousand",
     "thousands", "quarter", "quarters", "third", "thirds", "fifth", "fifths", "tenth", "dozens",
     "viertel", "drittel", "funftel", "zehntel", "dutzende", "dutzenden", "kwart", "driekwart", "derde",
     "tweederde", "vijfde", "tiende", "tientallen", "tausend", "tausende", "duizend", "duizenden", "million",
     "millions", "millionen",
     "miljoen", "miljoenen", "nobody", "none", "niemand", "keine", "keiner", "geen", "one")
)  # fmt: skip
"""Folded words that say how many without being a number that can be compared."""

_ALL_OR_ONE = re.compile(
    r"(?:^|[,;:–(\"„“]\s?)(?:all|alle|allen|both|beide|beiden)\b(?! (?:in all|over|along|day|night|the time))"
    r"|\b(?:all|both|allen?|beiden?) (?:of|von|van) |\b(?:a|one) single\b(?! (?:mother|father|parent|m[ao]n))"
    r"|\beinzige[nrms]?\b|\been enkele?\b(?! keer)|\bhandful\b|\bhand ?voll?\b|\bhandjevol\b",
    re.IGNORECASE,
)
"""Words that count without a number: "All survived", "a single boat"; not "at all", "vor allem"."""

SMALL_NUMBERS = frozenset(map(str, range(32)))
"""Numbers that a question may count or date by itself, though its article does not: "the two winners"."""

COUNTED = frozenset(map(str, range(6)))
"""Numbers that a reader has counted; of larger ones an article has told them."""

WEEK = 7
"""Days around that of its publication of which an article may tell without naming them."""

_A_DAY = frozenset(
    ("day", "days", "evening", "tag", "tage", "tagen", "tags", "abend", "vortag", "folgetag", "dag", "dagen",
     "avond")
)  # fmt: skip
_FROM_IT = frozenset(
    ("later", "earlier", "next", "following", "previous", "before", "after", "darauf", "danach", "spater",
     "zuvor", "davor", "vortag", "folgetag", "folgenden", "nachsten", "eerder", "volgende", "vorige",
     "daarna", "daarvoor", "erna", "ervoor")
)  # fmt: skip
"""Folded words by which, one of each, a text may tell of a day from another: "two days later"."""

NEW_YEAR = 3
"""Up to this month of a year its articles may speak of the year before by its months alone."""

_PARTS = {
    "early": r"anfang|früh\w*|beginn?|early|beginning|start|vroeg\w*",
    "midway": r"mitte|mid|middle|half|midden",
    "late": r"ende|spät\w*|late|end|einde?|laat|late",
    "in spring": r"frühjahrs?|frühlings?|spring|voorjaar|lente",
    "in summer": r"sommers?|summer|zomer",
    "in autumn": r"herbst(?:es)?|autumn|fall|najaar|herfst",
    "in winter": r"winters?",
}
_LINKED = r"(?:[ -](?:of|in|des|der|den|van|het|de|the|this|jahres|year|month))*[ -]"
_GOES_ON = re.compile(r" [^\W\d_a-zà-ÿ]")
_SEASON = re.compile(r"\b(?:im|in|this|dit|diese[nm]?|last|next)(?: (?:the|het|de))? $", re.IGNORECASE)

_OR = {"en": "or", "de": "oder", "nl": "of", "fr": "ou", "pt": "ou", "es": "o", "it": "o"}


def blurs_the_time(evidence: str, statement: str) -> list[str]:
    """Whether "early June" became "June": a part of a month or year that a statement leaves out."""
    lost = [
        part
        for part, words in _PARTS.items()
        if _tells_when(evidence, part, words) and not re.search(rf"\b(?:{words})", statement, re.IGNORECASE)
    ]
    return [f"the statement does not say that it was {part} in that time" for part in lost]


def _tells_when(text: str, part: str, words: str) -> bool:
    """Whether such a part of a month or year is told: not "the fall of the wall", "the late king"."""
    for found in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
        after = re.match(rf"{_LINKED}(\w+)", text[found.end() :], re.IGNORECASE)
        if after and _is_month_or_year(after[1], text[found.end() + after.end() :]):
            return True
        if part.startswith("in ") and _SEASON.search(text[: found.start()]):
            return True
    return False


def _is_month_or_year(word: str, rest: str) -> bool:
    """Whether a word is one; "Jan" only if no name goes on in the ``rest``: "the late Jan Smith"."""
    if re.match(r"1\d\d\d|20\d\d", word) or is_full_month(word):
        return True
    return is_short_month(word) and not _GOES_ON.match(rest)


def whole_time(text: str, start: int, end: int) -> tuple[int, int]:
    """Extend ``start:end`` over the part of a time before it: "2026" of "spring 2026" means that spring."""
    before = re.search(rf"\b(?:{'|'.join(_PARTS.values())}){_LINKED}$", text[:start], re.IGNORECASE)
    timed = re.match(r"[^\W\d_]+|\d{4}\b", text[start:end])
    return (before.start(), end) if before and timed else (start, end)


def drops_a_number(pointed: Facts, statement: Facts, asked: Facts) -> list[str]:
    """Whether "from 75 to 89" became "75": a number of the words that answer which a statement leaves out.

    What the question says itself (``asked``) need not be said again.
    """
    lost = sorted(_numbers_beyond(pointed, statement, asked))
    return [f"the statement leaves out {', '.join(lost)}"] if lost else []


def adds_nothing(asked: Facts, statement: str, said: Facts, language: str) -> bool:
    """Whether a statement only says again what the question said: "The town was settled by settlers."

    Small words do not count; a question that gives a choice may be answered with its own words.

    Args:
        asked, said: the facts of the question and of the statement; language: of both, ISO 639-1.
    """
    if _OR.get(language) in asked.words or _numbers_beyond(said, asked) or said.concepts - asked.concepts:
        return False
    words = re.findall(r"[^\W\d_]+", statement)
    added = [word for word in words if not occurs(word, asked.words, spelt_alike=True)]
    return all(frequency(word, language) >= SMALL for word in added)


def too_few(question: str, asked: Facts, said: Facts) -> bool:
    """Whether a question for several ("which three countries") got fewer names than it asks for."""
    number = asking.several(question)
    if number is None:
        return False
    named = sum(not occurs(name, asked.words) for name in said.names) + len(said.concepts - asked.concepts)
    joined = not said.words.isdisjoint(conjunctions().values())
    if joined and named < 2:
        return False  # "red and white", "BP and Shell": not all are known as names
    return named < number


def unknown_premises(
    question: Facts,
    article: Facts,
    published: str | None,
    *,
    one_language: bool = False,
    times: frozenset[str] = frozenset(),
    counts_in_words: bool = True,
    meant: Callable[[Sequence[str]], Collection[str]] = lambda names: (),
) -> list[str]:
    """What the question takes for granted and its article does not know.

    Args:
        question: facts of the question.
        article: facts of the whole article that the evidence stands in.
        published: the article's date as far as it is known.
        one_language: question and article are in the same language, so that names are spelt alike.
        times: months and weekdays, as concepts, that the article means without naming them.
        counts_in_words: number words of the article's language are known.
        meant: which of some unknown names are no names, but things that the article has.

    Returns:
        One reason for each name, country, city, month, weekday, unit, number or year of the question that
        does not fit. Of months and weekdays an article knows what it pleases where it names none.
    """
    names = unknown_names(question, article, one_language)
    things = meant(names) if names else ()
    unknown = [name for name in names if name not in things]
    ends = frozenset(map(str, question.period or ()))
    numbers = question.numbers - article.numbers - question.years - ends - SMALL_NUMBERS
    # "Anderthalb Jahre" may be told as 18 months.
    unknown += sorted(number for number in numbers if number.isdigit() or number in question.tallied)
    if counts_in_words:
        lasting = {number for number, unit in question.measures if unit.startswith("duration-")}
        # "The 3 winners" are counted by the reader; 18 months may be told as a year and a half.
        small = sorted((question.tallied & SMALL_NUMBERS) - COUNTED - lasting)
        unknown += [number for number in small if not is_known(number, article.numbers, article.words)]
        unknown += sorted(question.measured - article.units)
    reasons = [f"in the article {reason}" for reason in other_units(question.measures, article.measures)]
    if one_language:
        reasons += other_things(question.things, article.things, article.numbers)
    unknown += unknown_times(question.concepts - question.bounds - times, article.concepts, article.words)
    reasons += _other_days(question.days, article, published)
    reasons += [f"{thing} is not in the article" for thing in unknown]
    wrong = [_wrong_year(int(year), article, published) for year in sorted(question.years - ends)]
    if question.period:
        wrong.append(_wrong_period(*question.period, article, published))
    return reasons + [reason for reason in wrong if reason]


def _other_days(asked: frozenset[str], article: Facts, published: str | None) -> list[str]:
    """The days that a question names and its article does not, where it names another of the same month.

    An article may tell of the days around its own, and around those that it names, without naming them.
    """
    if article.words & _A_DAY and article.words & _FROM_IT:
        return []
    near = set[str]()
    if published and len(published) == len("2022-06-14"):
        own = datetime.date.fromisoformat(published)
        around = (own + datetime.timedelta(days=n) for n in range(-WEEK, WEEK + 1))
        near = {f"{day:%m-%d}" for day in around}
    return [
        f"the article has the days {', '.join(sorted(others))}, not {day}"
        for day in sorted(asked - article.days)
        if day not in near and (others := {other for other in article.days if other[:2] == day[:2]})
    ]


def unknown_names(question: Facts, article: Facts, one_language: bool) -> list[str]:
    """Names of the question, and countries and cities as concepts, that an article does not have."""
    places = (concept for concept in question.concepts if concept.startswith(PLACES))
    known = with_countries(article.concepts | article.peoples | in_compounds(article.words))
    peoples = countries(known)  # "Latvian" is known where Latvia is, and "Danes" where Denmark is
    names = [
        name
        for name in question.names
        if not occurs(name, article.words, spelt_alike=one_language)
        and not occurs(name, peoples, spelt_alike=True)
        and not people(name) & known
    ]
    if names and question.full_names:
        told = frozenset(map(fold, article.names))
        both = {fold(name) for name in question.names if occurs(name, told, spelt_alike=one_language)}
        pairs = question.full_names, article.full_names
        names = [name for name in names if not is_called(name, *pairs, both, one_language=one_language)]
    return names + sorted(concept for concept in places if concept not in known)


def _wrong_year(year: int, article: Facts, published: str | None) -> str | None:
    """Why an article cannot be about a year; None if it can, or if nothing is known."""
    if str(year) in article.years or tells_of(year, article):
        return None
    if year > datetime.date.today().year:
        return f"the article does not mention {year}"
    covered = present(published, article)
    if covered is None or year in covered:
        return None
    if published:
        return f"the article is of {published}, not of {year}"
    return f"the undated article was written in {covered.start} or later and does not mention {year}"


def _wrong_period(first: int, last: int, article: Facts, published: str | None) -> str | None:
    """Why an article cannot be about a period: it names no year of it, nor may speak of one unnamed."""
    if any(first <= int(year) <= last for year in article.years):
        return None
    wrong = [_wrong_year(year, article, published) for year in range(first, last + 1)]
    return wrong[-1] if all(wrong) else None


CHRONICLE = 8
"""Years that a text names at least if it is a chronicle."""


def tells_of(year: int, told: Facts) -> bool:
    """Whether a text names a span with a year in it, or is a chronicle of many years around it."""
    if any(first <= year <= last for first, last in told.spans):
        return True
    named = [int(other) for other in told.years]
    return len(named) >= CHRONICLE and min(named) <= year <= max(named)


def present(published: str | None, article: Facts) -> range | None:
    """The years of which an article may speak where it names none; None if nothing is known of that.

    That is the year of its date or, where it has none, the latest that it mentions, and any after it.
    """
    if published is None:
        today = datetime.date.today().year  # what is planned for 2050 was not written then
        latest = max((year for year in map(int, article.years) if year <= today), default=None)
        return range(latest, datetime.MAXYEAR + 1) if latest else None
    year = spoken_of(published)
    # "In December" is of the year before where no such month has come yet.
    later = any(f"month:{number}" in article.concepts for number in range(int(published[5:7] or 1) + 1, 13))
    return range(year.stop - 2, year.stop) if later else year


def spoken_of(published: str) -> range:
    """The year of an article, and at its beginning also the one before: "in December"."""
    written, month = int(published[:4]), int(published[5:7] or 1)
    return range(written - (month <= NEW_YEAR), written + 1)


def unproved(statement: Facts, evidence: Facts, question: Facts) -> list[str]:
    """What a statement has that neither evidence nor question has: numbers, units, dates, names, a denial.

    What the question says has been held against the whole article. It proves no unit but that of a number of
    its own, and no month or weekday where the evidence names another.
    """
    reasons = [
        f"the number {number} is not in the cited sentence"
        for number in sorted(_numbers_beyond(statement, evidence, question))
    ]
    ranked = statement.ranks - evidence.ranks - question.ranks - evidence.numbers - question.numbers
    reasons += [f"the Roman numeral for {number} is not in the cited sentence" for number in sorted(ranked)]
    known = frozenset[str]().union(*(f.concepts | f.peoples | f.tongues for f in (evidence, question)))
    known |= in_compounds(evidence.words | question.words)
    known = known.difference(unknown_times(question.concepts, evidence.concepts, evidence.words))
    unknown = sorted(statement.concepts - known | _other_peoples(statement, evidence, known))
    units = sorted(statement.units - evidence.units - question.measured)
    reasons += [f"{item} is not in the cited sentence" for item in unknown + units]
    if not units:
        changed = other_units(statement.measures, evidence.measures)
        reasons += [f"in the cited sentence {reason}" for reason in changed]
    if statement.negated and not (evidence.negated or evidence.without or question.negated):
        reasons.append("the statement denies something, and the cited sentence does not")
    words = evidence.words | question.words
    same = statement.language == evidence.language == question.language
    names = (
        name
        for name in statement.names
        if not occurs(name, words, spelt_alike=same) and not people(name) & known
    )
    return reasons + [f"{name} is not in the cited sentence" for name in names]


def _other_peoples(statement: Facts, evidence: Facts, known: frozenset[str]) -> frozenset[str]:
    """The countries of which a statement has a people, adjective or language, and the evidence nothing.

    British Airways is called so everywhere, and much is European without being called so. Of languages whose
    adjectives are not known nothing is said.
    """
    if evidence.language not in SPOKEN:
        return frozenset()
    lacking = {c for c in statement.peoples | statement.tongues if c.startswith("country:")} - known
    said = {country: words_for(country) & statement.words for country in lacking}
    return frozenset(country for country in lacking if not said[country] or said[country] - evidence.words)


def _numbers_beyond(found: Facts, *known: Facts) -> frozenset[str]:
    """The numbers that are in none of the known facts; "the Second World War" is known as "World War II"."""
    numbers = frozenset[str]().union(*(other.numbers for other in known))
    ranks = frozenset[str]().union(*(other.ranks for other in known))
    return found.numbers - numbers - (found.ordinals & ranks)


_PERIODS = [
    re.compile(rf"\b{PERIOD} ?", re.IGNORECASE),
    re.compile(rf"\bin {DAY}([12]\d{{3}})(?: ?[-–] ?| (?:and|und|en) ){DAY}([12]\d{{3}})\b ?", re.IGNORECASE),
    re.compile(r"(?: \()?\b([12]\d{3}) ?[-–] ?([12]\d{3})\b\)? ?"),
]
_IN_THE_YEAR = (
    r"(?:\b(?:in|im|em|nel|of|from|von|van|since|seit|sinds) "
    r"(?:(?:(?:the|dem|het) )?(?:year|jahre?|jaar) )?)?"
)
_DATED_BY = (
    r"\b(?:by|before|after|until|till|since|during|early|late|mid|end of|bis|ab|vor|nach|seit|anfang|mitte"
    r"|ende|tot|voor|na|sinds|vanaf|eind|begin|half|medio)[ -](?:the )?(?:year |jahr |jaar )?"
)


def without_years(text: str, years: frozenset[str]) -> str:
    """A statement without some years: what has been held against the article's dates is not asked again.

    A period goes as a whole ("from May 1999 to 2003"), if either end is one of these years.
    """
    for period in _PERIODS:
        text = period.sub(lambda found: found[0] if years.isdisjoint(found.groups()) else "", text)
    for year in years:
        text = re.sub(
            rf"^{_IN_THE_YEAR}{year}\b,? ?|{_IN_THE_YEAR}\b{year}\b ?", "", text, flags=re.IGNORECASE
        )
    return re.sub(r"^[,;:] ?| (?=[.,;:!?])|,(?=,)", "", " ".join(text.split()))


def dates_by(text: str, years: frozenset[str]) -> bool:
    """Whether a statement without these years would end in "until", or say more than with "since 2020"."""
    for period in _PERIODS:
        text = period.sub("", text)
    return any(re.search(rf"{_DATED_BY}{year}\b", text, re.IGNORECASE) for year in years)


def counted(found: Facts, question: Facts) -> frozenset[str]:
    """The numbers that a text adds to the question's, other than years."""
    return found.numbers - question.numbers - found.years


def lacks_a_number(question: str, asked: Facts, statement: str, said: Facts) -> bool:
    """Whether a question asks for a number, and a statement has none but the question's own."""
    if not asking.asks_for_a_number(question) or _numbers_beyond(said, asked) or said.words & _ROUGHLY:
        return False
    return not (asking.asks_how_many(question) and _ALL_OR_ONE.search(statement))

"""What a text says is not so: "not", "keine", "refused to", "ohne"; and whether a statement leaves that out.

Read in English, German and Dutch, and roughly in French, Spanish, Italian, Portuguese and Russian.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOT = re.compile(
    r"\b(?:(?-i:not)|cannot|never|nobody|no one|nothing|neither|nor"
    r"|nichts?|kein\w*|nie|niemals|niemand\w*|niets?|geen|nooit)\b|n['’]t\b",
    re.IGNORECASE,
)
_NE, _NE_WORDS = r"\bn(?:e\b|['’])", "pas|plus|jamais|rien|personne|aucune?|ni|guère|nul(?:le)?"
_NOT_IN = {
    language: re.compile(written, re.IGNORECASE)
    for language, written in {
        # German "Not" is distress, and "No. 5" denies nothing.
        "en": r"(?:^|[.!?:] )(?-i:Not)\b|\b(?:none|nowhere)\b"
        r"|\bno(?= [^\W\d])(?! (?:doubt|matter|wonder|less|fewer|more than|later than|earlier than|sooner"
        r"|small|votes?|campaign|side|to|on|in)\b)",
        "de": r"\b(?:weder|nirgend\w*)\b",
        "nl": r"\b(?:nergens|evenmin)\b|\bnoch\b[^.;!?]*\bnoch\b",
        "fr": rf"{_NE}[^.;!?]{{0,60}}?\b(?:{_NE_WORDS})\b"
        rf"|\b(?:aucune?|personne|rien|ni|nul(?:le)?)\b[^.;!?]{{0,60}}?{_NE}",
        "es": r"\b(?:no|nunca|jamás|nadie|nada|ning[uú]n[oa]?s?|ni|tampoco)\b",
        "it": r"\b(?:non|mai|nessun\w*|niente|nulla|né|neppure|neanche)\b",
        "pt": r"\b(?:não|nunca|jamais|ninguém|nada|nenhum\w*|nem|tampouco)\b",
        "ru": r"\b(?:не|нет|ни|никто|никого|никому|никогда|ничего|ничто|нигде|нельзя)\b",
    }.items()
}

_WITHOUT = re.compile(
    r"\b(?:no|none|without|ohne|weder|zonder|refus\w+|fail\w*|weiger\w*|sans|sin|senza|sem|без)\b",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"\b(?:without|with no|ohne|mit keine[mnr]?|zonder|met geen|sans|sin|senza|sem|без)\s+((?:\w+\s*){1,4})",
    re.IGNORECASE,
)
_HARDLY = re.compile(
    r"\b(?:hardly|scarcely|kaum|nauwelijks)\b(?!\W*\d)|\b(?:barely|amper) (?:any\w*|iemand|enige?)\b",
    re.IGNORECASE,
)
_TO_DO = r"\b[^.;!?]{0,60}?\b(?:zu|\w+zu\w+e?n|dass|daß)\b"
_REFUSING = re.compile(
    r"\b(?:refus(?:e|ed|es|ing)|fail(?:s|ed|ing)?|declin(?:e|ed|es|ing)|neglect(?:s|ed)?"
    r"|unable|forg[eo]ts?) to\b(?! (?:comment|name|say|identify|disclose|reveal|discuss|confirm|elaborate"
    r"|explain|speculate|answer|respond)\b)"
    r"|\bden(?:y|ies|ied|ying) (?:having|being|that|any|all|\w+ing)\b|\b(?:was|were|been|is|are) denied\b"
    r"|\b(?:prevent|stop|bar|ban|kept|keep)\w*\b[^,.;!?]{0,40} from \w+ing\b"
    rf"|\b(?:(?:ver)?weiger\w*|bestr(?:itt|eit)\w*|leugne\w*|dementier\w*|versäum\w*|unterlie(?:ß|ss)\w*){_TO_DO}"
    r"|\b(?:weiger\w*|ontken\w*|verzuim\w*|naliet\w*)\b[^.;!?]{0,60}?\b(?:te|dat)\b"
    r"|\b(?:refus\w+|ni(?:e|é|a)\w*) (?:d['’]|de |avoir|que)"
    r"|\b(?:neg|nieg|rehus|recus)\w+ (?:a \w+r\b|haber|ter|que)"
    r"|\b(?:rifiut\w+|neg\w+) (?:di|che)\b|\b(?:отказ\w+|отрица\w+)\b",
    re.IGNORECASE,
)
"""Verbs by which what they are followed by is not so; without such a thing they deny nothing else."""

_SAID_SO = re.compile(
    r"refus\w+|fail\w*|den(?:y|ie[sd]|ying)|declin\w+|reject\w*|neglect\w*|prevent\w*|stop\w*|ban(?:s|ned)?|barred|unable"
    r"|impossible|avoid\w*|lack\w*|miss\w*|los[et]\w*|forgot\w*|hardly|scarcely|barely|few|little|almost"
    r"|(?:ver)?weiger\w*|bestr(?:itt|eit)\w*|bestrit\w*|(?:ge)?leugne\w*|dementier\w*|versaum\w*|lehn\w+|abgelehnt|fehl\w*"
    r"|unmoglich|verhinder\w*|kaum|wenige?n?|fast|ontken\w*|verzuim\w*|onmogelijk|nauwelijks|amper|weinig|bijna"
    r"|afgewezen|wees|nie\w*|neg\w+|rifiut\w+|recus\w+|rechaz\w+|отказ\w+|отрица\w+|former\w*|ehemalig\w*|voormalig\w*"
)
"""Folded words by which a statement may tell what its evidence denies in other words."""

_CLAUSE_ENDS = re.compile(
    r"(?<!\d)[,;:–—!?]+|[,;:–—!?]+(?!\d)|(?<=[^\W\d_][^\W\d_][^\W\d_][^\W\d_])\.+|\.(?=[\"”“’»)])"
)
"""Not the point of a date or of what is shortened: "am 12. Mai", "Mr. Lee"."""

_ASIDE = re.compile(r"['’\"”“»)]?, [^,;:–—.!?]+,(?= )")
_NO_DENIAL = re.compile(
    r"\b(?:no other\b(?=[^.;]* than\b)|nowhere\b(?=[^.;]* than\b)|won['’]t (?:\w+ ){0,3}until"
    r"|not only|not (?:\w+ ){0,3}until|(?:not|no) (?:less|fewer|more) than|not \w+ but"
    r"|nicht (?:nur|vor|zuletzt|weniger als|mehr als)|kein(?:e[rs]?)? geringere\w*"
    r"|niet (?:alleen|voor|minder dan|meer dan)|pas (?:seulement|avant|moins de|plus de|que)"
    r"|no (?:s[oó]lo|solamente|menos de|más de|antes)|non (?:solo|soltanto|meno di|più di|prima)"
    r"|não (?:só|apenas|menos de|mais de|antes)|не (?:только|менее|более|раньше))\b",
    re.IGNORECASE,
)
"""Denials that a statement need not repeat: "not until May" is May."""

_CONTRAST = re.compile(
    r"\b(?:not|nicht|niet) (?:\w+ )?(?:in|on|at|by|from|to|before|after|am|im|an|op|om|aan|per|vanaf)"
    r"(?: [\w.-]+){1,4} (?:but|sondern|maar)\b",
    re.IGNORECASE,
)


def negated(text: str, language: str) -> bool:
    """Whether a text, in a language, says that something is not so."""
    more = _NOT_IN.get(language)
    return _NOT.search(text) is not None or (more is not None and more.search(text) is not None)


def plainly(text: str) -> bool:
    """Whether a text denies the whole of what it says: "did not open", "niemand kam", not "no lessons"."""
    return _NOT.search(text) is not None


def without(text: str) -> bool:
    """Whether it says so in a way that another language may say with "not": "without", "refused"."""
    return _WITHOUT.search(text) is not None


def says_so(words: frozenset[str]) -> bool:
    """Whether some folded words tell in other words that something is not so: "denied", "former"."""
    return any(_SAID_SO.fullmatch(word) for word in words)


def lacks(clause: str) -> Iterator[list[str]]:
    """The words behind each "without" of a clause."""
    for found in _LACKING.finditer(clause):
        yield found[1].split()


def clause(sentence: str, start: int, end: int | None = None) -> tuple[int, int]:
    """Where the clauses begin and end in which ``start`` and ``end`` of a sentence stand."""
    ends = [found.end() for found in _CLAUSE_ENDS.finditer(sentence)]
    last = start if end is None else end
    first = max((at for at in ends if at <= start), default=0)
    return first, min((at for at in ends if at > last), default=len(sentence))


def denied_at(sentence: str, start: int) -> str:
    """The clause of a sentence at ``start``, without the denials that do not matter to what stands there."""
    first, last = clause(sentence, start)
    held = _CONTRAST.search(sentence, first)  # "not in May but on 30 June" denies May alone
    if held and held.end() <= start:
        first = held.end()
    return _NO_DENIAL.sub("", sentence[first:last])


def behind_an_aside(sentence: str, end: int) -> str:
    """The clause behind an aside that begins at ``end``: "Ann, the mayor, did not sign"; or nothing."""
    aside = _ASIDE.match(sentence, end)
    return denied_at(sentence, aside.end()) if aside else ""


def refused_at(sentence: str, start: int) -> bool:
    """Whether what stands at ``start`` was refused, denied or hardly so: "bestritt, bezahlt zu haben"."""
    for found in _REFUSING.finditer(sentence):
        first, last = clause(sentence, found.start(), found.end() - 1)
        if first <= start < last:
            return True
    first, last = clause(sentence, start)
    return _HARDLY.search(sentence, first, last) is not None

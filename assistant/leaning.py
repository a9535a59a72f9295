"""Which questions lean on what was said before: "And why?", "Who was the captain of that ship?"

Only the words of the question are looked at. They lean back if they go on from another question ("but"), if
they point at something that the question does not name itself ("that ship"), or if they are few and name
no matter. Known for English, German and Dutch; in other languages by the beginning and the length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.asking import asks_what_something_is
from assistant.facts import COMMON, Facts, facts, frequency
from assistant.facts.places import place

_SHORT, _BRIEF = 3, 7
"""Words of a question that names hardly more than what is asked; and of one with one thing besides."""

_RARE = 4.6
"""A word below this Zipf frequency (four in 100,000) is a matter: "What causes earthquakes?"."""

_PARTS = {
    "en": {
        "PREPOSITION": "about|after|against|at|before|behind|by|during|for|from|in|into|of|on|to|under|with",
        "POINTING": "the|these|those|this|that|his|her|its|their|they|them|he|she|it|you|we",
        "PLURAL": r"(?-i:[a-z])\w+[^s\W]s|people|men|women|children|police",
        "DOING": "do|did|are|were|have|had|can|could|will|would|shall|should|must|may",
    },
    "de": {
        "POINTING": "die|diese|jene|ihre|seine|eine|sie|es|sich",
        "NOUN": r"(?!Sie\b)(?-i:[A-ZÄÖÜ])\w+",
        "ASKS": "was|warum|wieso|weshalb|wie|wo|wann|wofür|worüber|womit",
    },
    "nl": {
        "PREPOSITION": "aan|achter|bij|door|in|met|na|naar|om|onder|op|over|tegen|tijdens|tot|uit|van|voor",
        "DETERMINER": "de|het|een|die|deze|dat|dit|er|ze|zij|we|wij|je|jullie|u|geen|alle|hun",
        "PARTICIPLE": r"(?:(?:aan|af|door|in|mee|op|over|terug|toe|uit|vast|voor|weg)?ge|be|ver|ont)"
        r"\w+(?:d|t|en)",
        "PARTICIPLE_ALIKE": "bericht|gebied|geld|beleid|gerecht|gevecht|geluid|geweld|gewicht|gezicht"
        "|vermogen|verbod|verband|verleden|verzet|verraad|verbond|beeld|besluit|bestand|bewind|beraad|bezit"
        "|gebed|geschut|voorgerecht",
        "MODAL": "gaat|ging|kan|kon|zal|zou|mag|moet|moest|wil|wilde|laat|liet",
        "INFINITIVE_ALIKE": "examen|inkomen|leven|teken|vertrouwen|wapen|vermogen|verleden",
        "ADVERB": "al|nu|toen|ooit|nog|niet|ook|zo|weer|wel|precies|ongeveer|eigenlijk|echt|vandaan",
        "POINTING": r"deze|die|dit|dat|ze|zij|hij|hem|hen|haar|daar\w*",
        "ASKS": "wat|waarom|waar|wanneer|hoe",
        "ADJECTIVE": r"(?!(?:alle|de|deze|die|onze)\b)\w+e",
        "PLURAL": r"(?!geen\b)(?-i:[a-z])\w{2,}(?:en|s)",
        "AUXILIARY": "is|was|zijn|waren|heeft|hebben|had|hadden|werd|wordt|kan|kon|zal|zou|mag|moet",
        "VERB": "gaat|ging|doet|deed|duurt|duurde|kost|kostte|betekent|betekende|kwam|lukte",
    },
}
"""Words that the patterns name by their kind."""


@dataclass(frozen=True, slots=True)
class _Words:
    """How questions of a language lean back: patterns, of which one line has to be found."""

    opens: re.Pattern[str]
    """Beginnings that go on from another question."""
    points: re.Pattern[str]
    """Words that mean something said before."""
    adds: re.Pattern[str]
    """Words that do so in a brief question that names nothing: "also"."""
    empty: re.Pattern[str]
    """Words of ``points`` where they mean nothing: "it rains"."""
    own: re.Pattern[str]
    """Words of ``points`` that mean what the question has: "Which company moved its"."""
    perhaps: re.Pattern[str]
    """Possessives that may mean what the question names before them: "Do the farmers burn their"."""
    his: re.Pattern[str]
    """Words that may mean a person or firm named before them."""
    its: re.Pattern[str]
    """Words that may mean a country or city named before them."""
    acts: re.Pattern[str]
    """Verbs behind which no thing is named."""
    done: re.Pattern[str]
    """Forms of verbs and adverbs, which are no things."""


def _words(language: str, **patterns: str) -> _Words:
    def read(lines: str) -> re.Pattern[str]:
        alternatives = "|".join(line.strip() for line in lines.strip().splitlines()) or "(?!)"
        with_parts = re.sub("[A-Z_]{4,}", lambda part: f"(?:{_PARTS[language][part[0]]})", alternatives)
        return re.compile(with_parts, re.IGNORECASE)

    return _Words(**{name: read(lines) for name, lines in patterns.items()})


_BY_LANGUAGE = {
    "en": _words(
        "en",
        opens=r"""
            ^(?:and|but|or|so)\b
            ^(?:what|how) about\b
        """,
        points=r"""
            \b(?:he|she|they|it|him|her|hers|them|his|their|its|these)\b
            \bthose\b(?! (?:who|that)\b)
            \bthat(?=\W*$)
            \bthat \w+(?=\W*$| PREPOSITION\b)
            \b(?:is|was|were|did|does|do|has|had|will|would|PREPOSITION) that\b
            \bthis\b(?! (?:year|month|week|time|morning|evening|weekend|season|century)\b| (?-i:[A-Z]))
            (?<!is )(?<!are )(?<!was )(?<!were )\bthere\b(?! (?:is|are|was|were|be)\b)
            \belse\b(?! (?:but|than)\b)
            \bthe (?:latter|others)\b
            \bthe former\b(?= \w+\W*$|\W*$)
            \b(?:then|next|afterwards|instead|meanwhile)(?=\W*$)
        """,
        adds=r"\b(?:also|too|other)\b(?!.*\b(?:than|besides|except)\b)",
        empty=r"""
            \b(?:is|was|did|does|will) it (?:\w+ )?(?:rain|snow|hail|freez|storm|hot|cold|warm|dark)\w*
            \bit (?:takes?|took|costs?)(?: \w+){0,3}? to \w+ \w+
            \bit (?:(?:im)?possible|forbidden|(?:il)?legal|important|necessary) to \w+
            \bit (?:hard|easy|dangerous|safe) to \w+ \w+
            \bit \w+ that\b
        """,
        own=r"""
            ^(?:which|how many) (?!of (?:its|his|her|their|these|those|them)\b)(?:\w+ ){2,}?their\b
            ^which (?!of (?:its|his|her)\b)\w*(?:[^s\W]|ss) (?:\w+ )+?(?:its|his|her)\b
            \bDOING (?:(?!POINTING\b)\w+ )?(?!POINTING\b)PLURAL(?: (?!POINTING\b)\w+)+ their\b
            \b(?:the|an?) \w+ (?:\w+ )*(?:when|after|before|because|while|although) (?:he|she|they|it)\b
        """,
        perhaps=r"(\bthe \w+ (?:\w+ )*)(?:his|her|its|their) ",
        his=r"\b(?:his|her|its)\b",
        its=r"\bits\b",
        acts=r"is|are|was|were|did|does|do|has|have|had|will|would|can|could|must|got|gets|became|happen\w*",
        done=r"\w+(?:ed|ing|en|ly)",
    ),
    "de": _words(
        "de",
        opens=r"""
            ^(?:und|aber|doch|oder|also)\b
            ^was ist mit\b
        """,
        points=r"""
            \b(?:er|sie|ihn|ihm|ihnen|ihre?[nmrs]?|seine[nmrs]?|jene[nmrs]?|damals|sonst)\b
            \bsein\b(?!\W*$)
            \bdort\b(?!, wo)
            (?<!, )\b(?:deren|dessen)\b
            \bdar(?:an|auf|aus|in|um|unter|über)\b(?!,)
            \bda(?:bei|durch|für|gegen|hinter|mit|nach|neben|von|vor|zu)\b(?!,)
            \b(?:dann|anschließend)(?=\W*$)
            \bdies(?:e[nmrs]?)?\b(?! (?:jahr|monat|woche|tag|sommer|winter|herbst|früh|mal)\w*)
            (?<!gab )(?<!gibt )(?<!geht )(?<!handelt )\bes\b(?! (?:gab|gibt|geht)\b)
            (?<!, )\bdas(?! (?:(?-i:[a-zäöüß])+en? )+(?-i:[A-ZÄÖÜ]))(?=\s+(?-i:[a-zäöü])|\W*$)
        """,
        adds=r"""
            \bauch\b
            \bandere[nmrs]?\b(?: \w+)?(?!.*\b(?:als|außer|neben)\b)
        """,
        empty=r"""
            \b(?:regnet|schneit|hagelt|friert|stürmt)e?(?: \w+)? es\b
            \bes (?:regnet|schneit|hagelt|friert|stürmt)e?\b
            \b(?:ist|war|wird) es (?:\w+ ){0,3}(?:kalt|heiß|warm|dunkel|glatt)\b
            \bes\b(?=[^,]*, (?:dass|ob|wenn|bis)\b)
            \bes\b(?=.* (?:zu \w+en|\w+zu(?:ge|be|le)?\w+en)\W*$)
            \bes bis\b
        """,
        own=r"""
            ^(?:welche|wie viele) (?:\w+ )??(?-i:[A-ZÄÖÜ])\w+ .*?\bihre?[nmrs]?\b
            ^welche[rsnm] (?:\w+ )??(?-i:[A-ZÄÖÜ])\w+ .*?\bsein(?:e[nmrs]?\b| )
            ^(?:ASKS )?(?:\w+en|sind|tun) (?:(?!POINTING\b)\w+e )?NOUN (?:(?!POINTING\b)\w+ )*?ihre?[nmrs]?\b
            \b(?:die|eine) (?-i:[A-ZÄÖÜ])\w+[^,]*, (?:\w+ )?sie\b
            \b(?:der|ein) (?-i:[A-ZÄÖÜ])\w+[^,]*, (?:\w+ )?er\b
        """,
        perhaps=r"(\b(?:die|der|das|den) (?-i:[A-ZÄÖÜ])\w+ (?:\w+ )*)(?:sein|ihr)(?:e[nmrs]?)? ",
        his=r"\b(?:sein|ihr)(?:e[nmrs]?)?\b",
        its=r"\bsein(?:e[nmrs]?)?\b",
        acts="",
        done="",
    ),
    "nl": _words(
        "nl",
        opens=r"""
            ^(?:en|maar|dus)\b
            ^hoe zit het met\b
        """,
        points=r"""
            \b(?:hij|zij|ze|hem|haar|hen|hun)\b
            \bdeze\b(?! (?:week|maand|zomer|winter|herfst|lente)\b)
            \bdaar\w*
            \bhier(?:aan|achter|bij|door|in|mee|na|op|over|tegen|uit|van|voor)\b
            \ber(?:aan|achter|bij|door|in|mee|na|op|over|tegen|uit|van|voor)\b(?!.*\b(?:dat|om|te)\b)
            \b(?:toen|dat|dit|het|het verder)(?=\W*$)
            \b(?:AUXILIARY|VERB) (?:dat|dit)\b(?! (?:de|het|een)\b)
            \bPREPOSITION (?:dat|dit|die)\b(?! (?:jaar|seizoen|weekend)\b| (?-i:[A-Z]))
            ^(?:wie|wat|waar|wanneer|waarom|hoe) \w+ (?:die|dat|dit) \w+(?=\W*$| (?:in|van|op|met|bij|uit)\b)
            \bAUXILIARY het (?:ADVERB )?(?!PARTICIPLE_ALIKE\b)PARTICIPLE(?=\W*$| (?:door|in|op)\b)
            \bhet (?:ADVERB|(?!op \w+ na\b)PREPOSITION)\b(?!.*\b(?:dat|om|te)\b)
            \bMODAL het (?!INFINITIVE_ALIKE\b)\w+en(?=\W*$)
            \b(?:is|was|wordt) het (?:klaar|open|dicht|af|zo|gelukt|genoeg|mogelijk|veilig|duur)(?=\W*$)
            ^(?:wie|wat|waar|wanneer|waarom) \w+ zijn (?!DETERMINER\b)(?-i:[a-z])
            ^hoe (?:\w+ )?(?:heet|is|was|\w+[dt]e) zijn (?!DETERMINER\b)(?-i:[a-z])
            \bPREPOSITION zijn (?!DETERMINER\b)(?-i:[a-z])
        """,
        adds=r"""
            \b(?:ook|nog meer)\b
            \bandere?\b(?!.*\b(?:dan|behalve|naast)\b)
        """,
        empty=r"""
            \b(?:regen|sneeuw|hagel|vries|storm|dooi)d?e?t? het\b
            \bhet\b(?=.* (?:regen|sneeuw|hagel|vries|storm|onweer|onwer)\w*)
            \b(?:is|was|wordt|werd) het (?:\w+ ){0,3}(?:koud|heet|warm|donker|glad)\b
            \bhoe (?:laat|koud|heet|warm|donker|glad) (?:is|was|wordt|werd) het\b
            \b(?:gaat|ging|staat|stond) het met\b
        """,
        own=r"""
            ^(?:welke|welk|hoeveel) (?:\w+ ){2,}?(?:zijn|haar|hun)(?= \w)
            ^wie \w+en (?:\w+ )+?hun(?= \w)
            ^(?:ASKS )?(?:\w+en|zijn|gaan|doen) (?:ADJECTIVE )?PLURAL (?:(?!POINTING\b)\w+ )*?hun(?= \w)
            \b(?:de|het|een) \w+ .*\b(?:toen|nadat|voordat|omdat|terwijl|hoewel) (?:hij|zij|ze)\b
        """,
        perhaps=r"(\b(?:de|het) \w+ (?:\w+ )*)(?:zijn|haar|hun) ",
        his=r"\b(?:zijn|haar)\b",
        its=r"\b(?:zijn|hun)\b",
        acts=r"is|zijn|was|waren|heeft|hebben|had|werd|werden|wordt|worden|raakte|gebeur\w*",
        done="PARTICIPLE",
    ),
}
_GOES_ON = re.compile(
    r"^\W*(?:et|en|mais|y|e|pero|ma|mas|og|och|men)\b(?!-)(?! (?:quelles?|quels?|qué|que) )"
    r"|[他她它这彼]|それ|その|これ|この|そこ",
    re.IGNORECASE,
)
"""How a question goes on from another, or points at it, in other languages."""

_LINKS = {
    language: frozenset(words.split())
    for language, words in {
        "en": "about after against also at before by even for from in not of on only since than then to "
        "too until with without why else many much",
        "de": "am an auch aus bei bis erst für gegen im in mit nach nicht noch nur ohne schon seit um von "
        "vor zu zum zur über warum viel viele",
        "nl": "aan al alleen bij in met na naar niet nog om ook op pas sinds te tegen tot uit van "
        "voor zonder waarom veel",
    }.items()
}
"""Words beside which a name is no question of its own: "Why not Germany?"."""

_WHO = frozenset(("who", "what", "wie", "wat"))
_BEING = frozenset(("is", "are", "ist", "war", "wird", "wurde", "zijn"))
_COUNTED = re.compile(r"which|many|welche[nmrs]?|viele[nr]?|welke?|hoeveel", re.IGNORECASE)
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\u3040-\u30ff\u3400-\u9fff]+")
"""A word; of Chinese and Japanese, which have no spaces, two characters."""


def leans_back(question: str, language: str) -> bool:
    """Whether a question may mean something that was said before."""
    question = question.strip()
    found = facts(question, language)
    named = len(found.names) + len(found.concepts)
    words = _WORD.findall(question)
    short = len(words) <= _SHORT
    known = _BY_LANGUAGE.get(language)
    if known is None:
        if _GOES_ON.search(question):
            return short or named < 2
        return short and not (named and asks_what_something_is(question))
    if known.opens.search(question):
        return short or named < 2
    itself = _without_its_own(question, known, found)
    if known.points.search(itself):
        return short or named < 2
    adds = known.adds.search(itself)
    if adds and len(words) <= _BRIEF and named == sum(name in adds[0] for name in found.names):
        return True
    return short and not _names_its_matter(words, found, known, language)


def may_own(question: str, language: str) -> bool:
    """Whether a question leans back by a possessive alone, which may mean what it names itself."""
    known = _BY_LANGUAGE.get(language)
    if known is None or not known.perhaps.search(question):
        return False
    return not leans_back(known.perhaps.sub(r"\1", question), language)


def _without_its_own(question: str, known: _Words, found: Facts) -> str:
    """A question without the words that mean nothing, or what it names itself."""
    itself = known.own.sub(" ", known.empty.sub(" ", question))
    places = tuple(word for word in _WORD.findall(itself) if place(word))
    for named, meant in ((found.names, known.his), (places, known.its)):
        first = min((itself.find(name) for name in named if name in itself), default=len(itself))
        itself = itself[:first] + meant.sub(" ", itself[first:])
    return itself


def _names_its_matter(words: list[str], found: Facts, known: _Words, language: str) -> bool:
    """Whether a question of a few words says what it is about: "What is inflation?"."""
    if len(words) < _SHORT or _COUNTED.fullmatch(words[-2]):
        return False
    first, verb, last = (word.casefold() for word in words)
    if any(word[0].isupper() for word in words[1:]):
        timed = any(concept.startswith(("day:", "month:")) for concept in found.concepts)
        winner = first == "wer" and verb in _BEING and not found.names  # "Wer wurde Sieger?"
        return not timed and not winner and _LINKS[language].isdisjoint((first, verb, last))
    if language == "de" or first not in _WHO or known.done.fullmatch(last):
        return False  # where nouns have capitals there is none
    if known.acts.fullmatch(verb):
        return verb in _BEING and frequency(last, language) < COMMON
    return frequency(last, language) < _RARE

"""From one passage to one statement that stands: write, verify; else quote; else say why not.

Nothing that fails a check becomes a statement. What the model wrote is held against the sentences with the
words that were found; if it does not stand, these are quoted where the evidence is clear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant import (
    asking,
    cite,
    denied,
    evidence,
    fitting,
    glossary,
    languages,
    meaning,
    offices,
    period,
    prompt,
    verify,
    wording,
)
from assistant.clean import for_prompt
from assistant.counting import miscounted
from assistant.evidence import Judged, Pointed
from assistant.facts import Facts, denials, facts, hedges
from assistant.facts.spelling import LANGUAGES, fold, occurs
from assistant.generate import Generator
from assistant.reading import Question, Reading
from assistant.steps import Steps
from index import Alignment, Hit

Align = Callable[[str, Hit], Alignment]
"""Aligns the words of a statement with those of a hit."""

LEAST = 0.2
"""A smaller share of yes of a statement, held against its passage, denies it, whatever else was found."""

TRUSTED = 0.85
"""How likely evidence is from which the model is not asked about its statement: it would say the same."""

DENIED = 0.8
"""How likely evidence is from which what is not so may be said without a word of denial: "withdrew"."""

UNSURE = 0.2
"""From words pointed at with a smaller share nothing is written."""

ALONE = 0.3
"""Words pointed at with a smaller share are not quoted alone, but with their sentence."""

CLEAR = 0.6
"""How likely evidence is from which the sentence is quoted where the writing fails."""

VERB_SECOND = ("de", "nl")
"""Languages of the answer in which a sentence that loses its beginning is none any more."""

ANSWER_TOKENS = 96


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement that stands, with the sentences that prove it. ``quoted``: it is a quotation of these."""

    text: str
    judged: Judged
    sentences: range
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """Why a passage gave no statement that stands."""

    reason: str


def draft(
    generator: Generator, align: Align, question: Question, judged: Judged, steps: Steps
) -> Draft | Rejected:
    """Take a statement from one passage: written if it stands, else quoted from clear evidence."""
    reading, pointed, likely = judged.reading, judged.pointed, judged.yes
    if pointed is None or likely is None:
        return Rejected("it was not read")
    whether = asking.asks_whether(question.text, question.asked_in)  # no words in it are the answer
    spoken = reading.hit.document.language
    sentence = reading.told(pointed.sentences)
    shown, source = facts(sentence, spoken), facts(reading.text, spoken)
    denies = shown.negated or shown.without or likely >= DENIED
    if question.asked_in == spoken and not whether:
        denies = denies and not denied.affirms(question.text, spoken, shown)
    if denials.plainly(question.text) and not denies:
        return Rejected("the question asks what is not so, and the sentence does not deny anything")
    if verify.too_few(question.text, question.facts, shown):
        return Rejected("the question asks for more names than the sentence has")
    misfits = _misfits(question, judged, "" if whether else pointed.words, sentence, source)
    if misfits:
        return Rejected(misfits[0])
    quoted = _quotation(question, judged, pointed)
    clear = likely >= CLEAR
    if whether:
        return quoted
    if pointed.share < UNSURE or question.language not in LANGUAGES:
        # What the model would write of it is a guess, or could not be checked; the sentence itself is none.
        return quoted if clear else Rejected("it is not clear that the sentence answers")
    abroad = question.language != spoken
    office, people = _office_abroad(question, spoken), _people(question)
    if office and (offices.changed(sentence) or not offices.named(pointed.words, spoken, people)):
        # A small model says "Untersuchungsrichter" in English as "researcher".
        return quoted if clear else Rejected("it is not clear that the sentence answers")
    # What does not stand is written again from the words alone: the less is told, the less is mixed up.
    for told in dict.fromkeys((sentence, pointed.words)):
        made = _written(generator, align, question, reading, pointed, told, source, steps)
        if not made.doubts:
            break
        steps.begin("check", f"not “{made.text}”: {made.doubts[0]}")
    doubts, text = made.doubts, made.text
    # What was written from the words alone knows less of the passage, and is always asked about.
    trusted = likely >= TRUSTED and told == sentence
    if not (doubts or trusted or _stated(generator, question, judged, likely, made.written, steps)):
        doubts = [f"held against the passage, it does not stand: {text}"]
        steps.note("not enough for it to stand")
    if doubts:
        enough = made.counts or verify.counted(shown, question.facts)
        return _in_full(question, judged, pointed) or quoted if clear and enough else Rejected(doubts[0])
    cited = reading.told(made.sentences)
    names = frozenset(fold(name) for name in source.names) | wording.names_by_spelling(cited, spoken)
    kept = question.facts.words | names
    untranslated = wording.foreign_words(text, question.language, kept, copied=cited, spoken=spoken)
    if abroad and not untranslated:
        untranslated = _mistranslated(align, question, reading, made, cited)
    if office:
        known = offices.spelt(text, question.language, people)
        untranslated = [word for word in untranslated if fold(word) not in known]
        if not offices.kept(pointed.words, spoken, text, question.language, people):
            untranslated.append("what somebody is")
    if not untranslated:
        return Draft(text, judged, made.sentences)
    steps.begin("check", f"not “{text}”: {', '.join(untranslated)} may not be what the article says")
    return _untranslated(question, judged, pointed, made, names, quoted)


def _mistranslated(
    align: Align, question: Question, reading: Reading, made: _Written, cited: str
) -> list[str]:
    """Words of a statement that may mean something else than the sentences that it cites."""
    cut = meaning.half_translated(made.said, question.facts, cited)
    cut += meaning.cut_off(made.text, made.said, question.facts, cited)
    return cut or meaning.strange_words(
        lambda: align(made.text, reading.hit),
        made.text,
        made.said,
        question.facts,
        cited,
        reading.stretch(made.sentences),
    )


def _untranslated(
    question: Question,
    judged: Judged,
    pointed: Pointed,
    made: _Written,
    names: frozenset[str],
    quoted: Draft,
) -> Draft:
    """What is said instead of a statement that stands, with words that were translated badly or not at all.

    Args:
        names: those of the passage, folded; quoted: what the article says, as a quotation.
    """
    reading = judged.reading
    if known := _in_full(question, judged, pointed):
        return known
    if asking.asks_what_something_is(question.text):
        return quoted
    short = None
    if not made.said.negated:
        told = pointed.words, reading.hit.document.language
        short = wording.short_answer(made.text, question.language, question.facts, names, *told)
    if short and not verify.blurs_the_time(pointed.words, short):
        proved, wrong = cite.proving(reading, made.sentences, facts(short, question.language), question.facts)
        if not wrong:
            return Draft(short, judged, proved)
    return quoted


def _in_full(question: Question, judged: Judged, pointed: Pointed) -> Draft | None:
    """The words that answer, in the reader's language, if they are but a number, a date, an office."""
    words, spoken = pointed.words, judged.reading.hit.document.language
    if denied.is_denied(judged.reading.told(pointed.sentences), words, spoken):
        return None
    said = glossary.in_full(words, question.language, spoken)
    if not said and _office_abroad(question, spoken):
        sentence = judged.reading.told(pointed.sentences)
        said = offices.in_full(words, sentence, question.language, spoken, _people(question))
    return Draft(f"{said[:1].upper()}{said[1:]}.", judged, pointed.sentences) if said else None


def _misfits(question: Question, judged: Judged, words: str, sentence: str, source: Facts) -> list[str]:
    """Why the words of a sentence do not fit the question. ``source``: the facts of the passage."""
    found = fitting.other_year(question, judged.reading.text, source, judged.candidate.present)
    if judged.pointed:
        found += period.other_period(question, judged.reading, judged.pointed.sentences, judged.pointed.words)
    found += fitting.other_role(question, judged.candidate.covered)
    if words:
        found += fitting.misfits(question, sentence, words, judged.reading.hit.document.language)
    return found


@dataclass(frozen=True, slots=True)
class _Written:
    """What the model wrote, as it left it (``written``) and as it may be shown (``text``).

    ``sentences``: those that prove it. ``doubts``: why it does not stand. ``counts``: whether it
    gives a number where one is asked for.
    """

    written: str
    text: str
    said: Facts
    sentences: range
    doubts: list[str]
    counts: bool = True


def _written(
    generator: Generator,
    align: Align,
    question: Question,
    reading: Reading,
    pointed: Pointed,
    told: str,
    source: Facts,
    steps: Steps,
) -> _Written:
    """Let the model say the answer from what it is told of the passage, and hold that against the passage."""
    spoken = reading.hit.document.language
    written = _write(generator, question, pointed, told, spoken, steps)
    text = wording.localised(written, question.language, source.concepts)
    text = wording.punctuated(text, question.language, told, spoken)
    text = glossary.translated(text, question.language, told, spoken)
    said, untold = facts(text, question.language), reading.untold(question.facts)
    if untold & said.years and (said.period or not reading.hit.document.published):
        # The article may be of the year that is asked about. It does not say so, and so its answer does not.
        unsaid = verify.without_years(text, untold)
        if verify.dates_by(text, untold):
            doubts = ["it tells a time by a year that the passage does not tell"]
            return _Written(written, text, said, pointed.sentences, doubts)
        if question.language in VERB_SECOND and not text.startswith(unsaid[:1]):
            doubts = ["it begins with a year that the passage does not tell"]
            return _Written(written, text, said, pointed.sentences, doubts)
        text = unsaid[:1].upper() + unsaid[1:]
        said = facts(text, question.language)
    if not written:
        return _Written("", "", said, pointed.sentences, ["the model's sentence had no end"])
    if verify.lacks_a_number(question.text, question.facts, text, said):
        doubts = ["the question asks for a number, and the statement gives none"]
        return _Written(written, text, said, pointed.sentences, doubts, counts=False)
    sentences, doubts = cite.proving(reading, pointed.sentences, said, question.taken(source))
    doubts += verify.blurs_the_time(pointed.words, text)
    names = [name for name in said.names if not occurs(name, question.facts.words)]
    if not (names and asking.asks_who(question.text, question.asked_in)):
        # Who it was need not be said with all numbers.
        doubts += verify.drops_a_number(facts(pointed.words, spoken), said, question.facts)
    sentence = reading.told(pointed.sentences)
    doubts += denied.drops_a_denial(
        sentence, pointed.words, spoken, said, question.facts, one_language=question.language == spoken
    )
    if _left_out(question, sentence, pointed.words) and not offices.changed(f"{text} {question.text}"):
        doubts.append("it leaves out what makes another office of it, or none")
    if hedge := hedges.hedged(sentence, pointed.words, f"{text} {question.text}"):
        doubts.append(hedge)
    doubts += miscounted(lambda: align(text, reading.hit), text, question.language, reading, sentences)
    if verify.adds_nothing(question.facts, text, said, question.language):
        doubts.append("the statement only says again what the question says")
    if verify.too_few(question.text, question.facts, said):
        doubts.append("the question asks for more names")
    return _Written(written, text, said, sentences, doubts)


def _left_out(question: Question, sentence: str, words: str) -> bool:
    """Whether a sentence has what makes another office of the one asked for, or none: "former", "deputy"."""
    if asking.asks_for_an_office(question.text):
        return offices.changed(sentence)
    holds = asking.role(question.text, question.asked_in) is not None
    return holds and offices.held_otherwise(sentence, words)


def _stated(
    generator: Generator,
    question: Question,
    judged: Judged,
    likely: float,
    text: str,
    steps: Steps,
) -> bool:
    """Whether a passage more likely states what was written than not, as the answer and as a claim."""
    reading = judged.reading
    claim = verify.without_years(text, reading.untold(question.facts))
    claimed = evidence.claimed(generator, reading, claim, steps)
    both = evidence.log_odds(likely) + evidence.log_odds(claimed)
    return claimed >= LEAST and both >= 0


def _quotation(question: Question, judged: Judged, pointed: Pointed) -> Draft:
    """What an article says as a quotation: its sentence, or of another language the words alone that answer.

    Of these the fewer the better, as the citation has the whole sentence; but not without what makes them
    mean something else.
    """
    reading, words = judged.reading, " ".join(pointed.words.split())
    spoken, printed = reading.hit.document.language, reading.printed(pointed.sentences)
    said, shown = facts(words, spoken), facts(printed, spoken)
    whole = spoken == question.language or pointed.share < ALONE or words not in printed
    whole = whole or (" " not in words and bool(said.numbers))  # "drei": of what?
    whole = whole or ((shown.negated or shown.without) and not (said.negated or said.without))
    whole = whole or (not (said.negated or said.without) and denied.is_denied(printed, words, spoken))
    whole = whole or _left_out(question, printed, words)
    if whole or verify.lacks_a_number(question.text, question.facts, words, said):
        words = printed
    return Draft(_quoted(question, reading, words), judged, pointed.sentences, quoted=True)


def _office_abroad(question: Question, spoken: str) -> bool:
    """Whether a question asks what somebody is, and the article says it in another language."""
    return question.language != spoken and asking.asks_for_an_office(question.text)


def _people(question: Question) -> frozenset[str]:
    """The words, folded, of the names in a question: where it is about Eva Richter she is no judge."""
    return frozenset(fold(name) for name in question.facts.names)


def _quoted(question: Question, reading: Reading, words: str) -> str:
    """Words of the article, visible ones in one line, introduced in the reader's language."""
    words = for_prompt(words)
    prompts = prompt.writing(question.language, languages.english_name(question.language))
    language = reading.hit.document.language
    if language == question.language:
        return prompts.message("quoted", quote=words)
    return prompts.message("quoted_in", quote=words, language=languages.own_name(language, question.language))


def _write(
    generator: Generator, question: Question, pointed: Pointed, sentence: str, spoken: str, steps: Steps
) -> str:
    """Say the answer as one sentence in the question's language; empty where it was cut off."""
    prompts = prompt.writing(question.language, languages.english_name(question.language))
    words = pointed.words
    if _office_abroad(question, spoken):
        told = question.language, spoken, _people(question)
        sentence, words = offices.translated(sentence, *told), offices.translated(words, *told)
    turn = prompts.write_turn(sentence, question.text, words)
    steps.read("write", generator, prompts.opening, (turn,))
    pieces = list(generator.write(prompts.opening, (turn,), max_tokens=ANSWER_TOKENS))
    # A sentence that was cut off is not shown as whole.
    return "".join(piece.text for piece in pieces).strip() if pieces[-1].finish == "stop" else ""

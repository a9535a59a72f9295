"""From a question to a cited answer: search, judge, draft, cite.

Where the best passage gives no statement that stands, the next one is tried; at the end the answer is
that the archive does not say.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from functools import lru_cache

from assistant import asking, cite, evidence, libraries, offices, premise, prompt, verify, when
from assistant.answers import Answer, Statement, Timings
from assistant.coverage import coverage
from assistant.data import digest
from assistant.draft import Draft, Rejected, draft
from assistant.evidence import Candidate, Judged
from assistant.extract import Extractor
from assistant.facts import Facts, facts
from assistant.facts.granted import told_on
from assistant.facts.numbers import years
from assistant.facts.spelling import LANGUAGES
from assistant.followup import TURNS, standalone
from assistant.generate import Generator
from assistant.languages import english_name, of_question
from assistant.orders import imitations
from assistant.reading import Question
from assistant.steps import Step, Steps, unheard
from index import Alignment, DocumentInfo, Found, Hit, Index, Narrowing
from index.errors import UsageError

ANSWERS = 0.5
"""A passage that less likely states the answer is not taken for evidence."""

SURE = 0.8
"""How likely another article is heard that gives other numbers, or what stands instead of a false name."""

NEAR, FAR = 0.45, 0.15
"""Likeness to the question from which a passage is about its matter, and up to which it is about another."""

ABOUT = 0.35
"""Likeness from which the nearest article may say what is so instead of a false premise."""

MEANT = 0.5
"""The cosine from which a small word of an article means a German noun; names came to .34 at most."""

ATTEMPTS = 2
"""Passages from which an answer is tried, the best first."""

ARTICLES = 256
"""Articles that are kept as they were read, for the next question; a long one takes some 30 ms."""

YEARS = 2
"""Of the years that a question names, so many are looked up."""

_YEAR = re.compile(r"[12][0-9]{3}")

QUESTION_TOKENS = 400
"""Longer questions leave no room for the evidence."""

VERSION = 19
"""Of the rules in this package; part of the fingerprint. Raise it when answers change."""


def warm(generator: Generator) -> None:
    """Read the fixed beginnings of the prompts, so that the first question does not wait for them."""
    generator.keep(prompt.evidence().opening)


@dataclass(frozen=True, slots=True)
class _Article:
    """A whole article: its facts, with the years that it means, and what of it the model is not to read.

    ``times``: months and weekdays, as concepts, that it means without naming them.
    """

    facts: Facts
    times: frozenset[str]
    hidden: tuple[tuple[int, int], ...]


class Pipeline:
    """Answers questions ``over`` an open index with a loaded model."""

    def __init__(self, index: Index, generator: Generator, extractor: Extractor) -> None:
        self.over = index, generator, extractor
        self._index, self._generator, self._extractor = self.over
        self._article = lru_cache(ARTICLES)(self._read)

    def fingerprint(self, *settings: object) -> str:
        """Identity of all that decides an answer: models, processor, libraries, prompts, index, settings."""
        year = datetime.date.today().year  # years to come are told from years gone by
        rules = [VERSION, year, prompt.digest(), digest(offices.FILE)]
        built = [libraries.versions(), libraries.processor()]
        models = [self._generator.name, self._extractor.reader]
        made = [*rules, *built, *models, self._index.fingerprint, *settings]
        return hashlib.sha256(json.dumps(made).encode()).hexdigest()[:32]

    def check(self, text: str) -> None:
        """Raise UsageError for a question that is too long for the model."""
        if self._generator.count_tokens(text) > QUESTION_TOKENS:
            raise UsageError(f"the question has more than {QUESTION_TOKENS} tokens; shorten it")

    def run(
        self,
        text: str,
        history: Sequence[tuple[str, str]],
        narrowing: Narrowing,
        *,
        k: int,
        language: str | None = None,
        id: str | None = None,
        tell: Callable[[Step], None] = unheard,
    ) -> Iterator[str | Answer]:
        """Answer one question: yields its text once it is verified, then the Answer."""
        steps = Steps(tell)
        self.check(text)
        before = None
        for earlier, _ in history[-TURNS:]:
            before = of_question(earlier, before=before)
        asked_in = of_question(text, before=before)
        full = standalone(self._generator, text, history, asked_in, steps)
        if self._generator.count_tokens(full) > QUESTION_TOKENS:
            full = text
        question = Question.of(full, asked_in, language or asked_in)
        steps.begin("search", full)
        found = self._found(question, k, narrowing)
        retrieved = steps.seconds
        candidates = [self._candidate(question, hit) for hit in found.hits]
        judged = evidence.judge(self._generator, self._extractor, question, candidates, steps)
        made, judged = self._draft(question, judged, steps)
        if made is None:
            made, judged = self._read_on(question, judged, steps)
        other = None
        if made:
            other, judged = self._disagreeing(question, made, judged, steps)
        drafts = [one for one in (made, other) if one]
        # ISO dates compare as text; what has no date comes last.
        drafts.sort(key=lambda item: item.judged.reading.hit.document.published or "", reverse=True)
        corrected = None if drafts else self._correction(question, found.hits, steps)
        if corrected:
            drafts = [corrected[1]]
        statements = tuple(Statement(item.text, (i,), supported=True) for i, item in enumerate(drafts, 1))
        citations = tuple(cite.citation(item.judged, item.sentences, i) for i, item in enumerate(drafts, 1))
        answered = bool(drafts) and not corrected
        shown = self._shown(question, drafts) if answered else self._refusal(question, corrected)
        first = steps.seconds
        steps.begin("done")
        yield shown
        yield Answer(
            id=id,
            question=text,
            language=question.language,
            answered=answered,
            text=shown,
            statements=statements,
            citations=citations,
            passages=cite.passages(judged, _is_near),
            timings=Timings(retrieved, first, steps.seconds),
            fingerprint=self.fingerprint(k, question.language, *astuple(narrowing)),
            undated_left_out=found.undated_left_out,
        )

    def _shown(self, question: Question, drafts: Sequence[Draft]) -> str:
        """The text of the answer; statements that disagree each with the date of its article."""
        if len(drafts) == 1:
            return f"{drafts[0].text} [1]"
        says = prompt.writing(question.language, english_name(question.language))
        dates = [item.judged.reading.hit.document.published or says.message("undated") for item in drafts]
        return "\n".join(f"{dates[i]}: {item.text} [{i + 1}]" for i, item in enumerate(drafts))

    def _refusal(self, question: Question, corrected: tuple[str | None, Draft] | None) -> str:
        """The text of a refusal, with what the archive says instead of a name that it may not have."""
        says = prompt.writing(question.language, english_name(question.language))
        told = [says.message("refusal")]
        if corrected:
            unknown, made = corrected
            told += [says.message("not_named", name=unknown)] if unknown else []
            told.append(says.message("instead", statement=f"{made.text} [1]"))
        return " ".join(told)

    def _found(self, question: Question, k: int, narrowing: Narrowing) -> Found:
        """The passages nearest to a question; where none is of the year it names, up to half are of that.

        An archive tells of most matters year after year, and the likest words may be of any of these.
        """
        found = self._index.search(question.text, k, narrowing)
        asked = sorted(year for year in question.facts.years if _YEAR.fullmatch(year))[:YEARS]
        if not asked or k < 2 or narrowing.dated or any(_is_timely(question, hit) for hit in found.hits):
            return found
        spans = [question.facts.period] if question.facts.period else [(int(year),) * 2 for year in asked]
        timely: list[Hit] = []
        for first, last in spans:
            of_it = replace(narrowing, since=str(first), until=str(last))
            timely += self._index.search(question.text, k // 2, of_it).hits
        places = min(k // 2, len(timely))
        best = _best_first(timely)[:places]
        return replace(found, hits=tuple(_best_first([*found.hits[: k - places], *best])))

    def _align(self, statement: str, hit: Hit) -> Alignment:
        return self._index.align(statement, hit, query=False)

    def _candidate(self, question: Question, hit: Hit) -> Candidate:
        """A hit as evidence that may be; rejected where it lacks what the question is about."""
        doubt = self._doubt(question, hit)
        if doubt:
            return Candidate(hit, None, doubt)
        alignment = self._index.align(question.text, hit)
        article = self._article(hit.document)
        covered = coverage(alignment, question.facts, question.asked_in, article.facts)
        lacks = f"nothing in it means {', '.join(covered.missing)}" if covered.missing else None
        present = verify.present(hit.document.published, article.facts)
        return Candidate(hit, covered, lacks, _is_timely(question, hit), present, article.hidden)

    def _doubt(self, question: Question, hit: Hit) -> str | None:
        """Why an article cannot answer: it does not know what the question takes for granted."""
        if hit.score < (NEAR if asking.asks_nothing(question.text) else FAR):
            return "it is about something else"
        article = self._article(hit.document)
        doubts = verify.unknown_premises(
            question.facts,
            article.facts,
            hit.document.published,
            one_language=hit.document.language == question.asked_in,
            times=article.times,
            counts_in_words=hit.document.language in LANGUAGES,
            meant=lambda names: self._meant(question, hit, names),
        )
        return next(iter(doubts), None)

    def _meant(self, question: Question, hit: Hit, names: Sequence[str]) -> frozenset[str]:
        """Those words of a German question that look like names, and that a small word of the passage means.

        German writes all nouns with a capital: "dieses Typs" is what an English article calls "this type".
        """
        if question.asked_in != "de" or hit.document.language == "de":
            return frozenset()
        aligned = self._index.align(question.text, hit)
        small = [start for start in map(int, aligned.starts) if start >= 0 and hit.text[start].islower()]
        return frozenset(one for one in names if any(aligned.near(one, at, at + 1) >= MEANT for at in small))

    def _read(self, document: DocumentInfo) -> _Article:
        text = self._index.document_text(document.id)
        found = facts(text, document.language)
        meant = when.meant_years(text, document.language, document.published)
        known = replace(found, numbers=found.numbers | meant, years=found.years | meant)
        times = when.meant_times(text, document.language, document.published)
        return _Article(known, times | told_on(document.published, text), tuple(imitations(text)))

    def _draft(
        self, question: Question, judged: Sequence[Judged], steps: Steps
    ) -> tuple[Draft | None, list[Judged]]:
        """The first statement that stands, or None; and what became of each passage."""
        told = list(judged)
        tried = 0
        for i, item in enumerate(judged):
            if (item.yes or 0.0) < ANSWERS or item.rejected or tried == ATTEMPTS:
                continue
            tried += 1
            made = draft(self._generator, self._align, question, item, steps)
            if isinstance(made, Draft):
                return made, told
            told[i] = replace(item, rejected=made.reason)
        return None, told

    def _read_on(
        self, question: Question, judged: Sequence[Judged], steps: Steps
    ) -> tuple[Draft | None, list[Judged]]:
        """As :meth:`_draft`, from passages that were not read because one before them seemed to answer."""
        left = [item.candidate for item in judged if item.pointed is None and not item.rejected]
        if not left or not any(map(evidence.is_sure, judged)):
            return None, list(judged)
        more = evidence.judge(self._generator, self._extractor, question, left, steps, enough=math.inf)
        made, more = self._draft(question, more, steps)
        both = [item for item in judged if item.pointed or item.rejected] + more
        return made, sorted(both, key=lambda item: -(item.yes or 0.0))

    def _correction(
        self, question: Question, hits: Sequence[Hit], steps: Steps
    ) -> tuple[str | None, Draft] | None:
        """What the archive says instead of a name that the question takes for granted.

        Returns:
            The name, if the nearest article has it nowhere and says this, else None; and what is said. None
            where nothing is.
        """
        if not hits or hits[0].score < ABOUT:
            return None
        nearest = hits[0].document
        names = verify.unknown_names(question.facts, self._article(nearest).facts, False)
        elsewhere = not names
        if elsewhere:
            names = verify.unknown_names(question.facts, facts(hits[0].text, nearest.language), False)
        name = premise.spelt(question, names)
        if not name:
            return None
        asked = premise.without(self._generator, question, name, steps)
        if not asked:
            return None
        steps.note(asked)
        again = Question.of(asked, question.asked_in, question.language)
        candidates = [self._candidate(again, hit) for hit in hits]
        judged = evidence.judge(self._generator, self._extractor, again, candidates, steps)
        if not judged or not evidence.is_sure(judged[0], SURE):
            return None
        made = draft(self._generator, self._align, again, judged[0], steps)
        if isinstance(made, Rejected) or made.quoted:
            return None
        reading = made.judged.reading
        told = facts(reading.told(made.sentences), reading.hit.document.language)
        if not set(names) <= set(verify.unknown_names(question.facts, told, False)):
            return None  # it is no other than the question's
        return None if elsewhere or reading.hit.document != nearest else name, made

    def _disagreeing(
        self, question: Question, made: Draft, judged: Sequence[Judged], steps: Steps
    ) -> tuple[Draft | None, list[Judged]]:
        """What another article surely says on it, with other numbers; and what became of each passage."""
        told = list(judged)
        reading, spoken = made.judged.reading, question.language
        text = made.text
        if made.quoted:  # in the words and with the numbers of its article
            text, spoken = reading.told(made.sentences), reading.hit.document.language
        said = verify.counted(facts(text, spoken), question.facts)
        for i, item in enumerate(judged if said else ()):
            hit = item.reading.hit
            same = hit.document == reading.hit.document
            if same or item.pointed is None or (item.yes or 0.0) < SURE or item.rejected:
                continue
            counted = verify.counted(facts(item.pointed.words, hit.document.language), question.facts)
            if not counted or counted & said:
                continue
            other = draft(self._generator, self._align, question, item, steps)
            if isinstance(other, Draft):
                return other, told
            told[i] = replace(item, rejected=other.reason)
        return None, told


def _best_first(hits: Iterable[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: -hit.score)


def _is_near(judged: Judged) -> bool:
    """Whether a passage is about the question's matter, and may be offered where there is no answer."""
    return max(judged.reading.hit.score, judged.yes or 0.0) >= FAR


def _is_timely(question: Question, hit: Hit) -> bool:
    """Whether a passage is of a year that the question is about, names it or means it ("last year")."""
    asked = question.facts.years
    if not asked:
        return False
    language, published = hit.document.language, hit.document.published
    meant = years(hit.text, language) | when.meant_years(hit.text, language, published)
    told = meant | {(published or "")[:4]}
    if question.facts.period:
        first, last = map(str, question.facts.period)
        return any(first <= year <= last for year in told)
    return not asked.isdisjoint(told)

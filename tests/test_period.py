"""Questions about a period, "from Aug 2014 to May 2015": which sentences are of these years."""

from __future__ import annotations

import pytest
from fakes import FakeGenerator
from test_evidence import hit

from assistant.facts import facts
from assistant.languages import of_question
from assistant.period import other_period, stretches, told_during
from assistant.reading import Question, Reading, read
from assistant.verify import unknown_premises

CAREER = (
    "In 1991 she joined the Harbour Bank.",
    "She led its shipping desk.",
    "From 1996 to 2003 she taught in Leeds.",
    "In 2003 she founded a school of her own.",
    "It is now the largest of the county.",
)


def reading(*sentences: str, published: str | None = None) -> Reading:
    return read(hit(" ".join(sentences), published=published), FakeGenerator())


@pytest.mark.parametrize(
    ("question", "sentences"),
    [
        ("Where did she work from 1991 to 1996?", (0, 1)),
        ("Where did she work from May 1991 to Dec 1996?", (0, 1)),
        ("Where did she work between 1997 and 1999?", (2,)),
        ("Wo arbeitete sie von 1996 bis 2003?", (2,)),
        ("Waar werkte zij van 2003 tot en met 2005?", (2, 3, 4)),
        ("Where did she work from 1985 to 1991?", (0, 1)),
        ("Where did she work from 1970 to 1975?", ()),
        ("Where did she work in 1991?", ()),
    ],
)
def test_sentences_are_of_the_years_that_they_or_those_before_them_name(
    question: str, sentences: tuple[int, ...]
) -> None:
    assert told_during(Question.of(question, "en", "en"), reading(*CAREER)) == sentences


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("She was there from Aug 2014 to May 2015.", {2014, 2015}),
        ("Between 1997 and 1999 it rained.", {1997, 1998, 1999}),
        ("In the war (1939–45) it was closed.", set(range(1939, 1946))),
        ("It opened in 1999.", {1999}),
        ("It opened.", set()),
        ("Appointed in 1990, she stayed until 1993.", {1990, 1991, 1992, 1993}),
        ("In the 1990s it rained.", set(range(1990, 2000))),
    ],
)
def test_years_and_spans_of_years_are_read(text: str, years: set[int]) -> None:
    assert {year for span in stretches(text, "en") for year in span} == years


def test_since_a_year_is_up_to_now() -> None:
    (longest, *_) = sorted(stretches("Since May 2004 she leads it.", "en"), key=lambda span: -len(span))
    assert 2004 in longest and 2020 in longest and 2003 not in longest


@pytest.mark.parametrize(
    ("question", "sentence", "published", "fits"),
    [
        ("Who led it from 1991 to 1996?", "In 1993 Ann Lee led it.", None, True),
        ("Who led it from 1991 to 1996?", "In 1999 Ann Lee led it.", None, False),
        ("Who led it from 1991 to 1996?", "Ann Lee led it.", None, False),
        ("Who led it from 1991 to 1996?", "Ann Lee led it.", "1994-05", True),
        ("Who led it from 1991 to 1996?", "Ann Lee led it.", "2014-05", False),
        ("Who led it from 1991 to 1996?", "Since 1990 Ann Lee leads it.", None, True),
        ("Who led it from 1991 to 1996?", "Appointed in 1988, Ann Lee led it until 2001.", None, True),
        ("Who led it from 1991 to 1996?", "In the 1990s Ann Lee led it.", None, True),
        ("Wer leitete es von 1991 bis 1996?", "In den 1990er Jahren war es Ann Lee.", None, True),
        ("Who led it from 1991 to 1996?", "Ann Lee, now 61, led it from 1990 to 1997.", None, True),
        ("Who led it from 1991 to 1992?", "In December Ann Lee led it.", "1993-01", True),
        ("Who raised it from 1991 to 1996 euros?", "In 1999 Ann Lee raised it.", None, True),
        ("Who led it from 1991 to 1996?", "Founded in 1992, it is currently led by Ann Lee.", None, False),
        ("Who leads it from 2013 to 2015?", "It is currently led by Ann Lee.", "2014-05", True),
        ("Who led it in 1991?", "Ann Lee led it.", None, True),
    ],
)
def test_a_sentence_of_other_years_is_no_answer(
    question: str, sentence: str, published: str | None, fits: bool
) -> None:
    asked = Question.of(question, "en", "en")
    assert (other_period(asked, reading(sentence, published=published), range(1), "Ann Lee") == []) is fits


@pytest.mark.parametrize(
    ("question", "known"),
    [
        ("Who led it from Feb 1991 to May 1996?", True),
        ("Who led it from 1989 to 1991?", True),
        ("Who led it from Nov 1980 to 1984?", False),
        ("Who led it from 1991 to 1996 in May?", False),
        ("Who led it between 2001 and 2003?", True),
        ("Wer leitete es vom 1. Februar 1991 bis zum 3. August 1996?", True),
        ("Wie leidde het van februari 1991 tot en met augustus 1996?", True),
        ("Who led it from Feb 1991 to Aug 1991?", True),
        ("Who led it during 1989-1993?", True),
    ],
)
def test_the_months_and_ends_of_a_period_need_not_be_told(question: str, known: bool) -> None:
    article = facts("In June 1991 Ann Lee led it. From 2000 to 2004 it was Bo. In 2011 it closed.", "en")
    asked = facts(question, of_question(question))
    assert (unknown_premises(asked, article, None) == []) is known

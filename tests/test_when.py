"""Relative dates are read against the article's date; what is not certain stays as it is."""

from __future__ import annotations

import datetime
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from assistant.when import meant_times, meant_years, resolved

PUBLISHED = "2024-03-05"  # a Tuesday

READ = [
    ("de", "Im letzten Jahr (2023) legten Russland und China ihr Veto ein."),
    ("de", "Die Invasion im vergangenen\nJahr (2023) hatte Folgen."),
    (
        "de",
        "Das kostet seit Ende vergangenen Jahres (2023) mehr, Anfang letzten Monats (Februar 2024) weniger.",
    ),
    ("de", "Nächstes Jahr (2025) und im kommenden Jahr (2025) wird gewählt."),
    ("de", "Sie will das kommende Jahr (2025) abwarten."),
    ("de", "Was letztes Jahr (2023) fehlte und das vor fünf Jahren (2019) und gestern (4. März 2024)."),
    ("de", "Am Anfang dieses Jahres (2024) war es so."),
    ("de", "Er sagte letzte Woche (26. Februar – 3. März 2024), dass er geht."),
    ("de", "In der kommenden Woche (11.–17. März 2024) tagt der Rat."),
    ("de", "Am letzten Dienstag (27. Februar 2024) kam er, vergangenen Montag (4. März 2024) sie."),
    ("de", "Am kommenden Dienstag (12. März 2024) geht er."),
    ("de", "Am Dienstag vergangener Woche (27. Februar 2024) und letzte Woche Sonntag (3. März 2024)."),
    ("de", "Am Donnerstag der letzten Woche (29. Februar 2024) regnete es."),
    ("de", "Am Montagabend letzter Woche (26. Februar 2024) regnete es."),
    ("de", "Gestern (4. März 2024) und vorgestern (3. März 2024), übermorgen (7. März 2024) nicht."),
    ("de", "Er starb gestern Abend (4. März 2024)."),
    ("de", "Vor drei Wochen (12.–18. Februar 2024), vor fünf Tagen (29. Februar 2024)."),
    ("de", "Das war vor zwei Jahren (2022), vor 12 Jahren (2012) und vor einem Jahr (2023)."),
    ("de", "Vor einem Monat (Februar 2024) und vor vier Monaten (November 2023)."),
    ("en", "They vetoed it last year (2023)."),
    ("en", "He said that last year (2023) and last week (February 26 – March 3, 2024) were bad."),
    ("en", "At last year's (2023) summit and last week’s (February 26 – March 3, 2024) launch."),
    ("en", "Earlier this year (2024), again this year (2024), as next year (2025)."),
    ("en", "It fell last month (February 2024) and rises next month (April 2024)."),
    ("en", "He left last Tuesday (February 27, 2024) in the rain, she this past Monday (March 4, 2024)."),
    ("en", "This coming Friday (March 8, 2024) they meet."),
    ("en", "On Tuesday last week (February 27, 2024), last week on Friday (March 1, 2024)."),
    ("en", "Wednesday of next week (March 13, 2024) is free."),
    ("en", "Yesterday (March 4, 2024), yesterday morning (March 4, 2024), yesterday's (March 4, 2024) vote."),
    ("en", "The day before yesterday (March 3, 2024), tomorrow (March 6, 2024)."),
    ("en", "The day after tomorrow (March 7, 2024) it ends."),
    ("en", "Two years ago (2022), 3 months ago (December 2023), two weeks ago (February 19 – 25, 2024)."),
    ("en", "A year ago (2023), ten days ago (February 24, 2024) and ten weeks ago (December 25 – 31, 2023)."),
    ("nl", "Vorig jaar (2023) was het minder, verleden jaar (2023) ook."),
    ("nl", "Ze zijn vorige week (26 februari – 3 maart 2024) vertrokken en deden het vorig jaar (2023) ook."),
    ("nl", "Eind vorig jaar (2023), volgend jaar (2025) en dit jaar (2024)."),
    ("nl", "Vorige maand (februari 2024) en volgende maand (april 2024)."),
    ("nl", "Zij kwam vorige week (26 februari – 3 maart 2024) terug."),
    ("nl", "Zij heeft het vorige week dinsdag (27 februari 2024) teruggestort."),
    ("nl", "Dinsdag van vorige week (27 februari 2024), volgende week op vrijdag (15 maart 2024)."),
    ("nl", "Vorige week vrijdagavond (1 maart 2024) brandde het."),
    ("nl", "Afgelopen dinsdag (27 februari 2024) en komende dinsdag (12 maart 2024)."),
    ("nl", "Gisteren (4 maart 2024), gisteravond (4 maart 2024), eergisteren (3 maart 2024)."),
    ("nl", "Overmorgen (7 maart 2024) is het zover."),
    (
        "nl",
        "Twee jaar geleden (2022), zes maanden geleden (september 2023) en één dag geleden (4 maart 2024).",
    ),
    ("nl", "Drie weken geleden (12–18 februari 2024), een week geleden (26 februari – 3 maart 2024)."),
]

LEFT = [
    ("de", "Am Dienstag, am nächsten Dienstag und nächsten Dienstag."),
    ("de", "In den letzten Jahren, in den vergangenen drei Jahren und das letzte Jahr über."),
    ("de", "In seinem letzten Jahr, im letzten Jahr des Krieges und im letzten Jahr seiner Amtszeit."),
    ("de", "Am letzten Freitag im Mai, jeden letzten Montag."),
    ("de", "Im Vorjahr, am Jahresende, in diesem Jahr, in drei Jahren, im vorletzten Jahr."),
    ("de", "Vor mehr als drei Jahren, vor etwa drei Wochen, vor einigen Tagen, vor hundert Jahren."),
    ("de", "Vor einem Jahr und zwei Monaten, vor einem halben Jahr, vor 1,5 Jahren, vor 2-3 Jahren."),
    ("de", "Er ist von gestern; gestern Nacht, heute, am Morgen, morgen."),
    ("en", "On Tuesday, next Tuesday and this Tuesday."),
    ("en", "In the last year, over the next month, the previous year, in the following week."),
    ("en", "Her last year, Obama's last year, last year of the war, every last Friday."),
    ("en", "Last Friday in May, the last Tuesday of May, in this year of drought."),
    ("en", "The last years, last weekend, a year-long siege, year-on-year, the year before last."),
    ("en", "Over two years ago, about three weeks ago, half a year ago, 1.5 years ago, 2-3 years ago."),
    ("en", "Two or three years ago, a year and two months ago, some years ago, a hundred years ago."),
    ("en", "Today, tonight, last night, tomorrow's leaders."),
    ("nl", "Dinsdag, volgende dinsdag en vorige dinsdag."),
    ("nl", "Het afgelopen jaar, afgelopen week, het vorige jaar, dat jaar, in dit jaar, van het vorig jaar."),
    ("nl", "Ruim twee jaar geleden, een half jaar geleden, anderhalf jaar geleden, over drie jaar."),
    ("nl", "Twee of drie jaar geleden, meer dan drie weken geleden, jaren geleden, honderd jaar geleden."),
    ("nl", "Vandaag en morgen."),
]


def without(text: str) -> str:
    return re.sub(r" \([^()]*\)", "", text)


@pytest.mark.parametrize(("language", "annotated"), READ)
def test_the_time_stands_behind_the_words(language: str, annotated: str) -> None:
    assert resolved(without(annotated), language, PUBLISHED) == annotated


@pytest.mark.parametrize(("language", "text"), LEFT)
def test_what_can_be_read_in_two_ways_is_left_alone(language: str, text: str) -> None:
    assert resolved(text, language, PUBLISHED) == text
    assert meant_years(text, language, PUBLISHED) == set()


@pytest.mark.parametrize(("language", "annotated"), READ)
def test_a_time_that_is_given_is_not_given_again(language: str, annotated: str) -> None:
    assert resolved(annotated, language, PUBLISHED) == annotated


def test_other_words_in_parentheses_do_not_count() -> None:
    assert resolved("last year (or so)", "en", "2024") == "last year (2023) (or so)"


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, "Last year, last month, last week, yesterday."),
        ("2024", "Last year (2023), last month, last week, yesterday."),
        ("2024-01", "Last year (2023), last month (December 2023), last week, yesterday."),
        (
            "2024-01-01",
            "Last year (2023), last month (December 2023), last week (December 25 – 31, 2023), "
            "yesterday (December 31, 2023).",
        ),
    ],
)
def test_a_word_is_read_where_the_article_s_date_is_as_precise(published: str | None, expected: str) -> None:
    assert resolved(without(expected), "en", published) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", "Letzte Woche (26. Dezember 2022 – 1. Januar 2023)"),
        ("en", "Last week (December 26, 2022 – January 1, 2023)"),
        ("nl", "Vorige week (26 december 2022 – 1 januari 2023)"),
    ],
)
def test_a_week_may_belong_to_two_years(language: str, expected: str) -> None:
    assert resolved(without(expected), language, "2023-01-02") == expected
    assert meant_years(without(expected), language, "2023-01-02") == {"2022", "2023"}


def test_the_years_that_are_meant() -> None:
    text = "Letztes Jahr, vor fünf Jahren und gestern, nicht 1999."
    assert meant_years(text, "de", "2024-01-01") == {"2023", "2019"}
    assert meant_years(text, "de", "2025") == {"2024", "2020"}
    assert meant_years(text, "de", None) == set()


@pytest.mark.parametrize("published", ["0001", "0001-01-01", "9999", "9999-12-31"])
def test_a_time_outside_of_the_calendar_is_left_alone(published: str) -> None:
    text = "Two years ago and next year, yesterday and tomorrow."
    assert "(0" not in resolved(text, "en", published)
    assert without(resolved(text, "en", published)) == text


PHRASES = sorted({part for _, text in [*READ, *LEFT] for part in re.split(r"(?<=\w) ", without(text))})
TEXTS = st.lists(st.sampled_from(PHRASES) | st.text(st.characters(exclude_characters="()"), max_size=9)).map(
    " ".join
)
DAYS = st.dates().map(datetime.date.isoformat)


@given(TEXTS, st.sampled_from(["de", "en", "nl", "fr"]), DAYS, st.sampled_from([4, 7, 10]))
@example("last Frıday, on Frıday last week", "en", "2024-03-05", 10)
def test_nothing_but_parentheses_is_added(text: str, language: str, day: str, precision: int) -> None:
    published = day[:precision]
    annotated = resolved(text, language, published)
    assert without(annotated) == text
    assert resolved(annotated, language, published) == annotated
    if language != "fr":
        assert (annotated == text) <= (not meant_years(text, language, published))


def test_relative_dates_that_cannot_be_read_may_mean_the_year_before() -> None:
    text = "L’année dernière, last year, im letzten Jahr."
    assert resolved(text, "fr", "2024-10") == text
    assert meant_years(text, "fr", "2024-10") == {"2023"}
    assert meant_years(text, "fr", None) == set()


def test_a_relative_date_means_a_month_and_a_weekday() -> None:
    assert meant_times("Er kam gestern.", "de", "2022-06-14") == {"month:6", "day:0"}
    assert meant_times("He came last month.", "en", "2022-06") == {"month:5"}
    assert meant_times("Hij kwam vorig jaar.", "nl", "2022-06-14") == frozenset()
    assert meant_times("He came last month.", "en", None) == frozenset()

"""What a text states that can be checked by code, in a form that does not depend on language or spelling.

    texts                       the facts of a text, all together
    numbers, number_words       in digits and words; those of several words
    units                       what numbers measure
    dates, granted              in digits, spans, months; what a question takes for granted
    singled_out                 a day of a month, the third prize, the two soldiers
    places, exonyms, elsewhere  by any of their names; the table of these; in further languages
    peoples, organisations      adjectives and inhabitants of countries; names and abbreviations
    denials, hedges             what is not so; what is only alleged, planned, called off
    spelling                    one form for all spellings of a word

The modules import each other, and nothing else of the assistant.
"""

from assistant.facts.texts import (
    COMMON,
    RARE,
    SMALL,
    Facts,
    facts,
    frequency,
    may_be_a_name,
    warm,
)

__all__ = ["COMMON", "RARE", "SMALL", "Facts", "facts", "frequency", "may_be_a_name", "warm"]

"""A run in the JUnit form of XML, which systems of continuous integration show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from assistant.check.run import Answered, Outcome
from assistant.models.cache import write_atomically

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML may hold."""


def write(file: Path, outcomes: Sequence[Outcome]) -> None:
    """Write a run; a suite for each file of cases. Raises OSError."""
    root = ElementTree.Element("testsuites", name="assistant check")
    suites: dict[Path, list[Outcome]] = {}
    for outcome in outcomes:
        suites.setdefault(outcome.task.file, []).append(outcome)
    for source, group in suites.items():
        root.append(_suite(source, group))
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode", xml_declaration=False)
    write_atomically(file, f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n')


def _suite(source: Path, outcomes: Sequence[Outcome]) -> ElementTree.Element:
    answered = [outcome for outcome in outcomes if isinstance(outcome, Answered)]
    suite = ElementTree.Element(
        "testsuite",
        name=_clean(source.name),
        tests=str(len(outcomes)),
        failures=str(sum(not one.score.passed for one in answered)),
        errors=str(len(outcomes) - len(answered)),
        skipped="0",
        time=f"{sum(one.answer.timings.total for one in answered):.3f}",
    )
    for outcome in outcomes:
        suite.append(_case(source, outcome))
    return suite


def _case(source: Path, outcome: Outcome) -> ElementTree.Element:
    seconds = outcome.answer.timings.total if isinstance(outcome, Answered) else 0.0
    element = ElementTree.Element(
        "testcase",
        classname=_clean(source.name.split(".")[0]),
        name=_clean(outcome.task.case.id),
        time=f"{seconds:.3f}",
    )
    if not isinstance(outcome, Answered):
        ElementTree.SubElement(element, "error", type="error", message=_clean(outcome.error))
    elif not outcome.score.passed:
        failure = ElementTree.SubElement(
            element, "failure", type=str(outcome.score.stage), message=_clean(outcome.score.reason)
        )
        failure.text = _clean(
            f"{outcome.score.stage}: {outcome.score.reason}\n"
            f"question: {outcome.task.case.question}\nanswer: {outcome.answer.text}"
        )
    return element


def _clean(text: str) -> str:
    return _NO_XML.sub("�", text)

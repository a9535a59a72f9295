"""The reports of a run: XML that systems of continuous integration read, and a page that loads nothing."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from checking import stand_in, write_cases
from junitparser import JUnitXml

from assistant.check import html
from assistant.cli import main

HOSTILE = """Engineers from <b>Norway</b> built the <script>alert(1)</script> bridge & "more" </script>.
It cost 71,500 euros. {{ 7 * 7 }} <!-- no comment --> ]]>
"""

HOSTILE_CASES = """
index: articles
cases:
- id: "<i>one</i>"
  question: Who built the bridge <img src=x onerror=alert(2)>?
  tags: ["</select><b>"]
  all: ["<u>Sweden</u>"]
  cites: [hostile]
"""


@pytest.fixture(autouse=True)
def stood(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stand_in(monkeypatch, tmp_path)


def run(tmp_path: Path, *options: str) -> None:
    main(["check", str(tmp_path / "news.yaml"), *options])


def test_junit_tells_each_case_with_its_failure_or_error(tmp_path: Path) -> None:
    write_cases(tmp_path)
    (tmp_path / "lost.yaml").write_text("- {id: lost, question: 'Who?', index: none}")
    file = tmp_path / "out" / "r.xml"
    assert main(["check", str(tmp_path), "--junit", str(file)]) == 3
    suites = {suite.name: suite for suite in JUnitXml.fromfile(str(file))}
    lost, news = suites["lost.yaml"], suites["news.yaml"]
    assert (lost.tests, lost.errors, lost.failures) == (1, 1, 0)
    assert (news.tests, news.errors, news.failures) == (4, 0, 1)
    found = {case.name: case for case in news}
    assert [case.name for case in news if case.is_passed] == ["bridge", "zoo", "singer"]
    (failure,) = found["mayor"].result
    assert (failure.type, failure.message) == ("written wrong", "the answer lacks “the president”")
    assert "answer: The mayor of Harlow" in failure.text
    assert found["mayor"].classname == "news" and found["mayor"].time is not None
    (error,) = next(iter(lost)).result
    assert "there is no index" in error.message


def test_junit_holds_what_no_xml_may_hold(tmp_path: Path) -> None:
    write_cases(tmp_path)
    case = {"id": "<i>\x1b", "question": "Who\x0b built \ufffe the <b>bridge</b>?", "all": ["]]>"]}
    (tmp_path / "c.jsonl").write_text(json.dumps(case | {"index": "articles"}))
    main(["check", str(tmp_path / "c.jsonl"), "--junit", str(tmp_path / "r.xml")])
    (suite,) = JUnitXml.fromfile(str(tmp_path / "r.xml"))
    (found,) = suite
    assert found.name == "<i>�" and "the <b>bridge</b>?" in found.result[0].text


class Tags(HTMLParser):
    """Counts what a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: Path) -> Tags:
    found = Tags()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def test_nothing_that_an_article_or_a_case_says_becomes_html(tmp_path: Path) -> None:
    write_cases(tmp_path, HOSTILE_CASES)
    (tmp_path / "articles" / "hostile.txt").write_text(HOSTILE)
    run(tmp_path, "--html", str(tmp_path / "r.html"))
    found = read(tmp_path / "r.html")
    names = [tag for tag, _ in found.tags]
    assert not {"i", "u", "img"} & set(names)
    assert names.count("script") == 2  # the data and the code of the page
    assert "<script>alert(1)</script>" in found.text and "{{ 7 * 7 }}" in found.text
    assert "<i>one</i>" in found.text and "<u>Sweden</u>" in found.text
    assert not any(name.startswith("on") for _, attributes in found.tags for name in attributes)


def test_the_page_has_no_address_in_it_and_forbids_itself_to_load_anything(tmp_path: Path) -> None:
    write_cases(tmp_path)
    run(tmp_path, "--html", str(tmp_path / "r.html"))
    found = read(tmp_path / "r.html")
    assert not any(name in ("src", "href", "action") for _, given in found.tags for name in given)
    (policy,) = [given["content"] for tag, given in found.tags if "http-equiv" in given]
    assert policy and policy.startswith("default-src 'none'; ")
    assert re.search(r"script-src 'sha256-[\w+/=]{44}'", policy)
    style = "".join(path.read_text() for path in Path(html.__file__).parent.glob("page/*.css"))
    assert "url(" not in style and "@import" not in style


def test_the_page_shows_each_answer_beside_what_was_expected(tmp_path: Path) -> None:
    write_cases(tmp_path)
    run(tmp_path, "--html", str(tmp_path / "r.html"))
    text = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "<mark>Engineers from Norway built the bridge.</mark>" in text
    assert '<li class="met">has Norway</li>' in text and '<li class="unmet">has the president</li>' in text
    assert '<li class="met">the archive does not say</li>' in text
    assert text.count('<details class="case passed"') == 3
    assert text.count('<details class="case failed"') == 1


def test_the_library_of_the_charts_comes_with_its_licence() -> None:
    folder = Path(html.__file__).parent / "page"
    assert "MIT License" in (folder / "uPlot.LICENSE").read_text()
    for script in folder.glob("*.js"):
        assert "</script" not in script.read_text()

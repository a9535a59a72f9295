"""Prompt files: checked when they are loaded, filled in one pass."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import index
from assistant import prompt
from assistant.prompt import PromptError, fill

PROMPTS = Path(__file__).parent.parent / "prompts"
LANGUAGES = ("en", "de", "nl")
SPOKEN = sorted(file.stem for file in (PROMPTS / "messages").iterdir())


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the prompts that may be spoilt."""
    shutil.copytree(PROMPTS, tmp_path / "prompts")
    monkeypatch.setattr(prompt, "folder", lambda name: tmp_path / name)
    loaders = (prompt.evidence, prompt.writing, prompt.following, prompt.premise)
    for load in loaders:
        load.cache_clear()
    yield tmp_path / "prompts"
    for load in loaders:
        load.cache_clear()


def test_fill_puts_values_in() -> None:
    assert fill("{a} and {b}, {a}", a="1", b="2") == "1 and 2, 1"


@pytest.mark.parametrize(
    "hostile", ["{question}", "{passage}", "{0}", "{", "}}{{", "{question!r}", "%s", "$x", r"\1"]
)
def test_braces_in_a_value_stay_what_they_are(hostile: str) -> None:
    assert fill("P: {passage} Q: {question}", passage=hostile, question="why?") == f"P: {hostile} Q: why?"


def test_an_unknown_placeholder_stays() -> None:
    assert fill("{known} {unknown}", known="x") == "x {unknown}"


def test_a_hostile_question_does_not_pull_in_the_passage() -> None:
    turn = prompt.evidence().judge_turn("the secret passage", "{passage}")
    assert turn.content.count("the secret passage") == 1
    assert "{passage}" in turn.content


def test_whatever_is_asked_of_a_passage_it_is_told_first_and_in_the_same_words() -> None:
    prompts = prompt.evidence()
    told = set()
    for ask in (prompts.judge_turn, prompts.claim_turn):
        first, *_, last = ask("PASSAGE", "ASKED", "published 2017").content.partition("\n\n")
        assert first.index("published 2017") < first.index("PASSAGE")
        assert "ASKED" in last
        told.add(first)
    assert len(told) == 1


def test_openings_alternate_and_end_with_the_model() -> None:
    for opening in (
        prompt.evidence().opening,
        *(prompt.writing(code, code).opening for code in LANGUAGES),
        *(prompt.following(code, code).opening for code in LANGUAGES),
        *(prompts.opening for code in LANGUAGES if (prompts := prompt.premise(code))),
    ):
        roles = [message.role for message in opening]
        assert roles[0] == "system"
        assert roles[1:] == ["user", "assistant"] * (len(roles) // 2)
        assert not any("{" in message.content for message in opening)


def test_the_judge_has_as_many_examples_of_yes_as_of_no() -> None:
    examples = tomllib.loads((PROMPTS / "evidence/examples.toml").read_text(encoding="utf-8"))["example"]
    assert 2 * sum(example["answers"] for example in examples) == len(examples) > 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_is_complete(code: str) -> None:
    writing = prompt.writing(code, code)
    assert {file.name for file in (PROMPTS / code).iterdir()} == {
        file.name for file in (PROMPTS / "en").iterdir()
    }
    assert "Föhr" in writing.write_turn("Föhr", "?", "x").content


@pytest.mark.parametrize("code", SPOKEN)
def test_messages_are_complete_and_in_their_own_language(code: str) -> None:
    assert code in index.LANGUAGES
    file = tomllib.loads((PROMPTS / f"messages/{code}.toml").read_text(encoding="utf-8"))
    assert file.keys() == prompt.MESSAGES.keys()
    writing = prompt.writing(code, code)
    for key, placeholders in prompt.MESSAGES.items():
        values = {placeholder: f"<{placeholder}>" for placeholder in placeholders}
        said = writing.message(key, **values)
        assert all(value in said for value in values.values())
        assert not re.search(r"[{}]", said)
    for key in ("refusal", "not_named", "instead"):
        others = [prompt.writing(other, other).messages[key] for other in SPOKEN if other != code]
        assert writing.messages[key] not in others


@pytest.mark.parametrize("code", SPOKEN)
def test_messages_are_recognised_as_their_language(code: str) -> None:
    text = re.sub(r"\{\w+\}", "", " ".join(prompt.writing(code, code).messages.values()))
    assert index.detect(f"{text} {text}") == code


@pytest.mark.parametrize(
    ("code", "language", "said"),
    [
        ("en", "German", "The archive says, in German: “Ja.”"),
        ("de", "Niederländisch", "Im Archiv steht auf Niederländisch: „Ja.“"),
        ("nl", "Duits", "In het archief staat, in het Duits: “Ja.”"),
    ],
)
def test_a_quotation_names_its_language(code: str, language: str, said: str) -> None:
    assert prompt.writing(code, code).message("quoted_in", language=language, quote="Ja.") == said


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_example_leaves_one_blank_and_asks_for_it(code: str) -> None:
    prompts = prompt.premise(code)
    assert prompts
    asked, answered = prompts.opening[1::2], prompts.opening[2::2]
    for before, after in zip(asked, answered, strict=True):
        question = before.content.splitlines()[0]
        assert question.count(prompt.BLANK) == 1
        assert prompt.BLANK not in after.content
        words = re.findall(r"\w+", after.content.lower())
        assert set(words) & prompts.asks
        assert not set(words) & set(re.findall(r"\w+", question.lower())) & prompts.asks


def test_a_language_without_a_folder_has_no_prompts_for_a_premise() -> None:
    assert prompt.premise("fr") is None


def test_another_language_is_answered_through_english_prompts_that_name_it() -> None:
    french = prompt.writing("fr", "French")
    english = prompt.writing("en", "English")
    assert "French" in french.opening[0].content
    assert french.opening[1:] == english.opening[1:]
    assert french.message("refusal") == "Les archives n’en disent rien."


def test_every_language_that_is_told_apart_has_messages() -> None:
    assert set(index.LANGUAGES) == set(SPOKEN)


def test_a_language_without_messages_gets_the_english_ones() -> None:
    assert "sq" not in SPOKEN
    assert prompt.writing("sq", "Albanian").messages == prompt.writing("en", "English").messages


@pytest.mark.parametrize(
    "text", ["no placeholder", "{passage} {question}", "{source} {passage} {question} {extra}"]
)
def test_wrong_placeholders_are_found_when_loading(copied: Path, text: str) -> None:
    (copied / "evidence/judge.txt").write_text(text, encoding="utf-8")
    with pytest.raises(PromptError, match=r"evidence/judge\.txt has the placeholders"):
        prompt.evidence()


def test_a_missing_file_is_named(copied: Path) -> None:
    (copied / "evidence/claim.txt").unlink()
    with pytest.raises(PromptError, match=r"evidence/claim\.txt cannot be read"):
        prompt.evidence()


def test_a_missing_message_is_named(copied: Path) -> None:
    (copied / "messages/de.toml").write_text('refusal = "Nein."', encoding="utf-8")
    with pytest.raises(PromptError, match=r"messages/de\.toml lacks also_in, instead"):
        prompt.writing("de", "German")


@pytest.mark.parametrize("said", ["Kommt nicht vor.", "{Name} kommt nicht vor.", "{name} fehlt am {date}."])
def test_a_message_with_other_placeholders_is_named(copied: Path, said: str) -> None:
    file = copied / "messages/de.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub('not_named = ".*"', f'not_named = "{said}"', text), encoding="utf-8")
    with pytest.raises(PromptError, match=r"messages/de\.toml, not_named, has the placeholders"):
        prompt.writing("de", "German")


def test_a_table_that_is_no_toml_is_named(copied: Path) -> None:
    (copied / "nl/followups.toml").write_text("[[", encoding="utf-8")
    with pytest.raises(PromptError, match=r"nl/followups\.toml cannot be read"):
        prompt.following("nl", "Dutch")


def test_the_digest_changes_with_any_prompt(copied: Path) -> None:
    before = prompt.digest()
    assert prompt.digest() == before
    file = copied / "en/write.txt"
    file.write_text(file.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert prompt.digest() != before

"""What each command does, once its options are read. Returns the exit status."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import Any

from assistant import explain, terminal
from assistant import models as _models
from assistant.answers import Answer
from assistant.api import Assistant, check_question
from assistant.console import Bar, out, say
from assistant.loading import find_embedder
from assistant.questions import Asked, read_questions
from assistant.settings import settled
from assistant.steps import Step
from index import Index
from index.errors import IndexDamaged, NoDocuments, UsageError
from index.readers import COLUMNS

GO_ON = "what was indexed is kept; run the same command again to go on"


def ask(options: Namespace) -> int:
    """Answer one question, or those of a file."""
    asked = _asked(options)
    if options.keep is not None:
        from assistant.check.keep import kept_in

        _sensible(options)
        kept_in(options.keep)  # a mistake in it is told before anything is loaded
    given = {"k": options.k, "language": options.language, "model": options.model}
    with _assistant(options, **given, apart=True) as assistant:
        narrowing = _narrowing(options)
        assistant.narrowed(**narrowing)
        for one in asked:  # a line that cannot be asked is told before any is answered
            _check(assistant, one)
        for one in asked:
            steps: list[Step] = []
            answer = assistant.answer(
                one.question,
                one.history,
                **narrowing,
                id=one.id,
                tell=steps.append,
            )
            _say_left_out(answer.undated_left_out)
            out(_told(one, answer, steps, options), last=one is asked[-1])
            if options.keep is not None:
                _keep(options, one, answer)
    return 0


def _narrowing(options: Namespace) -> dict[str, Any]:
    """What the options narrow a question to, as the methods of an Assistant take it."""
    return {name: getattr(options, name) for name in ("since", "until", "languages", "documents")}


def _check(assistant: Assistant, one: Asked) -> None:
    """Raise UsageError for a question that cannot be asked, with the line where it stands."""
    try:
        assistant.check(one.question)
    except UsageError as error:
        raise UsageError(f"{one.where}: {error}" if one.where else str(error)) from error


def _told(asked: Asked, answer: Answer, steps: list[Step], options: Namespace) -> dict[str, Any] | str:
    """An answer as the options want it printed; to one question of a file, below that question."""
    if options.json:
        return explain.listed(answer, steps) if options.explain else answer.to_dict()
    told = _below(asked, terminal.answer(answer))
    return f"{told}\n\n{explain.explained(answer, steps)}" if options.explain else told


def _below(asked: Asked, told: str) -> str:
    """What is printed for a question; where it is of a file, with it above."""
    if not asked.where:
        return told
    named = "" if asked.id is None else f"{asked.id}: "
    return f"> {named}{asked.question}\n\n{told}"


def search(options: Namespace) -> int:
    """Find the passages for one query, or for those of a file."""
    asked = _asked(options)
    with _assistant(options, k=options.k, language=options.language) as assistant:
        for one in asked:
            found = assistant.search(one.question, **_narrowing(options))
            _say_left_out(found.undated_left_out)
            out(
                terminal.listed(one.id, one.question, found)
                if options.json
                else _below(one, terminal.found(found)),
                last=one is asked[-1],
            )
    return 0


def chat(options: Namespace) -> int:
    """Show the page until Ctrl-C."""
    from assistant.chat.command import chat

    return chat(options)


def check(options: Namespace) -> int:
    """Test that answers are as expected."""
    from assistant.check.command import check

    return check(options)


def index(options: Namespace) -> int:
    """Bring the index up to date with some folders and files; what Ctrl-C leaves is whole."""
    columns = None if options.columns is None else _columns(options.columns)
    settings = settled(index=options.index, embedder=options.embedder)
    where = settings.index_folder
    missing = [str(path) for path in options.paths if not path.exists()]
    if missing and not where.exists():  # what was indexed and is gone may be named, to take it out
        raise NoDocuments(f"there is no {missing[0]}; name a folder or a file that is there")
    if settings.index is None:
        say(f"no --index given: this changes the index of the sample corpus, at {where}")
    embedder = find_embedder(settings.embedder, say)
    try:
        with Bar() as progress:
            summary = Index.update(where, options.paths, embedder, progress, columns)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(GO_ON) from None
    if options.json:
        out(asdict(summary))
    else:
        print("\n".join(terminal.summary(summary)))
    return 0


def status(options: Namespace) -> int:
    """Say what the index holds and, if asked to, whether all of it agrees."""
    where = settled(index=options.index).index_folder
    with Index.open(where) as opened:
        wrong = opened.check() if options.check else ()
        found = opened.status()
    if options.json:
        out(asdict(found) | ({"contradictions": wrong} if options.check else {}))
    else:
        out(terminal.status(found, str(where)))
        if options.check:
            out("\n".join(["", *(wrong or ["everything agrees"])]))
    if wrong:
        counted = "1 contradiction" if len(wrong) == 1 else f"{len(wrong)} contradictions"
        raise IndexDamaged(
            f"{counted} in the index at {where}; remove it and index again with: "
            f"assistant index FOLDER --index {where}"
        )
    return 0


def models(options: Namespace) -> int:
    """List the models."""
    listed = _models.listing()
    if options.json:
        for item in listed:
            model = item.model
            out(
                {
                    "name": model.name, "kind": model.kind, "bytes": item.bytes, "licence": model.licence,
                    "default": model.default, "path": str(item.path) if item.path else None,
                }
            )  # fmt: skip
    else:
        print(terminal.models(listed))
    return 0


def pull(options: Namespace) -> int:
    """Bring one model."""
    print(_models.pull(options.name, say=say))
    return 0


def _asked(options: Namespace) -> list[Asked]:
    """The questions of a call, all of them checked before anything is loaded."""
    if (options.question is None) == (options.questions is None):
        raise UsageError("give either a question or --questions FILE.jsonl")
    if options.questions is not None:
        return read_questions(options.questions)
    check_question(options.question)
    return [Asked(options.question)]


def _sensible(options: Namespace) -> None:
    """Raise UsageError for an option that would be lost where the answer is kept as a case."""
    lost = {
        "-k": options.k, "--language": options.language, "--since": options.since, "--until": options.until,
        "--in-language": options.languages, "--source": options.documents,
    }  # fmt: skip
    for name, value in lost.items():
        if value:
            raise UsageError(
                f"--keep does not go with {name}: a case is asked without it, and its answer may be another; "
                "leave one of the two out"
            )


def _keep(options: Namespace, asked: Asked, answer: Answer) -> None:
    from assistant.check import keep_case

    where = settled(index=options.index).index
    kept = keep_case(answer, options.keep, history=asked.history, index=where)
    say(f"kept as {kept} in {options.keep}")


def _columns(given: str) -> dict[str, str]:
    """Read a mapping of columns, such as ``text=story,date=day``."""
    columns: dict[str, str] = {}
    for pair in given.split(","):
        field, equals, name = (part.strip() for part in pair.partition("="))
        if not (equals and name) or field not in COLUMNS or field in columns:
            raise UsageError(
                f"--columns cannot be {given!r}: {pair.strip()!r} is not one of "
                f"{', '.join(COLUMNS)}, each once, with the name of its column, such as text=story,date=day"
            )
        columns[field] = name
    return columns


def _assistant(options: Namespace, **given: Any) -> Assistant:
    return Assistant(options.index, embedder=options.embedder, say=say, progress=Bar(), **given)


def _say_left_out(undated: int) -> None:
    if undated:
        say(f"{undated} article{'s' if undated > 1 else ''} of unknown date left out")

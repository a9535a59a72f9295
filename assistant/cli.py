"""The command line: ``assistant ask | search | chat | check | index | status | models``.

Results go to standard output, everything else to standard error. Exit status: 0 for an answer and
for a refusal, 1 where a checked case fails, 2 for wrong usage, 3 for anything else that stops the
work, with one line that says what and what to do.
"""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from assistant.clean import printable
from index.errors import ArchiveError, UsageError, one_line

WRONG_USAGE = 2
STOPPED = 3
INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see: {self.prog} --help")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    from assistant.models import go_offline

    go_offline()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # for terminals that cannot show every character
    try:
        options = parser().parse_args(arguments)
        run: Callable[[argparse.Namespace], int] = options.run
        status = run(options)
        sys.stdout.flush()  # here, where a reader that has gone is noticed in good order
        return status
    except UsageError as error:
        return _fail(error, WRONG_USAGE)
    except ArchiveError as error:
        return _fail(error, STOPPED)
    except KeyboardInterrupt as interrupt:
        print("; ".join(["stopped", *map(str, interrupt.args)]), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing is wrong. Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except MemoryError:
        return _fail("there is not enough memory; close other programs or choose a smaller model", STOPPED)
    except OSError as error:
        return _fail(f"{error.filename or 'the system'}: {error.strerror or error}", STOPPED)


def _fail(reason: object, status: int) -> int:
    print(printable(f"assistant: {one_line(reason)}"), file=sys.stderr)
    return status


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    from assistant import commands

    top = _Parser(prog="assistant", description="Ask questions of a private news archive, on this machine.")
    top.add_argument("--version", action="version", version=_version())
    kinds = top.add_subparsers(title="commands", required=True, metavar="COMMAND", parser_class=_Parser)

    ask = kinds.add_parser("ask", help="answer a question from the archive, with its sources")
    ask.add_argument("question", nargs="?", help="the question, in any language")
    _questions(ask, "questions")
    _narrowed(ask)
    _shared(ask)
    _model(ask)
    ask.add_argument(
        "--keep", type=Path, metavar="FILE", help="append each answer to a file of cases, for assistant check"
    )
    ask.add_argument(
        "--explain", action="store_true", help="say what was found, chosen and rejected, and when"
    )
    ask.set_defaults(run=commands.ask)

    search = kinds.add_parser("search", help="find passages without answering")
    search.add_argument("question", nargs="?", metavar="query", help="what to look for, in any language")
    _questions(search, "queries")
    _narrowed(search)
    _shared(search)
    search.set_defaults(run=commands.search)

    chat = kinds.add_parser("chat", help="open the page to ask in a browser")
    _shared(chat)
    _model(chat)
    chat.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    chat.add_argument("--port", type=int, help="port to listen on (default: a free one from 7860 on)")
    chat.add_argument(
        "--auth",
        action="append",
        default=[],
        metavar="USER:PASSWORD",
        help="who may log in; may be given again (or set ASSISTANT_PASSWORD, for any name)",
    )
    chat.add_argument("--mcp", action="store_true", help="offer ask and search as tools for programs")
    chat.set_defaults(run=commands.chat)

    check = kinds.add_parser("check", help="test that answers are as expected, and say why if not")
    _check(check)
    check.set_defaults(run=commands.check)

    index = kinds.add_parser("index", help="add, refresh and remove articles")
    index.add_argument("paths", nargs="+", type=Path, metavar="FOLDER_OR_FILE", help="articles to index")
    _where(index)
    index.add_argument(
        "--columns", metavar="FIELD=NAME,…", help="columns of tables, such as text=story,date=day; remembered"
    )
    index.add_argument("--json", action="store_true", help="print the summary as JSON")
    index.set_defaults(run=commands.index)

    status = kinds.add_parser("status", help="say what is indexed, with which models, where")
    _where(status)
    status.add_argument("--check", action="store_true", help="verify everything in it against everything")
    status.add_argument("--json", action="store_true", help="print it as JSON")
    status.set_defaults(run=commands.status)

    models = kinds.add_parser("models", help="list the models, or bring one")
    models.add_argument("--json", action="store_true", help="print the list as JSON")
    models.set_defaults(run=commands.models)
    pull = models.add_subparsers(metavar="pull").add_parser("pull", help="bring a model")
    pull.add_argument("name", metavar="NAME", help="its name in the list")
    pull.set_defaults(run=commands.pull)
    return top


def _where(command: argparse.ArgumentParser) -> None:
    command.add_argument("--index", type=Path, metavar="DIR", help="the index (default: the sample corpus)")
    command.add_argument(
        "--embedder", metavar="MODEL", help="embedding model: a name, folder or hf:OWNER/REPO"
    )


def _questions(command: argparse.ArgumentParser, asked: str) -> None:
    command.add_argument(
        "--questions", type=Path, metavar="FILE.jsonl", help=f'{asked} of a file: {{"id", "question"}} a line'
    )


def _narrowed(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--in-language", action="append", default=[], dest="languages", metavar="CODE",
        help="only articles in this language; may be given again",
    )  # fmt: skip
    command.add_argument(
        "--source", action="append", default=[], dest="documents", metavar="PATH",
        help="only this article, or those in this folder or table; may be given again",
    )  # fmt: skip


def _model(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--model", metavar="MODEL", help="language model: a name, GGUF file or hf:OWNER/REPO/FILE"
    )


def _check(check: argparse.ArgumentParser) -> None:
    check.add_argument("cases", nargs="*", type=Path, metavar="CASES", help="files or folders of cases")
    check.add_argument("--id", action="append", default=[], help="only this case; may be given again")
    check.add_argument("--tag", action="append", default=[], help="only cases with this tag, or one of these")
    check.add_argument("--failed", action="store_true", help="only cases that failed when they were last run")
    check.add_argument("--save", type=Path, metavar="FILE", help="save the run, to compare with later")
    check.add_argument("--baseline", type=Path, metavar="FILE", help="say what differs from a saved run")
    check.add_argument("--update", action="store_true", help="then save this run as the baseline")
    check.add_argument(
        "--repeat", type=int, metavar="N", help="answer N times anew: are all answers the same?"
    )
    check.add_argument("--rescore", action="store_true", help="score kept answers again, answer nothing")
    check.add_argument("--resume", action="store_true", help="go on with the run that was stopped last")
    check.add_argument("--junit", type=Path, metavar="FILE", help="write a report for continuous integration")
    check.add_argument("--html", type=Path, metavar="FILE", help="write a report as a page")
    check.add_argument("--schema", action="store_true", help="print the JSON schema of cases, for editors")
    _shared(check)
    _model(check)


def _shared(command: argparse.ArgumentParser) -> None:
    """Options that every command which looks into the index has."""
    _where(command)
    command.add_argument("-k", type=int, metavar="N", help="passages to retrieve (default: 8)")
    command.add_argument(
        "--language", metavar="CODE", help="language of the answer (default: the question's)"
    )
    command.add_argument("--since", metavar="DATE", help="only articles from this date on (YYYY[-MM[-DD]])")
    command.add_argument("--until", metavar="DATE", help="only articles up to this date")
    command.add_argument("--json", action="store_true", help="print JSON, one object a line")


def _version() -> str:
    from assistant import __version__

    return f"assistant {__version__}"


if __name__ == "__main__":
    sys.exit(main())

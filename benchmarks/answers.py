"""Answers, side by side: this project and its peers on the same questions, models and processor.

    pip install -e '.[peers]'
    python benchmarks/answers.py [--half report] [--only NAME] [--limit N] [--resume] [--misses]
    python benchmarks/answers.py --eval FOLDER

The first form asks the fixed questions of tests/cases of all systems; the second a seeded sample of
FOLDER's (SQuAD 2.0 and TimeQA, as README.md there describes) of this project, or of those named by
--only. Each system runs in a process of its own, first asked one question that does not count.
Answers are kept as they come, in --work; with --resume only what is missing is asked. Prints a table.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import importlib
import importlib.util
import json
import multiprocessing
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import groupby
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TextIO

from peers import SYSTEMS, Models, Open, Reply, Source
from peers.questions import Question, fixed, sampled
from peers.scoring import score
from peers.table import Scored, report
from platformdirs import user_cache_path
from tqdm import tqdm

from assistant import models
from assistant.llama import usable_cores
from index.errors import ArchiveError

WARM_UP = "What is this about?"


def work(module: str, shared: Models, store: Path, questions: Sequence[Question], pipe: Connection) -> None:
    """Answer the questions, folder by folder, and send (id, Reply) for each; in a process of its own."""
    open_folder: Open = importlib.import_module(module).load(shared)
    for folder, asked in groupby(questions, key=lambda question: question.folder):
        name = f"{folder.name}-{hashlib.sha256(str(folder).encode()).hexdigest()[:8]}"
        ask = open_folder(folder, store / name)
        ask(WARM_UP)
        for question in asked:
            began = time.perf_counter()
            try:
                reply = ask(question.case.question)
            except Exception as error:  # of any library: one failed answer must not end a run of hours
                reply = Reply("", error=f"{type(error).__name__}: {error}"[:300])
            total = time.perf_counter() - began
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            pipe.send((question.case.id, dataclasses.replace(reply, total=total, memory=memory)))
    pipe.close()


def replies(
    name: str, shared: Models, store: Path, questions: Sequence[Question]
) -> Iterator[tuple[str, Reply]]:
    """Yield (id, Reply) for each question, from a process that holds this system alone."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(SYSTEMS[name][0], shared, store, questions, sender))
    process.start()
    sender.close()
    try:
        for _ in questions:
            yield receiver.recv()
    except EOFError:
        raise SystemExit(f"{name} stopped; what it answered is kept, --resume goes on from there") from None
    finally:
        if sys.exc_info()[0] is not None:
            process.terminate()
        process.join()


def kept(file: Path) -> dict[tuple[str, str], Reply]:
    """Return the replies that are kept in a file, by the id and text of their questions; no failed ones."""
    found: dict[tuple[str, str], Reply] = {}
    for line in file.read_text(encoding="utf-8").splitlines() if file.exists() else []:
        try:
            row = json.loads(line)
        except ValueError:  # empty, or the last of a run that was killed
            continue
        cited = [Source(**source) for source in row["reply"].pop("cited")]
        if not row["reply"]["error"]:
            found[row["id"], row["question"]] = Reply(**row["reply"], cited=cited)
    return found


def answered(
    name: str, shared: Models, file: Path, questions: Sequence[Question], resume: bool
) -> list[Reply]:
    """Return a system's replies in the order of the questions; asks what is not kept."""
    if file.exists() and not resume:
        file.replace(file.with_suffix(".before.jsonl"))
    known = kept(file)
    missing = [question for question in questions if (question.case.id, question.case.question) not in known]
    texts = {question.case.id: question.case.question for question in questions}
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.write("\n")  # ends what a killed run may have left of a line
        if missing:
            asking = replies(name, shared, file.parent / f"{name}-index", missing)
            for id_, reply in tqdm(asking, desc=name, total=len(missing), unit="question"):
                known[id_, texts[id_]] = reply
                _keep(out, id_, texts[id_], reply)
    return [known[question.case.id, question.case.question] for question in questions]


def _keep(out: TextIO, id_: str, text: str, reply: Reply) -> None:
    row = {"id": id_, "question": text, "reply": dataclasses.asdict(reply)}
    out.write(json.dumps(row, ensure_ascii=False) + "\n")
    out.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", choices=["report", "tune"], default="report")
    parser.add_argument("--eval", type=Path, metavar="FOLDER", help="ask the public sets in FOLDER instead")
    parser.add_argument("--only", action="append", choices=SYSTEMS, metavar="NAME", help=", ".join(SYSTEMS))
    parser.add_argument("--limit", type=int, metavar="N", help="only N questions, spread over all")
    parser.add_argument("--resume", action="store_true", help="ask only what an earlier run did not")
    parser.add_argument("--misses", action="store_true", help="list what was not answered as it should be")
    parser.add_argument(
        "--work", type=Path, metavar="FOLDER", help="where answers are kept, of one pair of models"
    )
    parser.add_argument("--model", help="language model: a name, path or hf:OWNER/REPO/FILE.gguf")
    parser.add_argument("--embedder", help="embedding model: a name, folder or hf:OWNER/REPO")
    options = parser.parse_args()
    models.go_offline()
    os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
    folder = options.work or user_cache_path("proofdesk") / "benchmarks"
    names = options.only or (["proofdesk"] if options.eval else list(SYSTEMS))
    for name in names:
        if not _installed(SYSTEMS[name][1]):
            parser.error(f"{name} is not installed; pip install -e '.[peers]', or leave it out with --only")
    if options.limit is not None and options.limit < 1:
        parser.error("--limit must be at least 1")
    try:
        if options.eval:
            questions = sampled(options.eval, options.half, folder / "paragraphs")
        else:
            questions, left_out = fixed(options.half)
            tqdm.write(f"{left_out} follow-ups are left out: the peers take no conversation", file=sys.stderr)
        generator = models.resolve(options.model, "generator").path
        embedder = models.resolve(options.embedder, "embedder").path
    except ArchiveError as error:
        raise SystemExit(f"answers.py: {error}") from error
    except OSError as error:
        raise SystemExit(f"answers.py: {error.filename} cannot be read: {error.strerror}") from error
    if options.limit:
        questions = questions[:: -(-len(questions) // options.limit)]
    shared = Models(generator, embedder, usable_cores())
    results: dict[str, list[Scored]] = {}
    for name in names:
        file = folder / f"{name}-{'public' if options.eval else 'fixed'}-{options.half}.jsonl"
        got = answered(name, shared, file, questions, options.resume)
        results[name] = [(one, reply, score(one, reply)) for one, reply in zip(questions, got, strict=True)]
    report(results, options.misses)
    print(f"\n{generator.name}, {embedder.name}, {shared.threads} processor threads")


def _installed(package: str) -> bool:
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:
        return False


if __name__ == "__main__":
    main()

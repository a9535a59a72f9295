"""Regression-testing answers: cases that people write, what became of them, and why.

Case + Answer -score-> Outcome

assistant check CASES…                     see docs/checking.md
keep_case(answer, Path("my.cases.yaml"))   an answer from use becomes a case
"""

from assistant.check.cases import Case, Cite, KOf, Task, load, schema
from assistant.check.keep import keep_case
from assistant.check.score import Failing, Score, Stage, Verdict, score

__all__ = [
    "Case",
    "Cite",
    "Failing",
    "KOf",
    "Score",
    "Stage",
    "Task",
    "Verdict",
    "keep_case",
    "load",
    "schema",
    "score",
]

"""Loading: from the start of Python to the vector of a first question, and the memory of it.

    python benchmarks/loading.py [--runs 3]

The default embedding model is loaded by this project and by sentence-transformers, each in a process of its
own, by turns; the files are cached, for each loads them once before. The median of the runs counts.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from assistant import models

LOAD = """
import resource, sys
from pathlib import Path
import index
getattr(index, sys.argv[1])(Path(sys.argv[2]), "model").embed_queries(["Who vetoed it?"])
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

EMBEDDERS = {"sentence-transformers": "SentenceTransformerEmbedder", "this project": "GemmaEmbedder"}


def loaded(name: str, path: Path) -> tuple[float, float]:
    """Return the seconds that a process with an embedder of this name took, and its most memory in GB."""
    began = time.perf_counter()
    command = [sys.executable, "-c", LOAD, name, str(path)]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return time.perf_counter() - began, int(told.stdout) / 1e6  # Linux counts in kilobytes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    models.go_offline()
    path = models.resolve(None, "embedder").path
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in EMBEDDERS}
    for run in range(options.runs + 1):
        for name, embedder in EMBEDDERS.items():
            took = loaded(embedder, path)
            if run:
                measured[name].append(took)
    seconds = {name: median(took for took, _ in runs) for name, runs in measured.items()}
    first, *_ = seconds.values()
    print("| loaded by | seconds | ratio | GB |\n|---|---|---|---|")
    for name, runs in measured.items():
        most = max(memory for _, memory in runs)
        print(f"| {name} | {seconds[name]:.1f} | {first / seconds[name]:.1f} | {most:.1f} |")
    print(f"\n{options.runs} runs, {os.cpu_count()} processors")


if __name__ == "__main__":
    main()

"""FAISS indexes of languages with many passages, kept in files beside the store.

Searching all vectors one by one is exact and fast enough up to LARGE of them; beyond, an
inverted file of 8-bit codes finds the candidates and the store's own vectors score them. Its
file is derived: one that is missing, damaged or of other passages is never trusted, and the
next update makes it anew. No file is read before its checksum agrees.
"""

from __future__ import annotations

import json
import math
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import IndexDamaged
from index.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LARGE = 50_000
"""Passages of one language from which on they get an inverted file."""

STALE = 0.05
"""Share of passages that may be missing from the file, or gone, before it is brought up to date."""

GROWN = 2.0
"""Times as many passages as it was trained on before the file is trained anew."""

_SAMPLE = 40  # vectors for each list to train on
_PROBED = 1 / 32  # share of the lists that is looked into
_PORTION = 65_536  # vectors added at once


@dataclass(frozen=True, slots=True)
class Base:
    """An inverted file.

    numbers: the passages in it, ascending; trained: how many there were when it was trained.
    """

    index: Any
    numbers: NDArray[np.int64]
    trained: int

    def search(self, query: NDArray[np.float32], k: int, allowed: NDArray[np.int64] | None) -> list[int]:
        """Return about the ``k`` passages nearest to ``query``, (d,); ``allowed``: only of these."""
        import faiss

        probes = max(8, round(self.index.nlist * _PROBED))
        parameters: Any = faiss.SearchParametersIVF(nprobe=probes)  # type: ignore[call-arg,unused-ignore]
        if allowed is not None:  # may lie in any list
            parameters = faiss.SearchParametersIVF(  # type: ignore[call-arg,unused-ignore]
                nprobe=self.index.nlist, sel=faiss.IDSelectorBatch(allowed)
            )
        _, found = self.index.search(query.reshape(1, -1), k, params=parameters)
        return [int(number) for number in found[0] if number >= 0]


def load(directory: Path, language: str) -> Base | None:
    """Return the inverted file of a language; None where there is none that can be trusted."""
    import faiss

    file, note = _files(directory, language)
    try:
        known = json.loads(note.read_text(encoding="utf-8"))
        crc, trained = int(known["crc"]), int(known["trained"])
        if checksum(file) != crc:
            return None
        index: Any = faiss.read_index(str(file))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None
    return Base(index, _numbers(index), trained)


def refresh(store: Store) -> None:
    """Bring the inverted files up to date, where there are languages that need one."""
    import numpy as np

    for language, numbers in store.numbers().items():
        if len(numbers) < LARGE:
            for file in _files(store.directory, language):
                file.unlink(missing_ok=True)
            continue
        base = load(store.directory, language)
        if base is None or len(numbers) > GROWN * base.trained:
            index, trained = _trained(store, numbers), len(numbers)
            missing, gone = numbers, numbers[:0]
        else:
            index, trained = base.index, base.trained
            missing, gone = np.setdiff1d(numbers, base.numbers), np.setdiff1d(base.numbers, numbers)
            if len(missing) + len(gone) <= STALE * len(numbers):
                continue
        if len(gone):
            import faiss

            index.remove_ids(faiss.IDSelectorBatch(gone))
        for at in range(0, len(missing), _PORTION):
            portion = missing[at : at + _PORTION]
            index.add_with_ids(store.vectors(portion), portion)
        _save(store.directory, language, index, trained)


def _trained(store: Store, numbers: NDArray[np.int64]) -> Any:
    """Return an empty inverted file whose lists fit a sample of the passages."""
    import faiss
    import numpy as np

    lists = 2 ** round(math.log2(4 * math.sqrt(len(numbers))))
    chosen = np.random.default_rng(0).permutation(len(numbers))[: lists * _SAMPLE]
    sample = store.vectors(numbers[np.sort(chosen)])
    index: Any = faiss.index_factory(sample.shape[1], f"IVF{lists},SQ8", faiss.METRIC_INNER_PRODUCT)
    index.cp.niter = 8
    index.train(sample)
    return index


def _save(directory: Path, language: str, index: Any, trained: int) -> None:
    import faiss

    file, note = _files(directory, language)
    new = file.with_suffix(".new")
    try:
        faiss.write_index(index, str(new))
        known = json.dumps({"crc": checksum(new), "trained": trained})
        new.replace(file)
        # A stop between the two leaves a note that does not agree, which is seen.
        note.write_text(known, encoding="utf-8")
    except (OSError, RuntimeError) as error:
        raise IndexDamaged(f"cannot write {file}: {error}; see to its disk and index again") from error


def _numbers(index: Any) -> NDArray[np.int64]:
    """Return the passages in an inverted file, ascending."""
    import faiss
    import numpy as np

    lists = index.invlists
    parts = [
        faiss.rev_swig_ptr(lists.get_ids(at), lists.list_size(at)).copy()
        for at in range(lists.nlist)
        if lists.list_size(at)
    ]
    return np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=np.int64)


def _files(directory: Path, language: str) -> tuple[Path, Path]:
    return directory / f"vectors-{language}.faiss", directory / f"vectors-{language}.json"


def checksum(file: Path) -> int:
    """Return the CRC-32 of a file."""
    crc = 0
    with file.open("rb") as opened:
        while portion := opened.read(1 << 20):
            crc = zlib.crc32(portion, crc)
    return crc

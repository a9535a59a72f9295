"""FAISS indexes of languages with many passages, kept in files beside the store.

Searching all vectors one by one is exact and fast enough up to LARGE of them; beyond, an
inverted file of 8-bit codes finds the candidates and the store's own vectors score them. The
file is derived. It is named after its checksum, which the store's manifest notes: one that is
missing, damaged or of another state of the store is never read, and the next update makes it
anew.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Collection
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

_FAITHFUL = 0.95  # cosine of the same vector coded twice; on another processor its list may differ
_FACT = "vectors-"  # and the language: what the manifest calls a note
_SAMPLE = 40  # vectors for each list to train on
_PROBED = 1 / 32  # share of the lists that is looked into
_PORTION = 65_536  # vectors added at once


@dataclass(frozen=True, slots=True)
class Note:
    """What the manifest notes of a file: its checksum, and of how many passages it was trained."""

    crc: int
    trained: int


@dataclass(frozen=True, slots=True)
class Base:
    """An inverted file.

    numbers: the passages in it, ascending; trained: how many there were when it was trained;
    crc: checksum of its file.
    """

    index: Any
    numbers: NDArray[np.int64]
    trained: int
    crc: int

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

    def others(self, numbers: NDArray[np.int64], vectors: NDArray[np.float32]) -> int:
        """Count the passages whose codes are not those of their vectors, (len(numbers), d)."""
        import faiss
        import numpy as np

        hashed: Any = faiss.DirectMap.Hashtable  # type: ignore[attr-defined,unused-ignore]
        self.index.set_direct_map_type(hashed)
        stored = self.index.reconstruct_batch(numbers)
        anew = self.index.sa_decode(self.index.sa_encode(vectors))
        lengths = np.linalg.norm(stored, axis=1) * np.linalg.norm(anew, axis=1)
        return int(((stored * anew).sum(axis=1) < _FAITHFUL * lengths).sum())


def load(store: Store, language: str, known: Base | None = None) -> Base | None:
    """Return the inverted file of a language; None where there is none that can be trusted.

    ``known``: one that was loaded before, which is returned if it still is the right one.
    """
    import faiss

    note = noted(store, language)
    if note is None or (known and known.crc == note.crc):
        return known if note else None
    file = path(store.directory, language, note.crc)
    try:
        if checksum(file) != note.crc:
            return None
        index: Any = faiss.read_index(str(file))
    except (OSError, RuntimeError):
        return None
    return Base(index, _numbers(index), note.trained, note.crc)


def noted(store: Store, language: str) -> Note | None:
    """Return what the manifest notes of the file of a language; None where there is none."""
    crc, _, trained = store.manifest().get(f"{_FACT}{language}", "").partition(" ")
    return Note(int(crc), int(trained)) if crc.isdecimal() and trained.isdecimal() else None


def refresh(store: Store) -> None:
    """Bring the inverted files up to date: of the languages that need one, and of no others."""
    import numpy as np

    large = {language: numbers for language, numbers in store.numbers().items() if len(numbers) >= LARGE}
    for language, numbers in large.items():
        base = load(store, language)
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
        crc = _save(store.directory, language, index)
        with store.transaction(write=True):
            store.set_fact(f"{_FACT}{language}", f"{crc} {trained}")
    _remove_others(store, large)


def _remove_others(store: Store, languages: Collection[str]) -> None:
    """Remove the files that the manifest does not note, and the notes of languages that are not large."""
    notes = {language: noted(store, language) for language in languages}
    stale = [f for f in store.manifest() if f.startswith(_FACT) and f.removeprefix(_FACT) not in languages]
    if stale:
        with store.transaction(write=True):
            for fact in stale:
                store.drop_fact(fact)
    current = {path(store.directory, language, note.crc) for language, note in notes.items() if note}
    for file in store.directory.glob("vectors-*"):
        if file not in current:
            file.unlink(missing_ok=True)


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


def _save(directory: Path, language: str, index: Any) -> int:
    """Write an inverted file beside an older one; return its checksum."""
    import faiss

    new = directory / f"vectors-{language}.new"
    try:
        faiss.write_index(index, str(new))
        crc = checksum(new)
        new.replace(path(directory, language, crc))
    except (OSError, RuntimeError) as error:
        raise IndexDamaged(f"cannot write {new}: {error}; see to its disk and index again") from error
    return crc


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


def path(directory: Path, language: str, crc: int) -> Path:
    """Return where the inverted file of a language lies."""
    return directory / f"vectors-{language}-{crc:08x}.faiss"


def checksum(file: Path) -> int:
    """Return the CRC-32 of a file."""
    crc = 0
    with file.open("rb") as opened:
        while portion := opened.read(1 << 20):
            crc = zlib.crc32(portion, crc)
    return crc

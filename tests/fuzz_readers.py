"""Feed every reader and the splitter with hostile files for some minutes; stop at the first fault.

    python tests/fuzz_readers.py [--minutes 5] [--seed 1]

Good files of each format are damaged: bytes, or inside what is packed in them. Each must be read,
with exact offsets, or skipped with one line; and an index of them must agree with itself.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from fakes import FakeEmbedder  # noqa: E402
from test_index_formats import PAGE, STAMP, parse, pdf, word  # noqa: E402
from test_index_passages import check, hostile, newsy  # noqa: E402

from index import Index, dates  # noqa: E402
from index.documents import Document, digest  # noqa: E402
from index.errors import NoDocuments  # noqa: E402
from index.language import LANGUAGES  # noqa: E402
from index.readers import SUFFIXES  # noqa: E402
from index.skips import Skip  # noqa: E402

SLOWEST = 30
"""Seconds that one small file may take."""

texts = st.one_of(hostile, newsy)
fields = st.dictionaries(
    st.sampled_from(["text", "title", "date", "url", "lang", "Körper", ""]),
    st.one_of(texts, st.none(), st.integers(), st.floats(), st.lists(st.integers(), max_size=2)),
    max_size=5,
)
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "cp1251", "shift_jis"])
languages = st.sampled_from(["de", "en", "nl", "ja", "xx"])
seen: Counter[str] = Counter()


@st.composite
def files(draw: st.DrawFn) -> tuple[str, bytes]:
    """Give the suffix and the bytes of a file, good or damaged."""
    suffix = draw(st.sampled_from(SUFFIXES))
    data = draw(good(suffix))
    for _ in range(draw(st.integers(0, 4))):
        at, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
        piece = draw(st.one_of(st.binary(max_size=20), st.just(data[at:end]), texts.map(_utf8)))
        data = draw(
            st.sampled_from([data[:at] + piece + data[end:], data[:at] + piece + data[at:], data[:end]])
        )
    return suffix, data


def good(suffix: str) -> st.SearchStrategy[bytes]:
    """Return good files of a format, with any text in them."""
    if suffix == ".pdf":
        lines = st.text(st.characters(max_codepoint=255, exclude_characters="()\\"), max_size=200)
        return st.lists(lines, max_size=5).map(lambda some: pdf(*some))
    if suffix == ".docx":
        return st.tuples(texts, st.binary(max_size=30), st.floats(0, 1)).map(lambda drawn: _docx(*drawn))
    if suffix in (".html", ".htm"):
        page = st.tuples(st.sampled_from([STAMP, ""]), texts)
        return page.map(lambda drawn: _utf8((PAGE % drawn[0]).replace("</p>", f"{drawn[1]}</p>", 1)))
    if suffix == ".jsonl":
        return st.lists(fields, max_size=4).map(lambda rows: _utf8("\n".join(map(json.dumps, rows))))
    if suffix == ".csv":
        head = st.sampled_from(["text,date,title\n", "Text;Datum\n", "title\ttext\n", ""])
        return st.tuples(head, texts).map(lambda drawn: _utf8("".join(drawn)))
    header = st.sampled_from(
        ["", "date 2017-12 ", "Datum: 26.12.2017\n", "---\ntitle: x\ndate: 2020-01-02\n---\n", "# Title\n\n"]
    )
    whole = st.tuples(header, texts, encodings)
    return whole.map(lambda drawn: (drawn[0] + drawn[1]).encode(drawn[2], "replace"))


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _docx(text: str, piece: bytes, share: float) -> bytes:
    """Return a document whose XML has a text and, somewhere, a piece of anything."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word())) as source, zipfile.ZipFile(packed, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                part = part.replace(b"Der letzte Absatz.", _utf8(text.replace("<", "").replace("&", "")))
                at = int(share * len(part))
                part = part[:at] + piece + part[at:]
            target.writestr(name, part)
    return packed.getvalue()


def read(suffix: str, data: bytes) -> None:
    """Hold what is read from one file against what it must be."""
    began = time.perf_counter()
    try:
        found = parse(f"a{suffix}", data)
    except Skip as skip:
        seen[f"{suffix} skipped"] += 1
        assert str(skip) and "\n" not in str(skip)
        return
    for document in found:
        if not isinstance(document, Document):
            seen[f"{suffix} rows skipped"] += 1
            assert document.reason and "\n" not in document.reason
            continue
        seen[f"{suffix} read"] += 1
        assert document.digest == digest(document.text.encode("utf-8")) and "\0" not in document.text
        assert 0 <= document.body_start <= len(document.text)
        assert document.title is None or document.title == " ".join(document.title.split()) != ""
        assert document.published is None or dates.normal(document.published) == document.published
        assert document.language in LANGUAGES
        check(document.text, document.language, document.body_start)
    assert time.perf_counter() - began < SLOWEST


def indexed(some: list[tuple[str, bytes]]) -> None:
    """Index some files: whatever they are, the index agrees with itself and gives exact passages."""
    with tempfile.TemporaryDirectory() as temporary:
        folder, directory = Path(temporary) / "news", Path(temporary) / "index"
        folder.mkdir()
        for number, (suffix, data) in enumerate(some):
            (folder / f"{number}{suffix}").write_bytes(data)
        try:
            Index.update(directory, [folder], FakeEmbedder())
        except NoDocuments:
            return
        with Index.open(directory, FakeEmbedder()) as opened:
            assert opened.check() == ()
            for hit in opened.search("the council met", 5).hits:
                text = opened.document_text(hit.document.id)
                assert hit.text == text[hit.passage.start : hit.passage.end]
        seen["indexes"] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    relaxed = settings(
        max_examples=200, deadline=None, database=None, suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )  # fmt: skip
    end, rounds = time.monotonic() + 60 * options.minutes, 0
    while time.monotonic() < end:
        now = seed(options.seed + rounds)
        now(relaxed(given(files())(lambda file: read(*file))))()
        now(relaxed(given(texts, languages)(lambda text, language: check(text, language))))()
        few = settings(relaxed, max_examples=10)
        now(few(given(st.lists(files(), min_size=1, max_size=4))(indexed)))()
        rounds += 1
    print(f"{rounds} rounds from seed {options.seed}, no fault: " + ", ".join(
        f"{count} {what}" for what, count in sorted(seen.items())
    ))  # fmt: skip


if __name__ == "__main__":
    main()

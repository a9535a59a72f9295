"""The house stays as it was drawn: imports go down only, and importing is light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
import types
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import assistant

ROOT = Path(__file__).parent.parent

ASSISTANT = [
    ["assistant.cli"],
    ["assistant"],
    ["assistant.commands"],
    ["assistant.chat"],
    ["assistant.check"],
    ["assistant.console", "assistant.explain", "assistant.questions", "assistant.terminal"],
    ["assistant.api"],
    ["assistant.loading"],
    ["assistant.pipeline"],
    ["assistant.draft", "assistant.followup", "assistant.premise", "assistant.translate"],
    ["assistant.cite"],
    ["assistant.evidence"],
    ["assistant.fitting", "assistant.telling", "assistant.meaning"],
    ["assistant.counting", "assistant.coverage", "assistant.denied", "assistant.leaning", "assistant.period"],
    ["assistant.reading"],
    ["assistant.verify"],
    ["assistant.glossary", "assistant.offices"],
    ["assistant.wording", "assistant.when"],
    ["assistant.asking"],
    ["assistant.prompt", "assistant.encoder", "assistant.facts", "assistant.llama"],
    [
        "assistant.answers",
        "assistant.languages",
        "assistant.orders",
        "assistant.settings",
        "assistant.states",
        "assistant.steps",
    ],
    [
        "assistant.clean",
        "assistant.data",
        "assistant.extract",
        "assistant.generate",
        "assistant.libraries",
        "assistant.models",
        "assistant.uploads",
    ],
]
"""Top first: a module imports from layers below its own. The packages in it are one room each."""

HEAVY = [
    "faiss",
    "gradio",
    "huggingface_hub",
    "llama_cpp",
    "numpy",
    "sentence_transformers",
    "torch",
    "transformers",
]


def test_the_index_knows_nothing_of_the_assistant() -> None:
    upward = [edge for edge in edges("index") if edge[1].split(".")[0] == "assistant"]
    assert upward == []


def test_imports_of_the_assistant_go_down_only() -> None:
    rank = {module: depth for depth, layer in enumerate(ASSISTANT) for module in layer}
    wrong = []
    for importer, imported in edges("assistant"):
        above, below = room(importer), room(imported)
        if below.startswith("assistant") and above != below and rank[above] >= rank[below]:
            wrong.append(f"{importer} imports {imported}, which is not below it")
    assert wrong == []


def test_every_module_of_the_assistant_has_its_layer() -> None:
    assert {room(name) for name, _ in modules("assistant")} == {name for layer in ASSISTANT for name in layer}


@pytest.mark.parametrize(
    "package", ["index", "assistant.chat", "assistant.check", "assistant.facts", "assistant.models"]
)
def test_no_imports_in_a_circle(package: str) -> None:
    graph: dict[str, set[str]] = {name: set() for name, _ in modules(package)}
    for importer, imported in edges(package):
        if imported in graph:
            graph[importer].add(imported)
    TopologicalSorter(graph).prepare()  # raises CycleError


def test_models_look_at_nothing_else_of_the_assistant() -> None:
    outward = [
        edge
        for edge in edges("assistant.models")
        if not edge[1].startswith("assistant.models") and edge[1] != "index.errors"
    ]
    assert outward == []


def test_importing_loads_nothing_heavy() -> None:
    code = f"import sys, assistant, index; print(*(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_all_names_what_is_public() -> None:
    # Asked of a fresh interpreter: other tests import submodules, which then are attributes too.
    code = (
        "import assistant, types; "
        "print(*(n for n, v in vars(assistant).items() "
        "if not n.startswith('_') and not isinstance(v, types.ModuleType)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert sorted(done.stdout.split()) == sorted(assistant.__all__)
    assert not any(isinstance(getattr(assistant, name), types.ModuleType) for name in assistant.__all__)


def test_no_file_names_a_folder_of_one_machine() -> None:
    home = re.compile(rb"/(?:home|Users)/[a-z][\w.-]*/|/root/")
    mine = Path(__file__).read_bytes()
    wrong = []
    for path in tracked():
        content = path.read_bytes()
        if content != mine and (found := home.search(content)):
            wrong.append(f"{path.relative_to(ROOT)}: {found[0].decode()}")
    assert wrong == []


def test_each_library_is_a_dependency_with_a_pinned_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    required = {canonical(text) for text in project["dependencies"]}
    for_tests = {canonical(text) for text in project["optional-dependencies"]["dev"]}
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {canonical(line) for line in lines if re.fullmatch(r"[\w.-]+==[\w.]+", line)}
    distributions = packages_distributions()

    used = {name for top in ("assistant", "index") for name in libraries(top)}
    used -= {"pytest"}  # which alone loads the plugin that imports it
    assert sorted(name for name in used if not required & {canonical(d) for d in distributions[name]}) == []
    assert sorted((required | for_tests) - pinned) == []


def canonical(requirement: str) -> str:
    """The normal form of the name in a requirement."""
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def libraries(package: str) -> set[str]:
    """The libraries that a package imports."""
    found = {
        target.split(".")[0]
        for _, path in modules(package)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if not (isinstance(node, ast.ImportFrom) and node.level)
        for target in targets(node, "", set())
    }
    return found - set(sys.stdlib_module_names) - {"assistant", "index"}


def modules(package: str) -> Iterator[tuple[str, Path]]:
    """The modules of a package, by name."""
    for path in sorted((ROOT / package.replace(".", "/")).rglob("*.py")):
        yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def edges(package: str) -> list[tuple[str, str]]:
    """(importer, imported) for each import of this project's modules, wherever it stands in the code."""
    names = {name for top in ("assistant", "index") for name, _ in modules(top)}
    found = []
    for importer, path in modules(package):
        home = importer if path.name == "__init__.py" else importer.rpartition(".")[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found += [(importer, imported) for imported in targets(node, home, names)]
    return [edge for edge in found if edge[1].split(".")[0] in ("assistant", "index")]


def targets(node: ast.AST, home: str, names: set[str]) -> Iterator[str]:
    """The modules that a statement imports: of `from a import b` it is a.b where that is a module."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            up = home.split(".")[: len(home.split(".")) - node.level + 1]
            base = ".".join([*up, *([node.module] if node.module else [])])
        for alias in node.names:
            inner = f"{base}.{alias.name}"
            yield inner if inner in names else base


def room(module: str) -> str:
    """The entry in the list of layers: assistant.models is one, whatever it holds."""
    return ".".join(module.split(".")[:2])


def tracked() -> list[Path]:
    """The files of the repository; without git, those of the folders that hold them."""
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
        paths = [ROOT / name for name in done.stdout.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        folders = ("assistant", "index", "prompts", "seeds", "tests", "benchmarks", ".ci")
        inner = [path for folder in folders for path in (ROOT / folder).rglob("*")]
        paths = [*ROOT.glob("*"), *(path for path in inner if "__pycache__" not in path.parts)]
    return [path for path in paths if path.is_file()]

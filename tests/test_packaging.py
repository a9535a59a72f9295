"""The wheel alone answers: built, installed in an environment of its own, far from the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    run(build, out)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment that holds the wheel.

    Its dependencies are those of the running environment, reached through a path file. Path files of
    *that* environment are not read then, so an editable installation of the checkout is not seen.
    """
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=True, symlinks=os.name != "nt")
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    mine = scripts / Path(sys.executable).name
    if not mine.exists():
        mine = scripts / "python"
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    run([str(mine), *install, str(wheel)], home)
    inside = Path(
        run([str(mine), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], home).strip()
    )
    others = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib")])
    (inside / "dependencies.pth").write_text("\n".join(others) + "\n", encoding="utf-8")
    return mine


def test_the_wheel_holds_code_prompts_and_samples(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for package in ("assistant", "index"):
        files = [path for path in (ROOT / package).rglob("*") if path.is_file()]
        files = [path for path in files if path.suffix not in (".pyc", ".tmp")]
        assert {str(path.relative_to(ROOT).as_posix()) for path in files} <= names
    for folder in ("prompts", "seeds"):
        data = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert data
        assert {f"assistant/_data/{path.relative_to(ROOT).as_posix()}" for path in data} <= names
    assert "assistant/models/catalogue.toml" in names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"assistant", "index"}


def test_the_wheel_answers_away_from_the_checkout(python: Path, tmp_path: Path) -> None:
    where = "import assistant, index; print(assistant.__file__); print(index.__file__)"
    home = python.parent.parent.resolve()
    for line in run([str(python), "-c", where], tmp_path).splitlines():
        assert home in Path(line).resolve().parents

    command = python.with_name("assistant")
    env = {"XDG_DATA_HOME": str(tmp_path / "data")}
    out = run([str(command), "ask", "--json", "who vetoed the 2022 sanctions?"], tmp_path, env)

    answer = json.loads(out)
    assert answer["answered"] is True
    assert "Russia" in answer["text"]
    assert "China" in answer["text"]
    assert answer["citations"]
    for citation in answer["citations"]:
        text = (ROOT / "seeds" / citation["document"]).read_text(encoding="utf-8")
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert (tmp_path / "data").is_dir()


def run(command: list[str], cwd: Path, extra: dict[str, str] | None = None) -> str:
    """Run a command as a user in another folder would: nothing of this environment but the models' cache."""
    env = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
    }
    for name in ("ASSISTANT_INDEX", "ASSISTANT_MODEL", "ASSISTANT_EMBEDDER"):
        env.pop(name, None)
    done = subprocess.run(
        command, cwd=cwd, env={**env, **(extra or {})}, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout

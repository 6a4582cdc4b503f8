"""The wheel works outside the checkout: data, templates and static files are inside, and it answers a question."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.serving import fetch, serving

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Installed:
    """A fresh environment with the wheel in it, and a folder to run it from."""

    command: Path
    packages: Path
    home: Path

    def tsunagu(self, *words: str) -> str:
        done = subprocess.run(
            [self.command, *words], cwd=self.home, env=_clean(), capture_output=True, text=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out], cwd=ROOT, check=True)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A new environment with the wheel; the libraries are those of the running one, which come from the lock."""
    folder = tmp_path_factory.mktemp("fresh")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    packages = Path(_ask(python, "import sysconfig; print(sysconfig.get_path('purelib'))"))
    subprocess.run(
        [sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel],
        env=_clean(),
        check=True,
    )
    # A line of a .pth is only put on the path: the .pth of the editable install over there is not followed.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (folder / "home").mkdir()
    return Installed(python.parent / "tsunagu", packages, folder / "home")


def test_wheel_holds_the_product_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert tops == {"api", "graph", "loaders", "tsunagu.py", "tsunagu_data", "visualizations"}
    for needed in ("graph/schema.yaml", "tsunagu_data/setagaya/dataset.yaml", "tsunagu_data/japan/dataset.yaml"):
        assert needed in names
    for folder in ("graph", "loaders", "visualizations", "api", "data"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                inside = path.relative_to(ROOT).as_posix().replace("data/", "tsunagu_data/", 1)
                assert (inside if folder == "data" else path.relative_to(ROOT).as_posix()) in names


def test_the_project_comes_from_the_wheel(installed: Installed) -> None:
    python = installed.command.with_name("python")
    for module in ("graph.schema", "loaders.load", "visualizations", "api", "tsunagu"):
        where = _ask(python, f"import {module} as m; print(m.__file__)", installed.home)
        assert Path(where).is_relative_to(installed.packages), module


def test_answers_from_the_shipped_data(installed: Installed) -> None:
    installed.tsunagu("load")
    answer = json.loads(installed.tsunagu("find", "不登校", "--area", "等々力", "--json"))
    assert answer["case_types"][0]["id"] == "case:futoko"
    assert answer["bodies"][0]["phone"] == "03-6453-1523"


def test_serves_pages_with_their_files(installed: Installed) -> None:
    with serving([installed.command], f"sqlite:{installed.home / 'served.db'}", cwd=installed.home, env=_clean()) as at:
        assert "どこに" in fetch(f"{at}/")
        assert "03-6453-1523" in fetch(f"{at}/find?q=%E4%B8%8D%E7%99%BB%E6%A0%A1")
        assert "--" in fetch(f"{at}/static/tsunagu.css")


def _ask(python: Path, code: str, cwd: Path | None = None) -> str:
    done = subprocess.run([python, "-c", code], cwd=cwd, env=_clean(), capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _clean() -> dict[str, str]:
    """The environment without anything that leads back into the checkout."""
    return {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "KG_", "VIRTUAL_ENV"))}

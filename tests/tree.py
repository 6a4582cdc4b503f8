"""The files of the project as they would be committed, for tests that look at all of them."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
CODE = ("graph", "loaders", "visualizations", "api")
_NOT_OURS = {".git", ".venv", ".tsunagu", "node_modules", "dist", "build", "__pycache__"}
_MADE = ("_cache", ".egg-info")


@cache
def files() -> tuple[Path, ...]:
    """Tracked files and new ones that git does not ignore; without git, all but what tools make."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True
    )
    if done.returncode == 0:
        found = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not _made(path.relative_to(ROOT))]
    return tuple(sorted(path for path in found if path.is_file()))


def product() -> tuple[Path, ...]:
    """The Python of the product itself."""
    return tuple(p for p in files() if p.suffix == ".py" and (p.parent == ROOT or p.relative_to(ROOT).parts[0] in CODE))


def texts() -> tuple[tuple[str, str], ...]:
    """(name, text) of every file that is text."""
    found = []
    for path in files():
        raw = path.read_bytes()
        if b"\0" not in raw[:8000]:
            found.append((path.relative_to(ROOT).as_posix(), raw.decode("utf-8")))
    return tuple(found)


def _made(path: Path) -> bool:
    return any(part in _NOT_OURS or part.endswith(_MADE) for part in path.parts)

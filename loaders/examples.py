"""What the finder learns from: the phrases of data sets, and their names, terms and services as short phrases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from graph.finding.learned.examples import Example
from loaders.chain import Chain, Library, target_folders
from loaders.dataset import PHRASES_FILE
from loaders.phrases import Phrase, files_in, phrases_in
from loaders.rows import Problems
from loaders.settings import FILE

# what a text of the tables counts beside a phrase (1)
_NAME, _TERM, _SERVICE = 1.0, 0.5, 0.3
_NAMES = ("name", "short", "kana", "plain")
_TABLES = ("case_types", "case_terms", "services")


def examples(folders: Collection[Path]) -> tuple[Example, ...]:
    """All phrases of these data sets and those they build on, then their names, terms and services.

    A text of the tables that is met twice is one example. RejectedData when a line of phrases cannot be read.
    """
    chains = _chains(folders)
    found = [Example(p.text, p.case_types, 1.0, _author(p.file)) for path in _paths(chains) for p in phrases_in(path)]
    return (*found, *_of_tables(chains))


def every_phrase(folders: Collection[Path]) -> Iterator[Phrase]:
    """The phrases of these data sets and those they build on. RejectedData when a line cannot be read."""
    return (p for path in _paths(_chains(folders)) for p in phrases_in(path))


def phrase_files(folders: Collection[Path]) -> Mapping[str, Path]:
    """The files of phrases of these data sets and those they build on, by author."""
    files = [f for path in _paths(_chains(folders)) for f in files_in(path)]
    return {_author(f.as_posix()): f for f in files}


def fingerprints(folders: Collection[Path]) -> Mapping[str, str]:
    """The SHA-256 of each file that `examples` reads."""
    paths = _paths(_chains(folders))
    tables = [path / f"{name}.csv" for path in paths for name in _TABLES]
    files = [*(f for path in paths for f in files_in(path)), *(t for t in tables if t.is_file())]
    return {
        f"{_folder(f).name}/{f.relative_to(_folder(f)).as_posix()}": sha256(f.read_bytes()).hexdigest() for f in files
    }


def _folder(file: Path) -> Path:
    return next(p for p in file.parents if (p / FILE).is_file())


def _chains(folders: Collection[Path]) -> list[Chain]:
    library = Library(Problems())
    return [library.chain(p) for p in target_folders(tuple(folders))]


def _paths(chains: Iterable[Chain]) -> list[Path]:
    return list(dict.fromkeys(s.path for c in chains for s in c.sets))


def _author(file: str) -> str:
    """A file has one author; phrases.jsonl is of the data set it stands in."""
    path = Path(file)
    return path.parent.name if path.name == PHRASES_FILE else path.stem


def _of_tables(chains: Iterable[Chain]) -> Iterator[Example]:
    types: dict[str, dict[str, None]] = defaultdict(dict)
    trust: dict[str, float] = {}
    for text, case, counts in dict.fromkeys(t for c in chains for t in _texts(c)):
        if text:
            types[text][case.removeprefix("case:")] = None
            trust.setdefault(text, counts)
    yield from (Example(text, tuple(cases), trust[text], "") for text, cases in types.items())


def _texts(chain: Chain) -> Iterator[tuple[str, str, float]]:
    for name in _NAMES:
        yield from ((row[name], row["id"], _NAME) for row in chain.rows("case_types"))
    yield from ((row["term"], row["case"], _TERM) for row in chain.rows("case_terms"))
    for row in chain.rows("services"):
        for name in (row["name"], *row.many("aliases")):
            yield from ((name, case, _SERVICE) for case in row.many("cases")[:1])

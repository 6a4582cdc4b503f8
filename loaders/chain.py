"""A data set after those it builds on, general first: what its rows may refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from loaders.dataset import DataSet, read_dataset, settings_of
from loaders.rows import Problems, Row
from loaders.settings import FILE
from loaders.tables import PREFIXES

WITH_IDS = (*PREFIXES, "plan_items")
MUNICIPAL_LEVEL = "全区"


class Chain:
    """A set, `own`, with its bases."""

    def __init__(self, sets: tuple[DataSet, ...]) -> None:
        self.sets = sets
        self.own = sets[-1]
        self.rank: Mapping[str, int] = {s.folder: n for n, s in enumerate(sets)}
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._by_id: dict[str, dict[str, Row]] = {}

    def rows(self, table: str) -> tuple[Row, ...]:
        """The rows of a table over all sets."""
        if table not in self._rows:
            self._rows[table] = tuple(r for s in self.sets for r in s.rows(table))
        return self._rows[table]

    def by_id(self, table: str) -> Mapping[str, Row]:
        """The rows of a table by id, the first where an id repeats."""
        if table not in self._by_id:
            found: dict[str, Row] = {}
            for row in self.rows(table):
                found.setdefault(row["id"], row)
            self._by_id[table] = found
        return self._by_id[table]

    @cached_property
    def home(self) -> Mapping[str, str]:
        """Which folder an id of a table stands in."""
        return {r["id"]: r.folder for table in WITH_IDS for r in self.rows(table)}

    @cached_property
    def municipal(self) -> bool:
        """Whether the set is a municipality's: only then must it be complete."""
        own = self.own.settings.text("area")
        return any(r["id"] == own and r["level"] == MUNICIPAL_LEVEL for r in self.own.rows("areas"))


class Library:
    """The data sets of one call, each read once; those in `known` were read before."""

    def __init__(self, problems: Problems, known: Mapping[Path, DataSet] | None = None) -> None:
        self._problems = problems
        self._read: dict[Path, DataSet] = dict(known or {})

    def dataset(self, path: Path) -> DataSet:
        """The set in a folder."""
        path = path.resolve()
        if path not in self._read:
            self._read[path] = read_dataset(path, self._problems)
        return self._read[path]

    def chain(self, path: Path) -> Chain:
        """The set in a folder after the folders beside it that it builds on."""
        own = self.dataset(path)
        found: list[DataSet] = []
        for name in own.settings.list("builds_on"):
            beside = own.path.parent / name
            if "/" in name or name == own.folder or not (beside / FILE).is_file():
                self._say(own, "builds_on", "土台のフォルダがとなりにありません。", name, "となりのフォルダの名")
                continue
            base = self.dataset(beside)
            if base.code != name:
                self._say(base, "code", "土台のデータの番号は、フォルダの名と同じにしてください。", base.code, name)
            if (
                list(base.settings.list("builds_on"))
                != [s.folder for s in found][: len(base.settings.list("builds_on"))]
            ):
                listed = ";".join(own.settings.list("builds_on"))
                self._say(
                    own, "builds_on", "土台は広いものから、土台の土台も書いてください。", listed, "広いものから順"
                )
            found.append(base)
        return Chain((*found, own))

    def _say(self, of: DataSet, key: str, sentence: str, value: str, allowed: str) -> None:
        settings = of.settings
        self._problems.of(settings.file, sentence, value=value, allowed=allowed, row=settings.lines.get(key))


def target_folders(folders: tuple[Path, ...]) -> Iterator[Path]:
    """The folders to load: each that is a data set, or those inside it that no other builds on."""
    for folder in folders:
        inside = sorted(p for p in folder.iterdir() if (p / FILE).is_file()) if folder.is_dir() else []
        if (folder / FILE).is_file() or not inside:
            yield folder
            continue
        untold = Problems()  # told when the sets are read for good
        bases = {name for p in inside for name in settings_of(p, untold).list("builds_on")}
        yield from (p for p in inside if p.name not in bases)

"""A data set looked at whole, without a graph: what it holds, and everything that is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.codec import digest_of
from graph.errors import InvalidGraph, Rejection
from graph.model import Item, SetCode
from graph.schema import schema
from loaders.chain import Chain, Library, target_folders
from loaders.check_bodies import check_bodies
from loaders.check_cases import check_cases
from loaders.check_cells import check_cells
from loaders.check_places import check_places
from loaders.check_plan import check_plan
from loaders.check_sets import check_sets, check_shared, check_sources
from loaders.check_settings import check_settings
from loaders.dataset import DataSet
from loaders.exported import check_exported
from loaders.facts import Fact
from loaders.facts_set import facts_of
from loaders.rows import Problems


@dataclass(frozen=True, slots=True)
class CheckReport:
    """`notices` keep nothing out; `rows` by set and table; `counts` by kind, empty while there are problems."""

    problems: tuple[Rejection, ...]
    notices: tuple[str, ...]
    sets: tuple[str, ...]
    rows: Mapping[str, Mapping[str, int]]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Checked items by set, ready to be compared with the graph; empty while there are problems."""

    report: CheckReport
    names: tuple[str, ...]
    items: Mapping[SetCode, Mapping[str, Item]]
    digests: Mapping[SetCode, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Sets that several folders of one load build on: read, checked and made into items once."""

    sets: dict[Path, DataSet] = field(default_factory=dict)
    items: dict[SetCode, Mapping[str, Item]] = field(default_factory=dict)
    digests: dict[SetCode, str] = field(default_factory=dict)

    def keep(self, chains: Iterable[Chain], prepared: Prepared) -> None:
        """What these chains build on, now that all of it is sound."""
        for one in (s for c in chains for s in c.sets[:-1]):
            self.sets[one.path] = one
            self.items[one.code] = prepared.items[one.code]
            self.digests[one.code] = prepared.digests[one.code]


def prepare(folders: Collection[Path], shelf: Shelf | None = None) -> Prepared:
    """Read and check the sets in these folders with their bases, each once; what is on the shelf, not again."""
    problems, kept = Problems(), shelf or Shelf()
    library = Library(problems, kept.sets)
    chains = [library.chain(p) for p in target_folders(tuple(folders))]
    sets = {s.path: s for c in chains for s in c.sets}
    fresh = [library.chain(path) for path in sets if path not in kept.sets]
    if not any(s.items for s in sets.values()):  # what was written out is asked for less: see exported.py
        check_shared(tuple(sets.values()), problems, settled=kept.sets)
    for chain in fresh:
        _check(chain, problems)
    made: dict[SetCode, Mapping[str, Item]] = {}
    if not problems:
        made = {**kept.items, **{c.own.code: _items(facts_of(c), problems) for c in fresh}}
        check_exported(fresh, made, problems)
    items = {} if problems else {s.code: made[s.code] for s in sets.values()}
    report = CheckReport(
        problems.all(),
        problems.notices,
        tuple(s.code for s in sets.values()),
        {s.folder: {t: len(rows) for t, rows in s.tables.items()} for s in sets.values()},
        Counter(i.kind for found in items.values() for i in found.values()),
    )
    names = tuple(c.own.settings.text("name") for c in chains)
    digests = {code: kept.digests.get(code) or digest_of(found.values()) for code, found in items.items()}
    prepared = Prepared(report, names, items, digests)
    if not problems:
        kept.keep(chains, prepared)
    return prepared


def _check(chain: Chain, problems: Problems) -> None:
    """The own set of a chain."""
    check_cells(chain, problems)
    if chain.own.items:
        return
    check_sets(chain, problems)
    check_sources(chain, problems)
    check_settings(chain, problems)
    check_places(chain, problems)
    check_bodies(chain, problems)
    check_cases(chain, problems)
    check_plan(chain, problems)


def _items(facts: Iterable[Fact], problems: Problems) -> Mapping[str, Item]:
    found: dict[str, Item] = {}
    known = schema()
    for fact in facts:
        try:
            known.check(fact.item)
        except InvalidGraph as error:
            _tell(fact, error, problems)
        if fact.item.id in found:
            _tell(fact, InvalidGraph(fact.item.id, "同じものが2つあります"), problems)
        found[fact.item.id] = fact.item
    return found


def _tell(fact: Fact, error: InvalidGraph, problems: Problems) -> None:
    sentence = f"{error.rule}。"
    if fact.row is None:
        problems.of(fact.item.dataset, sentence, value=error.item, allowed=error.allowed)
    else:
        problems.at(fact.row, None, sentence, error.allowed)

"""A data set's own node, from its settings, and all that its folder says."""

from __future__ import annotations

from collections.abc import Iterator

from graph.model import Node, Value, properties
from loaders.chain import Chain
from loaders.dataset import DataSet
from loaders.facts import Fact, Facts
from loaders.facts_plan import plan_facts
from loaders.records import canonical
from loaders.registry import programme
from loaders.settings import LISTS, RECORDS, TEXTS

_SWITCH = "first_from_one"


def facts_of(chain: Chain) -> Iterator[Fact]:
    """Every node and edge of the own set of a chain."""
    facts = Facts(chain)
    if f"set:{chain.own.code}" not in {i.id for i in chain.own.items}:
        yield Fact(_data_set(chain.own), None)
    yield from facts.of_tables()
    yield from plan_facts(facts)
    for record in chain.own.programmes:
        yield Fact(programme(record, chain.own.folder, facts.code), None)
    yield from (Fact(item, None) for item in chain.own.items)


def _data_set(own: DataSet) -> Node:
    settings = own.settings
    values: dict[str, Value | None] = {key: settings.text(key) for key in TEXTS if key not in ("name", _SWITCH)}
    values |= {key: settings.list(key) for key in LISTS}
    values |= {key: tuple(canonical(r) for r in settings.rows(key)) for key in RECORDS}
    if settings.text(_SWITCH):
        values[_SWITCH] = settings.yes(_SWITCH)
    values |= {"folder": own.folder, "phrases": own.phrases, "finder": own.finder}
    return Node(f"set:{own.code}", "data_set", settings.text("name"), own.code, properties(**values))

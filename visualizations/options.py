"""Which view is asked for, read from the words of a link or a command, and written back as one fixed link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

from graph.areas import area_order
from graph.directory import Directory
from graph.errors import BadParameter
from graph.model import Basis, Node, NodeId
from graph.municipality import Family
from graph.schema import schema
from graph.text import search_key

VIEWS = ("overview", "around", "plan", "area", "case")
BASES: tuple[Basis, ...] = get_args(Basis)
OTHER = "other"  # relations that no family of the data set names
NOTHING = "none"  # every family or basis is off; among others it is ignored, so that a form can always send it
_BODIES = ("organisation_kind", "organisation")

_PLAN = "plan:"

When = Literal["emergency", "first", "partner"]


@dataclass(frozen=True, slots=True)
class Contact:
    """A box of an answer: one body, or the kind of several bodies that share their place in the order of contact."""

    id: NodeId
    when: When
    bodies: tuple[NodeId, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """The question of `view=case`, and what its answer is: `contacts` in order, with the case types it was read as.

    Words stand in links only: `unworded` is what a picture is made from and kept by.
    """

    q: str = ""
    area: str = ""
    age: str = ""
    on: str = ""
    contacts: tuple[Contact, ...] = ()
    subject: str = ""

    def unworded(self) -> Case:
        """The answer without the words that were asked."""
        return replace(self, q="", area="", age="", on="")


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked. `rel` None: the families that the data set shows at first."""

    view: str = "overview"
    around: NodeId = ""
    area: NodeId = ""
    plan: NodeId = ""
    case: Case | None = None
    select: str = ""  # an id; or words that name nothing here, kept to say so
    rel: tuple[str, ...] | None = None
    basis: tuple[Basis, ...] = BASES
    open: tuple[NodeId, ...] = ()


def read_options(directory: Directory, asked: Mapping[str, Sequence[str]]) -> Options:
    """The options in a query string. Names stand for ids. BadParameter for what cannot be read."""
    one = {k: v[-1].strip() for k, v in asked.items() if v}
    view = one.get("view") or next((v for v in ("around", "area", "plan") if one.get(v)), VIEWS[0])
    if view not in VIEWS:
        raise BadParameter("view", view, f"使えるのは {'、'.join(VIEWS)} です。")
    case = _case(one) if view == "case" else None
    around = _find(directory, "around", one.get("around", ""), _BODIES)
    area = _find(directory, "area", one.get("area", ""), ("area",)) if case is None else ""
    plan = _plan(directory, one.get("plan", ""))
    opened = tuple(sorted({_find(directory, "open", k, _BODIES[:1]) for k in _words(asked.get("open"))}))
    return Options(
        view=view,
        around=(around or _first_hub(directory)) if view == "around" else "",
        area=(area or _first_area(directory)) if view == "area" else "",
        plan=(plan or _newest_plan(directory)) if view == "plan" else "",
        case=case,
        select=_select(directory, one.get("select", "")),
        rel=_families(directory, asked.get("rel")),
        basis=_bases(asked.get("basis")),
        open=opened if view not in ("around", "case") else (),
    )


def parameters(directory: Directory, options: Options) -> Mapping[str, str]:
    """The options as words of a link; "" is the default. Read back they give the same options."""
    default = tuple(f.id for f in families(directory) if f.shown)
    given = options.rel is not None and options.rel != default
    case = options.case or Case()
    return {
        "q": case.q,
        "age": case.age,
        "on": case.on,
        "view": options.view if options.view != VIEWS[0] else "",
        "around": options.around,
        "area": options.area or case.area,
        "plan": options.plan.removeprefix(_PLAN),
        "select": options.select,
        "rel": ",".join(options.rel or ()) or NOTHING if given else "",
        "basis": ",".join(options.basis) or NOTHING if options.basis != BASES else "",
        "open": ",".join(options.open),
    }


def families(directory: Directory) -> tuple[Family, ...]:
    """The families of the data set, and one more for the relations that none of them names."""
    own = directory.municipality.families
    named = {r for f in own for r in f.relations}
    rest = tuple(r for r in schema().relations if r not in named)
    return (*own, Family(OTHER, "そのほか", rest, arrow=True, shown=True)) if rest else own


def areas(directory: Directory) -> tuple[Node, ...]:
    """The areas a view may be of: those directly in the municipality, as they are listed."""
    below = (directory.nodes[n] for n in directory.starts(directory.municipality.area, "part_of"))
    return tuple(sorted((n for n in below if n.kind == "area"), key=area_order))


def plans(directory: Directory) -> tuple[Node, ...]:
    """The plans whose initiatives are known, the newest first."""
    found = [
        p for p in directory.of("plan") if any(_is_policy(directory, s) for s in directory.starts(p.id, "part_of"))
    ]
    return tuple(sorted(found, key=lambda p: (p.text("period_from"), p.id), reverse=True))


def _is_policy(directory: Directory, item: NodeId) -> bool:
    return directory.nodes[item].kind == "policy"


def _plan(directory: Directory, words: str) -> NodeId:
    """The plan with this id, slug or name."""
    known = plans(directory)
    found = next((p.id for p in known if words and words in (p.id, p.id.removeprefix(_PLAN), p.name)), "")
    if words and not found:
        names = "、".join(p.id.removeprefix(_PLAN) for p in known)
        raise BadParameter("plan", words, f"使えるのは {names} です。" if names else "このデータには計画がありません。")
    return found


def _newest_plan(directory: Directory) -> NodeId:
    found = plans(directory)
    if not found:
        raise BadParameter("plan", "", "この区市町村のデータには、取組みのわかる計画がありません。")
    return found[0].id


def _case(one: Mapping[str, str]) -> Case:
    if not one.get("q"):
        raise BadParameter("q", "", "困っていることを入れてください。")
    return Case(one["q"], one.get("area", ""), one.get("age", ""), one.get("on", ""))


def _words(values: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(w.strip() for v in values or () for w in v.split(",") if w.strip())


def _families(directory: Directory, values: Sequence[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    known = tuple(f.id for f in families(directory))
    asked = {w for w in _words(values) if w != NOTHING}
    for word in sorted(asked - {*known}):
        raise BadParameter("rel", word, f"使えるのは {'、'.join(known)} です。")
    return tuple(f for f in known if f in asked)


def _bases(values: Sequence[str] | None) -> tuple[Basis, ...]:
    if values is None:
        return BASES
    asked = {w for w in _words(values) if w != NOTHING}
    for word in sorted(asked - {*BASES}):
        raise BadParameter("basis", word, f"使えるのは {'、'.join(BASES)} です。")
    return tuple(b for b in BASES if b in asked)


def _find(directory: Directory, name: str, words: str, kinds: tuple[str, ...]) -> NodeId:
    if not words:
        return ""
    found = _named(directory, words, kinds)
    if found is None:
        raise BadParameter(name, words, "一覧にある名前か番号を入れてください。")
    return found


def _select(directory: Directory, words: str) -> str:
    return _named(directory, words, _BODIES) or words if words else ""


def _named(directory: Directory, words: str, kinds: tuple[str, ...]) -> NodeId | None:
    """The node with this id, else the first of these kinds with this name or other name."""
    node = directory.nodes.get(words)
    if node is not None and node.kind in kinds:
        return node.id
    key = search_key(words)
    for kind in kinds:
        nodes = directory.of(kind)
        for names in (_names, _aliases):
            for one in nodes:
                if key and key in {search_key(n) for n in names(one)}:
                    return one.id
    return None


def _names(node: Node) -> tuple[str, ...]:
    return (node.name,)


def _aliases(node: Node) -> tuple[str, ...]:
    return (node.text("short"), *node.list("aliases"))


def _first_hub(directory: Directory) -> NodeId:
    known = [h.kind for h in directory.municipality.hubs if h.kind in directory.nodes]
    known += [n.id for n in directory.of("organisation_kind")]
    if not known:
        raise BadParameter("around", "", "機関か種別の名前を入れてください。")
    return known[0]


def _first_area(directory: Directory) -> NodeId:
    found = areas(directory)
    if not found:
        raise BadParameter("area", "", "この区市町村のデータには、地域の区分がありません。")
    return found[0].id

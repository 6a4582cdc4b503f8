"""The line that says how the question was read, and the sentences for what could not be read."""

from __future__ import annotations

from dataclasses import dataclass

from api.pages.areas import local_chain
from api.pages.asked import Asked
from api.pages.dates import months
from api.pages.links import Link, Links
from api.pages.marks import Mark
from graph.areas import area_order
from graph.directory import Directory
from graph.finding.answer import Age, Answer, CaseReading
from graph.finding.neighbours import neighbours
from graph.model import NodeId

OFFERED = 3
ADULT_FROM = 216  # months: what 児童相談所 in principle no longer takes
_CHILD_OFFICE = "児童相談所"
URGENT_PROCEDURE = Mark("急ぐ手続き", "st", "期限のある手続きです。")


@dataclass(frozen=True, slots=True)
class ReadCase:
    """Words and the case type they were read as."""

    words: tuple[str, ...]
    case: Link
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The line under the search row."""

    cases: tuple[ReadCase, ...]
    area: str
    age: str
    others: tuple[Link, ...]


def reading(directory: Directory, links: Links, answer: Answer, asked: Asked, *, undecided: bool) -> Reading:
    """How the question was read. `undecided`: a town would decide between the bodies of several areas."""
    chosen = [c for c in answer.case_types if c.use == "answer"]
    others = [c for c in answer.case_types if c.use == "alternative"] or _near(directory, chosen)
    return Reading(
        tuple(_case(directory, links, c, asked) for c in chosen),
        area_words(directory, answer, undecided=undecided),
        _age(answer.age) if answer.age and not asked.age else "",
        tuple(Link(_short(directory, c), _other_href(directory, links, c, chosen, asked), c.label) for c in others),
    )


def _short(directory: Directory, case: CaseReading) -> str:
    """The short name of a case type: the line must stay one line."""
    node = directory.nodes.get(case.id)
    return (node.text("short") if node else "") or case.label


def _near(directory: Directory, chosen: list[CaseReading]) -> list[CaseReading]:
    """The nearest of each of several troubles, where the words offer nothing else."""
    if len(chosen) < 2:
        return []
    near = dict.fromkeys(n for c in chosen for n in neighbours(directory)[c.id][:1])
    read = {c.id for c in chosen}
    return [CaseReading(n, directory.label(n), 0.0, "alternative", ()) for n in near if n not in read][:OFFERED]


def _case(directory: Directory, links: Links, case: CaseReading, asked: Asked) -> ReadCase:
    node = directory.nodes.get(case.id)
    hurried = node is not None and node.get("urgency") == "緊急" and node.get("danger") is False
    words = tuple(dict.fromkeys(m.text for m in case.matched))
    return ReadCase(
        words,
        Link(_short(directory, case), asked.case(links, case.id), case.label),
        (URGENT_PROCEDURE,) if hurried else (),
    )


def _other_href(directory: Directory, links: Links, other: CaseReading, chosen: list[CaseReading], asked: Asked) -> str:
    """The answer for another reading. Of several troubles the nearest one is exchanged, the others stay."""
    if len(chosen) < 2 or asked.posted:
        return asked.case(links, other.id)
    group = directory.node(other.id).text("group")
    exchanged = next((c for c in chosen if directory.node(c.id).text("group") == group), chosen[-1])
    kept = [c.matched[0].text if c.matched else c.label for c in chosen if c is not exchanged]
    return asked.find(links, q=" ".join((*kept, other.label)))


def area_words(directory: Directory, answer: Answer, *, undecided: bool) -> str:
    """等々力 → 玉川地域 等々力地区; both where it lies in two."""
    if answer.area is None:
        return "指定なし(町を入れると、受け持ちの窓口が1つに決まります)" if undecided else "指定なし"
    within = [c for c in _chains(directory, answer.area.id) if c != answer.area.label]
    return f"{answer.area.label} → {' または '.join(within)}" if within else answer.area.label


def _chains(directory: Directory, at: NodeId) -> list[str]:
    """The narrowest local areas that hold a place, each with those above it."""
    direct = directory.ends(at, "part_of") if directory.node(at).kind == "place" else (at,)
    upper = {u for a in direct for u in directory.up(a, "part_of") if u != a}
    narrowest = (directory.nodes[a] for a in direct if a not in upper)
    return [local_chain(directory, a.id) for a in sorted(narrowest, key=area_order)]


def _age(age: Age) -> str:
    if age.words:
        return age.words
    first = months(age.from_months) if age.from_months is not None else ""
    last = months(age.to_months) if age.to_months is not None else ""
    return f"{first}~{last}"


def notices(directory: Directory, answer: Answer, asked: Asked) -> tuple[str, ...]:
    """The sentences for what was not understood, or is on a border."""
    name = directory.municipality.name
    found: list[str] = []
    if answer.area_problem == "unknown":
        found.append(f"「{asked.area}」という町・駅は{name}のデータにありません。区全体の答えを出しています。")
    if answer.area_problem == "outside":
        found.append(f"{name}の外の町のようです。お住まいの区市町村の窓口か、189 にかけてください。")
    found.extend(_border(directory, answer))
    if answer.age and answer.age.from_months is not None and answer.age.from_months >= ADULT_FROM:
        offices = [b for b in answer.bodies if b.organisation_kind and b.organisation_kind.label == _CHILD_OFFICE]
        if offices and not any(b.group == "first" and b.rank == 1 for b in offices):
            found.append("18歳以上です。児童相談所は原則18歳未満のため、後ろに置きました。")
    return tuple(found)


def _border(directory: Directory, answer: Answer) -> list[str]:
    """A place in two areas: what the data says of the border, and the neighbouring district by name."""
    if answer.area is None or directory.node(answer.area.id).kind != "place":
        return []
    place = directory.node(answer.area.id)
    within = _chains(directory, place.id)
    if len(within) < 2:
        return []
    note = place.provenance[0].note if place.provenance else ""
    both = "と".join(within)
    said = f"{note.rstrip('。')}。" if note else ""
    return [f"{place.name}は{both}にまたがります。{said}町丁目で確かめてください。"]


def spoken(answer: Answer, first: tuple[tuple[str, str], ...]) -> str:
    """One sentence for those who hear the page: what was read, how many to call first, the first with its number."""
    cases = [c.label for c in answer.case_types if c.use == "answer"]
    what = f"{cases[0]}。" if len(cases) == 1 else f"{len(cases)}つの困りごとを読み取りました。" if cases else ""
    if answer.urgent and answer.urgent.calls:
        calls = "、".join(
            f"{c.label}{c.phone}" + ("、24時間" if c.always else "") for c in answer.urgent.calls if c.phone
        )
        return f"{what}先にかける番号: {calls}。"
    if not first:
        return f"{what}まず連絡する機関はデータにありません。"
    name, phone = first[0]
    number = f"電話{phone}" if phone else "電話番号はデータにありません"
    return f"{what}まず連絡は{len(first)}件、1番目は{name}、{number}" + ("です。" if phone else "。")

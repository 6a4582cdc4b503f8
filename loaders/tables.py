"""The tables of a data set, column by column. Whatever is not named here is not read, and is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from graph.schema import schema
from loaders.columns import Column, Form, Role, Table, fitted
from loaders.vocabulary import OFFICIAL_CATEGORIES, PHONE_PURPOSES, SERVICE_TYPES

ORGANISATIONS = ("organisations",)
KINDS = ("organisation_kinds",)
BODIES = (*ORGANISATIONS, *KINDS)
AREAS = ("areas",)
CASES = ("case_types",)
LAWS = ("laws",)
PLANS = ("plans",)
ITEMS = ("plan_items",)
PARENT = "part_of"  # of an organisation: operated_by where the parent is an operator (SETTLED 9)
PREFIXES = {
    "sources": "src", "areas": "area", "organisation_kinds": "kind", "organisations": "org", "case_types": "case",
    "services": "svc", "laws": "law", "plans": "plan", "urgent_rules": "urg",
}  # fmt: skip


@cache
def tables() -> Mapping[str, Table]:
    """Every table by name, in the order in which they are read."""
    return {t.name: t for t in (*_vocabulary(), *_bodies(), *_links(), *_plan())}


def _vocabulary() -> tuple[Table, ...]:
    return (
        _table("sources", "source", ID, _name("title"), _prop("publisher"), _url(), _prop("published"),
               _prop("licence"), _prop("kind", "type"), _prop("note")),
        replace(
            _table("areas", "area", ID, NAME, _prop("kana"), _prop("level"), _out("parent", "part_of", AREAS),
                   _prop("code", form=Form.CODE), _prop("aliases"), *SAID, NOTE),
            place="order",
        ),
        _table("towns", "place", _name("town"), _prop("kind", "type"), _prop("kana"), _prop("aliases"),
               _out("chiiki", "part_of", AREAS, many=True, required=True),
               _out("chiku", "part_of", AREAS, many=True, basis="chiku_basis"), _prop("chiku_basis"), *SAID, NOTE),
        _table("organisation_kinds", "organisation_kind", ID, NAME, _prop("short"), _prop("kana"), _prop("aliases"),
               _out("broader", "broader", KINDS), _prop("tier"), _prop("group"), _prop("does", longest=80),
               _prop("plain", longest=80), _prop("order"), *SAID),
        _table("case_types", "case_type", ID, NAME, _prop("short", longest=10, required=True), _prop("kana"),
               _out("broader", "broader", CASES), _prop("group"), _prop("order"),
               _prop("official_category", values=OFFICIAL_CATEGORIES), _prop("life_stages"), _prop("urgency"),
               _prop("danger"), _prop("plain", longest=60), *SAID, NOTE),
        _table("case_terms", "term", _prop("case"), _name("term"), _prop("kind", "form"), _prop("boundary"),
               _prop("author"), _prop("note")),
        _table("urgent_rules", "urgent_rule", ID, _name("condition"), _prop("case"), _prop("any_of"), _prop("none_of"),
               _prop("reason"), _prop("call"), _prop("laws"), SOURCE, _prop("decided_by"), _prop("decided_on"),
               _prop("example"), _prop("counter_example")),
        _table("laws", "law", ID, NAME, _prop("article"), _prop("title"), *SAID),
    )  # fmt: skip


def _bodies() -> tuple[Table, ...]:
    return (
        _table("organisations", "organisation", ID, NAME, _prop("kana"), _prop("aliases"),
               _out("kind", "instance_of", KINDS, required=True), _out("parent", PARENT, ORGANISATIONS),
               _out("area", "located_in", AREAS), _out("serves", "serves", AREAS, many=True), _prop("address"),
               _prop("postal_code", form=Form.POSTAL), _prop("lat"), _prop("lon"), _prop("phone", form=Form.PHONE),
               _prop("fax", form=Form.PHONE), _prop("hours"), _prop("opening_hours", form=Form.HOURS), _url(),
               _prop("status"), _prop("confidential"), Column("valid_from", Role.SINCE, Form.DATE),
               Column("valid_to", Role.UNTIL, Form.DATE), _prop("owner"),
               Column("verified_on", Role.VERIFIED, Form.DATE), *SAID, NOTE),
        _table("phones", "phone", _out("body", "phone_of", ORGANISATIONS, required=True),
               Column("number", Role.NAME, Form.PHONE, required=True), _prop("purpose", values=PHONE_PURPOSES),
               _prop("hours"), _prop("opening_hours", form=Form.HOURS), *SAID, NOTE),
        _table("services", "service", ID, NAME, _prop("kana"), _prop("aliases"),
               _prop("kind", "type", values=SERVICE_TYPES),
               Column("providers", Role.IN, Form.IDS, "provides", BODIES, required=True),
               _out("cases", "addresses", CASES, many=True, required=True), _prop("life_stages"), _prop("eligibility"),
               _prop("age_min_months", "age_from_months"), _prop("age_max_months_exclusive", "age_to_months"),
               _prop("fee"), _prop("how_to_apply"), _url(), _prop("owner"), *SAID, NOTE),
    )  # fmt: skip


def _links() -> tuple[Table, ...]:
    return (
        _table("urgent_calls", "calls_in", _end("rule", ("urgent_rules",)), _prop("call")),
        _table("handles", "handles", _start("body", BODIES), _end("case", CASES), _prop("role"), _prop("first"),
               _prop("first_reason"), _prop("life_stages"), _prop("condition"), *SAID, NOTE),
        _table("relations", "refers_to", _start("from", BODIES), _end("to", BODIES), _prop("relation"),
               _prop("trigger"), _prop("case"), _prop("legal_basis", "laws"), *SAID, NOTE),
        _table("coverage_notes", "lacks", _start("area", AREAS), _end("kind", KINDS), _prop("status"),
               _prop("explanation"), _prop("instead"), *SAID),
    )  # fmt: skip


def _plan() -> tuple[Table, ...]:
    return (
        _table("plans", "plan", ID, NAME, _out("parent", "part_of", PLANS), _prop("period_from"), _prop("period_to"),
               _prop("adopted"), *SAID, NOTE),
        _table("pages", "", _own("page", required=True), _own("table", Form.INTEGER, required=True),
               _own("plan", Form.ID, PLANS, required=True), _own("line_from", Form.INTEGER, required=True),
               _own("line_to", Form.INTEGER, required=True), BASIS, SOURCE, NOTE),
        _table("plan_items", "", _own("id", Form.ID, required=True),
               _own("kind", Form.CHOICE, required=True, values=("policy", "measure", "initiative", "part")),
               _own("parent", Form.ID, (*ITEMS, *PLANS), required=True), _own("title"),
               _own("status", Form.CHOICE, required=True, values=("read", "illegible")), _own("page", required=True),
               _own("line", Form.INTEGER, required=True), _own("until", Form.DATE), _own("note")),
        _table("plan_corrections", "", _own("page", required=True), _own("line", Form.INTEGER, required=True),
               _own("read", required=True), _own("as", Form.LIST), _own("reason", required=True),
               _own("decided_by", required=True), _own("decided_on", Form.DATE)),
        _table("initiative_links", "", _own("initiative", Form.ID, ITEMS, required=True),
               _own("wording", required=True),
               _own("body", Form.ID, BODIES), _own("role", Form.CHOICE, values=_link_roles()),
               _own("cases", Form.IDS, CASES), _own("services", Form.IDS, ("services",)), _own("surface"), *SAID, NOTE),
        _table("policy_succession", "", _own("late_policy", Form.ID, ITEMS, required=True),
               _own("prior_policy", Form.ID, ITEMS), *SAID, NOTE),
    )  # fmt: skip


ID = Column("id", Role.ID, Form.ID, required=True)
NAME = Column("name", Role.NAME, required=True)
SOURCE = Column("source", Role.SOURCE, Form.IDS, refers=("sources",), required=True)
BASIS = Column("basis", Role.BASIS, Form.CHOICE, required=True, values=("stated", "inferred", "editorial"))
SAID = (SOURCE, BASIS, Column("as_of", Role.AS_OF, Form.DATE))
NOTE = Column("note", Role.NOTE)


def _table(name: str, makes: str, *columns: Column) -> Table:
    kinds = schema()
    known = kinds.nodes[makes].properties if makes in kinds.nodes else kinds.edges[makes].properties if makes else {}
    return Table(name, makes, tuple(fitted(c, known) for c in columns))


def _link_roles() -> tuple[str, ...]:
    return schema().edge("involves").properties["role"].values


def _name(column: str) -> Column:
    return Column(column, Role.NAME, required=True)


def _prop(
    column: str, target: str = "", *, form: Form = Form.TEXT, required: bool = False, values: tuple[str, ...] = (),
    longest: int = 0,
) -> Column:  # fmt: skip
    return Column(column, Role.PROPERTY, form, target or column, (), required, values, longest)


def _url() -> Column:
    return Column("url", Role.PROPERTY, Form.URL, "url")


def _out(
    column: str, edge: str, refers: tuple[str, ...], *, many: bool = False, required: bool = False, basis: str = ""
) -> Column:
    form = Form.IDS if many else Form.ID
    return Column(column, Role.OUT, form, edge, refers, required, basis=basis)


def _start(column: str, refers: tuple[str, ...]) -> Column:
    return Column(column, Role.START, Form.ID, refers=refers, required=True)


def _end(column: str, refers: tuple[str, ...]) -> Column:
    return Column(column, Role.END, Form.ID, refers=refers, required=True)


def _own(
    column: str, form: Form = Form.TEXT, refers: tuple[str, ...] = (), *, required: bool = False,
    values: tuple[str, ...] = (),
) -> Column:  # fmt: skip
    return Column(column, Role.OWN, form, "", refers, required, values)

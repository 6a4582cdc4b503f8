"""JSON-LD after CPSV-AP 3.2, SKOS, ORG and schema.org: a view for other catalogues, not all that the graph knows.

CPSV-AP asks more of a service and of a public body than the sources always say: a body whose area nobody names, and a
service that only a kind of body provides, are given as schema.org things alone. Nothing is made up to fill a field.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from graph.exchange.about import ATTRIBUTION, About, about
from graph.exchange.content import Around, Content
from graph.exchange.jsonld_terms import BASE, CASE_SCHEME, CONTEXT, KIND_SCHEME, LANGUAGE
from graph.model import Node, NodeId, NodeKind
from graph.schema import schema

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
Document = dict[str, object]


def jsonld(content: Content) -> Iterator[bytes]:
    """The document, a thing a line."""
    yield f'{{"@context":{_JSON.encode(CONTEXT)},"@graph":['.encode()
    comma = "\n"
    for document in _documents(content):
        yield f"{comma}{_JSON.encode({k: v for k, v in document.items() if v not in ('', [], {})})}".encode()
        comma = ",\n"
    yield b"\n]}\n"


def _documents(content: Content) -> Iterator[Document]:
    yield from _heads(about(content))
    for kind, made in _MADE.items():
        yield from (made(one) for one in content.around(kind, into=_INTO.get(kind, ())))
    for one in content.around("service", into=("provides",)):
        yield _service(content, one)
    for term in content.nodes("term"):
        yield {"id": _iri(term.text("case")), "altLabel": {LANGUAGE: [term.name]}}


def _heads(head: About) -> Iterator[Document]:
    yield {
        "id": f"{BASE}export:{head.data_version}", "type": ["schema:Dataset"], "code": head.digest,
        "title": {LANGUAGE: head.title}, "description": {LANGUAGE: ATTRIBUTION}, "modified": head.dated,
        "licence": [licence for licence, _ in head.licences],
    }  # fmt: skip
    for scheme, kind in ((CASE_SCHEME, "case_type"), (KIND_SCHEME, "organisation_kind")):
        yield {"id": scheme, "type": ["skos:ConceptScheme"], "label": {LANGUAGE: schema().node(kind).label}}


def _iri(node_id: NodeId) -> str:
    return BASE + node_id


def _iris(ids: Iterable[NodeId]) -> list[str]:
    return [_iri(i) for i in ids]


def _thing(node: Node, *types: str) -> Document:
    """What every thing has: its id, types, name, reading and other names, page, and the sources it rests on."""
    other = [*([node.text("kana")] if node.text("kana") else []), *node.list("aliases")]
    return {
        "id": _iri(node.id), "type": list(types), "name": {LANGUAGE: node.name},
        "altLabel": {LANGUAGE: other} if other else {}, "url": node.text("url"),
        "derivedFrom": _iris(dict.fromkeys(p.source for p in node.provenance)),
    }  # fmt: skip


def _area(one: Around) -> Document:
    named = {"label": {LANGUAGE: one.node.name}, "code": one.node.text("code"), "partOf": _iris(one.ends("part_of"))}
    kind = "schema:AdministrativeArea" if one.node.kind == "area" else "schema:Place"
    return {**_thing(one.node, "dct:Location", kind), **named}


def _concept(one: Around) -> Document:
    node = one.node
    scheme = CASE_SCHEME if node.kind == "case_type" else KIND_SCHEME
    return {
        **_thing(node, "skos:Concept"), "label": {LANGUAGE: node.name}, "notation": node.id.partition(":")[2],
        "inScheme": scheme, "broader": _iris(one.ends("broader")), "handles": _iris(_cases(one)),
        "description": {LANGUAGE: node.text("does")} if node.text("does") else {},
    }  # fmt: skip


def _cases(one: Around) -> Iterable[NodeId]:
    return dict.fromkeys(one.ends("handles"))


def _spatial(one: Around) -> tuple[NodeId, ...]:
    """The areas it serves, else where it stands."""
    return one.ends("serves") or one.ends("located_in")


def _is_private(one: Around) -> bool:
    return any(kind in schema().operator_kinds for kind in one.ends("instance_of"))


def _is_authority(one: Around) -> bool:
    return one.node.kind == "organisation" and bool(_spatial(one)) and not _is_private(one)


def _organisation(one: Around) -> Document:
    node, above = one.node, one.ends("part_of")
    types = ["org:OrganizationalUnit" if above else "org:FormalOrganization"]
    if _is_authority(one):
        types = ["cv:PublicOrganisation", *types, "schema:GovernmentOrganization"]
    else:
        types = ["foaf:Agent", *types, "schema:NGO" if _is_private(one) else "schema:Organization"]
    document = _thing(node, *types)
    agent = {} if _is_authority(one) else {"code": node.id, "title": {LANGUAGE: node.name}}
    place = {"latitude": node.get("lat"), "longitude": node.get("lon")} if node.get("lat") is not None else {}
    return {
        **document, **agent, **place, "label": {LANGUAGE: node.name}, "spatial": _iris(_spatial(one)),
        "unitOf": _iris(above), "operatedBy": _iris(one.ends("operated_by")),
        "kindOfBody": _iris(one.ends("instance_of")), "telephone": node.text("phone"), "address": node.text("address"),
        "openingHours": node.text("hours"), "handles": _iris(_cases(one)),
        "refersTo": _iris(dict.fromkeys(one.ends("refers_to"))), "contactPoint": _iris(one.starts("phone_of")),
    }  # fmt: skip


def _service(content: Content, one: Around) -> Document:
    node, providers = one.node, one.starts("provides")
    bodies = content.at([*([node.text("owner")] if node.text("owner") else []), *providers])
    owner = bodies.get(node.text("owner"))
    wanted = [owner] if owner else [bodies[i] for i in providers if i in bodies]
    authority = [b.node.id for b in wanted if _is_authority(b)]
    types = ("cpsv:PublicService", "schema:GovernmentService") if authority else ("schema:Service",)
    return {
        **_thing(node, *types), "code": node.id, "title": {LANGUAGE: node.name},
        "description": {LANGUAGE: _described(node)}, "competentAuthority": _iris(authority),
        "provider": _iris(i for i in providers if i.startswith("org:")),
        "providerKind": _iris(i for i in providers if i.startswith("kind:")),
        "addresses": _iris(one.ends("addresses")),
    }  # fmt: skip


def _described(node: Node) -> str:
    """What the sources say of a service, field by field: they hold no running text."""
    known = schema().node(node.kind).properties
    fields = ("type", "eligibility", "fee", "how_to_apply")
    return "。".join(f"{known[name].label}: {node.text(name)}" for name in fields if node.text(name))


def _programme(one: Around) -> Document:
    node = one.node
    conditions = {LANGUAGE: "。".join(node.list("conditions"))} if node.list("conditions") else {}
    return {
        **_thing(node, "schema:GovernmentService"), "code": node.text("psid"), "title": {LANGUAGE: node.name},
        "description": conditions, "telephone": node.text("contact_phone"), "modified": node.text("updated"),
    }  # fmt: skip


def _contact(one: Around) -> Document:
    telephone = {"telephone": one.node.name, "openingHours": one.node.text("hours")}
    return {**_thing(one.node, "schema:ContactPoint"), **telephone}


def _legal(one: Around) -> Document:
    title = " ".join(t for t in (one.node.name, one.node.text("article")) if t)
    return {**_thing(one.node, "eli:LegalResource", "schema:Legislation"), "title": {LANGUAGE: title}}


def _plan(one: Around) -> Document:
    document = _thing(one.node, "schema:CreativeWork", "prov:Entity")
    return {
        **document, "title": {LANGUAGE: one.node.name}, "partOf": _iris(one.ends("part_of")),
        "basedOn": _iris(one.ends("succeeds")),
    }  # fmt: skip


def _project(one: Around) -> Document:
    document = _thing(one.node, "schema:Project", "prov:Entity")
    bodies = [i for i in dict.fromkeys(one.ends("involves")) if i.startswith("org:")]
    return {
        **document, "participant": _iris(bodies), "partOf": _iris(one.ends("part_of")),
        "addresses": _iris(one.ends("helps")),
    }  # fmt: skip


def _source(one: Around) -> Document:
    node = one.node
    return {
        **_thing(node, "prov:Entity", "schema:CreativeWork"), "title": {LANGUAGE: node.name},
        "publisher": node.text("publisher"), "licence": node.text("licence"), "modified": node.text("published"),
    }  # fmt: skip


_MADE: Mapping[NodeKind, Callable[[Around], Document]] = {
    "area": _area, "place": _area, "organisation_kind": _concept, "case_type": _concept, "organisation": _organisation,
    "phone": _contact, "programme": _programme, "law": _legal, "plan": _plan, "policy": _plan, "measure": _plan,
    "initiative": _project, "part": _project, "source": _source,
}  # fmt: skip
_INTO: Mapping[NodeKind, tuple[str, ...]] = {"organisation": ("phone_of",)}

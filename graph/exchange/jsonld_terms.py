"""The words of the JSON-LD: a context that stands in the file itself, so that nothing is fetched to read it."""

from __future__ import annotations

from typing import Final

BASE: Final = "urn:tsunagu:"  # a name, not an address: a closed network has nothing to look up there
CASE_SCHEME: Final = f"{BASE}scheme:case-type"
KIND_SCHEME: Final = f"{BASE}scheme:organisation-kind"
LANGUAGE: Final = "ja"

_PREFIXES: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "tsunagu": f"{BASE}vocab:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_IN_LANGUAGE: Final = {
    "altLabel": "skos:altLabel", "description": "dct:description", "label": "skos:prefLabel", "name": "schema:name",
    "title": "dct:title",
}  # fmt: skip
_IDS: Final = {
    "addresses": "cv:isClassifiedBy", "areaServed": "schema:areaServed", "basedOn": "schema:isBasedOn",
    "broader": "skos:broader", "competentAuthority": "cv:hasCompetentAuthority", "contactPoint": "cv:contactPoint",
    "derivedFrom": "prov:wasDerivedFrom", "handles": "tsunagu:handles", "inScheme": "skos:inScheme",
    "kindOfBody": "dct:type", "operatedBy": "tsunagu:operatedBy", "participant": "schema:participant",
    "partOf": "dct:isPartOf", "provider": "schema:provider", "providerKind": "tsunagu:providerKind",
    "refersTo": "org:linkedTo", "spatial": "dct:spatial", "unitOf": "org:unitOf",
}  # fmt: skip
_TEXTS: Final = {
    "address": "schema:address", "code": "dct:identifier", "licence": "schema:license", "notation": "skos:notation",
    "openingHours": "schema:openingHours", "publisher": "schema:publisher", "telephone": "schema:telephone",
    "url": "schema:url",
}  # fmt: skip

CONTEXT: Final[dict[str, object]] = {
    "id": "@id",
    "type": "@type",
    **_PREFIXES,
    **{word: {"@id": name, "@container": "@language"} for word, name in _IN_LANGUAGE.items()},
    **{word: {"@id": name, "@type": "@id"} for word, name in _IDS.items()},
    **{word: {"@id": name} for word, name in _TEXTS.items()},
    "modified": {"@id": "dct:modified"},
    "latitude": {"@id": "schema:latitude", "@type": "xsd:double"},
    "longitude": {"@id": "schema:longitude", "@type": "xsd:double"},
}

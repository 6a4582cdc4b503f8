"""The glossary is what schema.yaml and words.yaml say: no word missing, none left over."""

from __future__ import annotations

from docs.glossary import BASES, RELATIONS, ROLES, STAGES, TARGET, glossary, words
from graph.schema import schema


def test_the_file_is_up_to_date() -> None:
    assert TARGET.read_text(encoding="utf-8") == glossary(schema(), words()), "make docs"


def test_every_word_of_the_schema_has_its_english() -> None:
    known, english = schema(), words()
    assert english[ROLES].keys() == known.roles.keys()
    assert english[RELATIONS].keys() == known.relations.keys()
    assert english[STAGES].keys() == known.life_stages.keys()
    assert english[BASES] == {label: name for name, label in known.bases.items()}


def test_every_kind_and_property_stands_in_it_with_its_labels() -> None:
    text = TARGET.read_text(encoding="utf-8")
    for node in schema().nodes.values():
        assert f"| {node.label} | `{node.name}` |" in text
    for edge in schema().edges.values():
        assert f"| {edge.label} | {edge.reverse} | `{edge.name}` |" in text
    for properties in (k.properties for kinds in (schema().nodes, schema().edges) for k in kinds.values()):
        for found in properties.values():
            assert f"| {found.label} | `{found.name}` |" in text

"""Pieces of SVG as elements: names and texts from data go in as text nodes and attributes, never as markup."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement

from visualizations.paths import number

Value = str | float


def child(parent: Element, tag: str, values: Mapping[str, Value] | None = None, **more: Value) -> Element:
    """A new element inside `parent`; «_» in a keyword stands for «-», at its end for nothing."""
    named = {k.rstrip("_").replace("_", "-"): v for k, v in more.items()}
    every = {**(values or {}), **named}
    return SubElement(parent, tag, {k: v if isinstance(v, str) else number(v) for k, v in every.items()})


def rect(parent: Element, x: float, y: float, w: float, h: float, r: float = 0, **more: Value) -> Element:
    """A rectangle by its upper left corner."""
    return child(parent, "rect", {"x": x, "y": y, "width": w, "height": h, "rx": r}, **more)


def text(parent: Element, words: str, x: float, y: float, size: float, **more: Value) -> Element:
    """One line of text on its base line."""
    made = child(parent, "text", {"x": x, "y": y, "font-size": size}, **more)
    made.text = words
    return made

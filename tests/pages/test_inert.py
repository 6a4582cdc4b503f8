"""Text from the data and from the question is text: no element, attribute or address on any page comes from it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from graph.analysis.reports.catalogue import REPORTS
from graph.directory import Directory
from tests.exampleku import stored
from tests.pages.asking import Parsed, client_of, directory_of
from tests.pages.hostile import LONG, MARK, TEXT, URL, hostile_items

ADDRESSES = (
    "/#cases",
    "/?set=",
    "/static/",
    "/nodes/",
    "/plan/",
    "/find",
    "/feedback",
    "/about",
    "/network",
    "/matrix",
    "/reports/",
    "/paths",
    "/common",
    "/questions",
    "/api/",
    "#",
    "tel:",
    "https://",
)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return stored(tmp_path_factory.mktemp("hostile"), *hostile_items())


@pytest.fixture(scope="module")
def hostile(url: str) -> Iterator[TestClient]:
    with client_of(url) as found:
        yield found


def check(text: str, path: str) -> Parsed:
    """The page, after a look at everything in it that a browser would act on."""
    parsed = Parsed(text)
    for tag, attributes in parsed.elements:
        assert attributes.get("class") != MARK, (path, tag)
        assert "style" not in attributes, (path, tag)
        assert not [a for a in attributes if a.startswith("on")], (path, tag, attributes)
        assert set(attributes) <= ATTRIBUTES, (path, tag, set(attributes) - ATTRIBUTES)
        assert tag != "script" or (attributes.get("src") or "").startswith("/static/"), path
    assert "style" not in parsed.tags and "iframe" not in parsed.tags, path
    assert [a for a in parsed.addresses if a != "/" and not a.startswith(ADDRESSES)] == [], path
    assert parsed.tags["html"] == parsed.tags["main"] == parsed.tags["h1"] == 1, path
    return parsed


# what our own templates use; an attribute that is none of them came from somewhere else
ATTRIBUTES = frozenset({
    "lang", "charset", "name", "content", "rel", "href", "type", "media", "src", "defer", "class", "id", "tabindex",
    "role", "title", "value", "action", "method", "for", "autocomplete", "enterkeyhint", "maxlength", "list",
    "selected", "autofocus", "scope", "rowspan", "colspan", "width", "height", "viewbox", "hidden",
    "data-print", "data-copy-url", "checked", "download", "alt", "open", "aria-live", "data-head",
    "aria-label", "aria-labelledby", "aria-describedby", "aria-current", "aria-hidden", "form",
})  # fmt: skip


def test_every_node_of_a_hostile_set_is_inert(hostile: TestClient, url: str) -> None:
    directory: Directory = directory_of(url)
    for node_id in directory.nodes:
        path = f"/nodes/{quote(node_id, safe='')}"
        response = hostile.get(path)
        assert response.status_code == 200, path
        parsed = check(response.text, path)
        assert "49" not in parsed.text.replace("2149", ""), "a template ran what the data says"


@pytest.mark.parametrize(
    "path",
    ["/", "/about", "/feedback", "/feedback?about=org:exampleku-kita", "/plan/exampleku-late", "/find?q=たすけて",
     "/find?q=たすけて&easy=1", "/nodes/case:futoko?easy=1", "/nowhere", "/matrix",
     "/matrix?rows=initiative&columns=case_type",
     "/matrix?rows=policy&columns=organisation", "/matrix?cell=measure:exampleku-late-2-1,",
     *(f"/reports/{name}" for name in REPORTS), "/reports/closure?id=org:exampleku-kita",
     "/reports/source?id=src:exampleku-annai", "/reports/item?id=policy:exampleku-late-2",
     "/reports/takers?id=case:futoko", "/reports/overlaps?line=cases.1",
     "/paths?from=org:exampleku-kita&to=case:futoko",
     "/paths?from=org:exampleku-kita&to=kind:hinanjo", "/common?a=org:exampleku-kita&b=org:exampleku-shelter",
     "/questions"],
)  # fmt: skip
def test_every_other_page_is_inert(hostile: TestClient, path: str) -> None:
    check(hostile.get(path).text, path)


def test_the_words_are_all_there(hostile: TestClient) -> None:
    parsed = Parsed(hostile.get("/nodes/org:exampleku-shelter").text)
    assert TEXT in "".join(parsed.words).replace("\n", "")
    long = Parsed(hostile.get("/nodes/org:exampleku-kita").text)
    assert "長" * 3_000 in "".join(long.words) and len(LONG) == 4_000
    assert URL not in long.addresses and URL not in parsed.addresses


ANALYSTS = ("/matrix", "/reports/gaps", "/reports/closure", "/reports/takers", "/paths", "/common", "/questions")
FIELDS = (
    "q", "area", "age", "on", "set", "about", "easy", "rows", "columns", "plan", "cell", "basis", "limit", "id", "line",
    "open", "from", "to", "a", "b", "kinds", "hubs", "max", "fold",
)  # fmt: skip


@pytest.mark.parametrize("field", FIELDS)
def test_every_parameter_is_inert(client: TestClient, field: str) -> None:
    for value in (TEXT[:90], "\u202e<b class=hostile>\u2066", "'\"><script>", "%00", "x" * 1_000):
        question = {"q": "不登校", field: value}
        for path in ("/find", "/feedback", "/nodes/case:futoko", *ANALYSTS):
            response = client.get(path, params=question)
            assert response.status_code in (200, 400, 404), (path, field, value)
            check(response.text, path)
        assert client.post("/find", data=question).status_code in (200, 400)


def test_unknown_parameters_are_ignored_and_kept_nowhere(client: TestClient) -> None:
    parsed = Parsed(client.get("/find?q=不登校&zzz=unheard&keys=0").text)
    assert not [a for a in parsed.addresses if "unheard" in a or "keys" in a]


def test_nothing_comes_from_outside_and_nothing_is_inline(ward: TestClient) -> None:
    for path in ("/", "/find?q=不登校", "/find?q=身体的虐待", "/nodes/org:jidokan-tsurumaki", "/nodes/kind:jidokan",
                 "/plan/late", "/about", "/feedback", "/matrix", "/reports/gaps", "/reports/closure?id=kind:jidokan",
                 "/paths?from=kind:jidokan&to=case:futoko", "/common?a=kind:jidokan&b=kind:gakko"):  # fmt: skip
        response = ward.get(path)
        parsed = check(response.text, path)
        loaded = [a.get("src") or a.get("href") for t, a in parsed.elements if t in ("script", "link", "img")]
        assert loaded and all(str(a).startswith(("/static/", "/paths.svg?")) for a in loaded), path
        assert "script-src 'self'" in response.headers["content-security-policy"]

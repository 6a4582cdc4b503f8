"""Every source of error gives one shape: a problem for programs, a page for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.problems import MAX_SHOWN, TABLE, problem_of, translation
from api.settings import Settings
from graph import errors as family
from graph.errors import (
    BadParameter,
    GraphError,
    InvalidGraph,
    RejectedData,
    Rejection,
    StaleVersion,
    StoreUnavailable,
    UnknownItem,
    UnknownKind,
    UnknownReport,
)
from tests.exampleku import ITEMS, OTHER, stored
from tests.shapes import assert_framed, assert_problem

EXAMPLES: tuple[GraphError, ...] = (
    InvalidGraph("org:a", "名前が空です"),
    UnknownKind("dragon", ("organisation", "area")),
    StaleVersion(1, 2),
    StoreUnavailable("つながりません。"),
    BadParameter("age", "99", "選びなおしてください。"),
    UnknownItem("org:a"),
    UnknownReport("dragon", ("gaps",)),
    RejectedData((Rejection("a.csv", 3, "name", "", "文字", "名前がありません。"),)),
)
PAGE = {"accept": "text/html"}


def subclasses(of: type[GraphError]) -> Iterator[type[GraphError]]:
    for one in of.__subclasses__():
        yield one
        yield from subclasses(one)


def test_every_error_of_the_family_has_a_row_of_its_own_or_of_its_parent() -> None:
    assert {e for e in vars(family).values() if isinstance(e, type) and issubclass(e, GraphError)} - {GraphError} == {
        *TABLE
    }
    for one in subclasses(GraphError):
        assert translation(one).exit in (2, 3)


def test_the_bare_family_is_no_answer() -> None:
    with pytest.raises(KeyError):
        translation(GraphError)


def test_every_row_of_the_table_is_seen_here() -> None:
    assert {type(e) for e in EXAMPLES} == {*TABLE}


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda e: type(e).__name__)
def test_an_error_raised_in_a_route_is_answered_as_the_table_says(error: GraphError, tmp_path: Path) -> None:
    app = create_app(Settings(graph_url=stored(tmp_path)))

    @app.get("/api/raises")
    def raises() -> None:
        raise error

    row = TABLE[type(error)]
    with TestClient(app) as client:
        response = client.get("/api/raises")
        document = assert_problem(response, row.status, code=row.code)
        assert document["title"] == row.title
        assert ("retry-after" in response.headers) == (row.status == 503)
        page = client.get("/api/raises", headers=PAGE)
        assert page.headers["content-type"] == "application/problem+json"  # the API speaks to programs only


def test_rejected_rows_say_where(tmp_path: Path) -> None:
    del tmp_path
    (found,) = problem_of(EXAMPLES[-1]).errors
    assert (found.file, found.row, found.column, found.sentence) == ("a.csv", 3, "name", "名前がありません。")


def test_bad_parameter_speaks_the_words_of_the_page() -> None:
    assert problem_of(EXAMPLES[4]).detail == "「年齢」に読めない値があります: 99。選びなおしてください。"


def test_a_long_or_unprintable_value_is_cut_before_it_is_shown_again() -> None:
    problem = problem_of(BadParameter("age", "\x00" + "あ" * 5000, "選びなおしてください。"))
    assert len(problem.detail) < MAX_SHOWN + 60
    assert "\x00" not in problem.detail


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("/api/nodes?limit=0", "limit"),
        ("/api/nodes?limit=99999", "limit"),
        ("/api/nodes?limit=many", "limit"),
        (f"/api/nodes?q={'a' * 201}", "q"),
        ("/api/nodes?kind=dragon", "kind"),
        ("/api/nodes?q=a&kind=dragon", "kind"),
        ("/api/nodes?q=相談&cursor=org:nowhere", "cursor"),
        ("/api/nodes/kind:madoguchi/neighbours?depth=3", "depth"),
        ("/api/nodes/kind:madoguchi/neighbours?kinds=eats", "kind"),
        ("/api/network?view=sideways", "view"),
        ("/api/network?basis=rumour", "basis"),
        ("/api/info?set=1", ""),
        ("/api/nodes?set=000000", "set"),
    ],
)
def test_bad_parameters(client: TestClient, url: str, parameter: str) -> None:
    response = client.get(url)
    if not parameter:  # a parameter that the route does not know is ignored
        assert response.status_code == 200
        return
    code = "unknown-kind" if parameter == "kind" else "bad-parameter"
    assert_problem(response, 400, code=code, parameter=parameter)


def test_a_search_text_is_not_shown_again_in_an_error(client: TestClient) -> None:
    assert "ひみつ" not in client.get(f"/api/nodes?q={'ひみつ' * 100}").text


@pytest.mark.parametrize("node_id", ["org:nowhere", "x", "%00", "%ff%fe", "..%2e", "%E3%81%82", "a" * 200, "-", "%20"])
def test_unknown_ids(client: TestClient, node_id: str) -> None:
    assert_problem(client.get(f"/api/nodes/{node_id}"), 404, code="unknown-item")
    assert_problem(client.get(f"/api/nodes/{node_id}/neighbours"), 404, code="unknown-item")


def test_an_id_that_is_too_long(client: TestClient) -> None:
    assert_problem(client.get(f"/api/nodes/{'a' * 201}"), 400, code="bad-parameter", parameter="node_id")


@pytest.mark.parametrize(
    "path", ["/api", "/api/nothing", "/nothing", "/nodes", "/static/none.css", "/static/%00", "/nodes/a/b"]
)
def test_unknown_paths(client: TestClient, path: str) -> None:
    assert_problem(client.get(path), 404, code="http-404")


def test_other_methods(client: TestClient) -> None:
    response = client.delete("/api/info")
    assert_problem(response, 405, code="http-405")
    assert response.headers["allow"] == "GET"


def test_several_municipalities_and_none_named(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(graph_url=stored(tmp_path, *ITEMS, *OTHER)))) as client:
        document = assert_problem(client.get("/api/nodes"), 400, code="bad-parameter", parameter="set")
        assert "999999(例区)" in document["detail"]
        assert client.get("/api/nodes?set=999998").status_code == 200
    with TestClient(create_app(Settings(graph_url=f"sqlite:{tmp_path / 'graph.db'}", set="999998"))) as client:
        assert [i["id"] for i in client.get("/api/nodes?kind=area").json()["items"]] == ["area:betsuku"]


@pytest.fixture
def without_graph(tmp_path: Path) -> Iterator[TestClient]:
    """A file that is no graph where the graph should be."""
    (tmp_path / "graph.db").write_text("これはグラフではありません。" * 100, encoding="utf-8")
    with TestClient(create_app(Settings(graph_url=f"sqlite:{tmp_path / 'graph.db'}"))) as client:
        yield client


@pytest.mark.parametrize("path", ["/api/nodes", "/api/nodes/org:a", "/api/info", "/api/network", "/health"])
def test_a_graph_that_cannot_be_read(without_graph: TestClient, path: str) -> None:
    response = without_graph.get(path)
    assert_problem(response, 503, code="store-unavailable")
    assert response.headers["retry-after"]


def test_a_graph_that_comes_back_is_opened(without_graph: TestClient, tmp_path: Path) -> None:
    assert without_graph.get("/health").status_code == 503
    (tmp_path / "graph.db").unlink()
    stored(tmp_path)
    assert without_graph.get("/health").status_code == 200
    assert without_graph.get("/api/nodes").status_code == 200


def test_an_empty_graph_says_what_to_do(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(graph_url=f"sqlite:{tmp_path / 'new' / 'graph.db'}"))) as client:
        assert "tsunagu load" in assert_problem(client.get("/api/nodes"), 503, code="store-unavailable")["detail"]
        assert client.get("/health").status_code == 200


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/nodes/org:nowhere", 404), ("/network?view=sideways", 400)]
)
def test_people_get_a_page(client: TestClient, path: str, status: int) -> None:
    response = client.get(path, headers=PAGE)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["cache-control"] == "no-store"
    assert_framed(response)
    assert "<main" in response.text


def test_people_get_the_emergency_numbers_when_the_graph_is_away(without_graph: TestClient) -> None:
    response = without_graph.get("/", headers=PAGE)
    assert response.status_code == 503
    assert "いまデータにつながりません。急ぐときは、次の番号にかけてください。" in response.text
    for number in ("110", "119", "189"):
        assert f"tel:{number}" in response.text


@pytest.mark.parametrize("path", ["/broken", "/api/broken"])
def test_a_slip_of_ours_is_a_page_or_a_problem_with_a_number(tmp_path: Path, path: str) -> None:
    app = create_app(Settings(graph_url=stored(tmp_path)))

    @app.get(path)
    def broken() -> None:
        raise ValueError("秘密のことば")

    with TestClient(app) as client:
        response = client.get(path, headers=PAGE)
        assert response.status_code == 500
        assert "受付番号" in response.text
        assert "秘密のことば" not in response.text
        assert_framed(response)
        assert_problem(client.get(path), 500, code="unexpected")

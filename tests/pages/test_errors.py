"""Pages of errors: what happened and what to do. Without the graph the numbers are there, from the copy."""

from __future__ import annotations

import json
from pathlib import Path

from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.pages.asking import Parsed, client_of


def test_an_unknown_id(client: TestClient) -> None:
    response = client.get("/nodes/org:nobody")
    assert response.status_code == 404
    parsed = Parsed(response.text)
    assert "この番号のページはありません。名前でさがしてください。" in parsed.text
    assert ("form", {"class": "find one mt", "action": "/find", "method": "get", "role": "search"}) in parsed.elements


def test_an_error_keeps_the_frame_of_the_municipality(client: TestClient) -> None:
    client.get("/")
    parsed = Parsed(client.get("/nowhere").text)
    assert "データの版" in parsed.text and "例区" in parsed.text


def away(path: Path) -> None:
    """Make the graph one that cannot be read."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    path.write_text("this is no graph\n" * 100, encoding="utf-8")


def test_without_the_graph_the_numbers_are_there(ward_url: str, tmp_path: Path) -> None:
    graph = tmp_path / "graph.db"
    graph.write_bytes(Path(ward_url.partition(":")[2]).read_bytes())
    with client_of(f"sqlite:{graph}"):
        pass  # the copy is made when the application starts
    assert json.loads((tmp_path / "emergency.json").read_text(encoding="utf-8"))["131121"]
    away(graph)
    with client_of(f"sqlite:{graph}") as client:
        response = client.get("/find?q=不登校")
    assert response.status_code == 503
    parsed = Parsed(response.text)
    assert "いまデータにつながりません。急ぐときは、次の番号にかけてください。" in parsed.text
    numbers = {a.removeprefix("tel:") for a in parsed.addresses if a.startswith("tel:")}
    assert {"110", "119", "0120528343", "189", "0363790697"} <= numbers
    assert {"0354322915", "0368047525", "0337021189", "0334821415", "0333266155"} <= numbers


def test_an_installation_that_never_saw_its_graph_has_the_numbers_of_the_country(tmp_path: Path) -> None:
    graph = tmp_path / "graph.db"
    away(graph)
    with client_of(f"sqlite:{graph}") as client:
        response = client.get("/")
    assert response.status_code == 503
    assert [a for a in Parsed(response.text).addresses if a.startswith("tel:")] == ["tel:110", "tel:119", "tel:189"]


def test_a_copy_that_cannot_be_read_is_made_anew(ward_url: str, tmp_path: Path) -> None:
    graph = tmp_path / "graph.db"
    graph.write_bytes(Path(ward_url.partition(":")[2]).read_bytes())
    (tmp_path / "emergency.json").write_text('{"131121": {"life": [1]}}', encoding="utf-8")
    with client_of(f"sqlite:{graph}") as client:
        assert client.get("/").status_code == 200
    assert "0120-52-8343" in (tmp_path / "emergency.json").read_text(encoding="utf-8")


def test_our_own_slip_gives_a_number_and_no_words_of_the_question(tmp_path: Path) -> None:
    app = create_app(Settings(graph_url=f"sqlite:{tmp_path}/graph.db"))

    @app.get("/slip")
    def slip() -> None:
        raise RuntimeError("secret")

    with TestClient(app, headers={"accept": "text/html"}) as broken:
        response = broken.get("/slip?q=secret")
    assert response.status_code == 500
    text = Parsed(response.text).text
    assert "画面を作れませんでした(受付番号 " in text and "secret" not in text

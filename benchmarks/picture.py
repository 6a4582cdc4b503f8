"""The picture of the ward: made on the server, drawn in the browser, against the page that pyvis makes by itself."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, sync_playwright
from pyvis.network import Network

from benchmarks.measure import Result, at_most, milliseconds, once
from graph.directory import Directory, compile_directory
from graph.store import GraphStore
from tests.browser.chromium import ARGUMENTS, EXECUTABLE
from tests.serving import COMMAND, fetch, serving
from tests.visualizations.small import directory
from tests.visualizations.test_large_networks import items_of
from visualizations.options import Options
from visualizations.overview import kept_network, network
from visualizations.svg import svg_inline

WARD_MS = 150
LARGE_MS = 500
SETTLED = 0.05
USABLE_MS = 1_000
_ROUNDS = 5
_PATIENCE_MS = 120_000
_VIEWS = (
    ("全区", Options()),
    ("計画", Options(view="plan", plan="plan:late")),
    ("1つの地域", Options(view="area", area="area:chiiki-tamagawa")),
    ("1つの機関", Options(view="around", around="kind:jidokan")),
)
# when our script began to read what it draws, and when a name stood on the canvas for the first time
_WATCH = """(() => {
  const { parse } = JSON;
  JSON.parse = (...words) => {
    window.beganAt ??= performance.now();
    return parse(...words);
  };
  const draw = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (...words) {
    window.drawnAt ??= performance.now();
    return draw.apply(this, words);
  };
})()"""
_CHOOSE = """() => {
  const began = performance.now();
  const search = document.getElementById("inpicture");
  search.value = "学校";
  search.dispatchEvent(new Event("change", { bubbles: true }));
  const told = document.getElementById("why").textContent;
  if (!told.startsWith("学校")) throw new Error(told);
  return performance.now() - began;
}"""


def picture(store: GraphStore, graph: str, folder: Path) -> Iterator[Result]:
    """On the server first, then in Chromium where there is one."""
    ward = compile_directory(store)
    yield from _made(ward)
    yield _large()
    if EXECUTABLE is None:
        return
    with serving(COMMAND, graph, cwd=folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=ARGUMENTS)
        fetch(f"{address}/network")
        yield from _in_browser(browser, address, ward, folder)
        browser.close()


def _made(ward: Directory) -> Iterator[Result]:
    for name, options in _VIEWS:
        seconds = statistics.median(once(partial(network, ward, options)) for _ in range(_ROUNDS))
        view = kept_network(ward, options)
        kept = once(partial(kept_network, ward, options))
        goal, met = at_most(seconds * 1000, WARD_MS)
        what = f"図の配置: {name}(枠 {len(view.boxes)}、関係 {len(view.relations)})"
        yield Result(what, milliseconds(seconds), f"2度目から {milliseconds(kept)}", kept / seconds, f"{goal} ms", met)


def _large() -> Result:
    """80 boxes and 300 relations, three of the kinds hubs."""
    items = items_of(Random(7), 80, 340)
    place = directory(items, hubs=[("k01", ""), ("k02", ""), ("k03", "")])
    view = network(place, Options())
    seconds = statistics.median(once(lambda: network(place, Options())) for _ in range(_ROUNDS))
    goal, met = at_most(seconds * 1000, LARGE_MS)
    what = f"図の配置: 合成(枠 {len(view.boxes)}、関係 {len(view.relations)})"
    return Result(what, milliseconds(seconds), "", None, f"{goal} ms", met)


def _in_browser(browser: Browser, address: str, ward: Directory, folder: Path) -> Iterator[Result]:
    file = folder / "pyvis.html"
    _pyvis(ward)  # imported by nobody's clock
    built = once(lambda: file.write_text(_pyvis(ward), encoding="utf-8"))
    pairs = [(_drawn(browser, f"{address}/network"), _settled(browser, file)) for _ in range(_ROUNDS)]
    theirs = [built + settled - began for _, (began, settled) in pairs]
    against = f"pyvis がページを作り、それが静まるまで {milliseconds(statistics.median(theirs))}"
    made = statistics.median(once(lambda: svg_inline(network(ward, Options()))) for _ in range(_ROUNDS))
    ratio = statistics.median(made / seconds for seconds in theirs)
    goal, met = at_most(ratio, SETTLED)
    yield Result("図を作る(配置の計算と SVG の書き出し)", milliseconds(made), against, ratio, goal, met)
    drawn = statistics.median(ours.drawn - ours.began for ours, _ in pairs)
    ratio = statistics.median((o.drawn - o.began) / seconds for (o, _), seconds in zip(pairs, theirs, strict=True))
    yield Result("その SVG の上に、動かせる図を描く(スクリプト)", milliseconds(drawn), against, ratio)
    whole = statistics.median(o.drawn for o, _ in pairs)
    against = f"同 {milliseconds(statistics.median(settled for _, (_, settled) in pairs))}"
    ratio = statistics.median(o.drawn / settled for o, (_, settled) in pairs)
    yield Result("動かせる図が見えるまで(ページを開き始めてから)", milliseconds(whole), against, ratio)
    usable = statistics.median(o.usable for o, _ in pairs)
    goal, met = at_most(usable * 1000, USABLE_MS)
    what = "最初に選んだことへの答えが出るまで(読み込みが終わってから)"
    yield Result(what, milliseconds(usable), "", None, f"{goal} ms", met)


@dataclass(frozen=True, slots=True)
class _Ours:
    """Seconds since the navigation began; `usable` since the load event."""

    began: float
    drawn: float
    usable: float


def _drawn(browser: Browser, url: str) -> _Ours:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.add_init_script(_WATCH)
    page.goto(url, wait_until="load")
    page.wait_for_function("window.drawnAt !== undefined")
    began, drawn = (float(page.evaluate(f"window.{name}")) / 1000 for name in ("beganAt", "drawnAt"))
    chosen = float(page.evaluate(_CHOOSE)) / 1000
    loaded = float(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")) / 1000
    page.close()
    return _Ours(began, drawn, max(drawn - loaded, 0.0) + chosen)


def _settled(browser: Browser, file: Path) -> tuple[float, float]:
    """When pyvis's page began to make its network, and when that moved no more, as vis-network says it."""
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    page.route("http*://**", lambda route: route.abort())
    page.goto(file.as_uri())
    page.wait_for_function("window.settledAt !== undefined", timeout=_PATIENCE_MS)
    began, settled = (float(page.evaluate(f"window.{name}")) / 1000 for name in ("beganAt", "settledAt"))
    page.close()
    return began, settled


def _pyvis(ward: Directory) -> str:
    """The same boxes and relations as pyvis writes them, with its own settings; it only tells when it has settled."""
    view = kept_network(ward, Options())
    net = Network(directed=True, cdn_resources="in_line")
    for box in view.boxes:
        net.add_node(box.id, label=box.label)
    for relation in view.relations:
        net.add_edge(relation.start, relation.end, title=relation.relation)
    text: str = net.generate_html(notebook=False)
    made = "network = new vis.Network(container, data, options);"
    if made not in text:
        raise RuntimeError("pyvis writes its page another way")
    after = 'network.once("stabilized", () => { window.settledAt = performance.now(); });'
    return text.replace(made, f"window.beganAt = performance.now(); {made} {after}")

// The ネットワーク図 in the browser. Places, ways and sentences come from the server; vis-network gives pan, zoom and
// hit test. Without this file the page has the same picture as SVG, the same table, and the filters as a form.
// In a file that stands alone there is no server to make a view anew: there a filter hides what is here already.
import { drawGround, drawHeads, drawNode } from "./network-draw.js";

const ROOM = 8; // px around the whole picture
const STEP = 60; // px of an arrow key
const NEARER = 1.25;

const byId = (id) => document.getElementById(id);
const form = byId("netform");
const why = byId("why");
const alone = "alone" in document.documentElement.dataset;
const state = { data: null, lines: [], chosen: "", lit: null, glow: new Set() };
let nodes = new Map();
let every = []; // lines, also those that a filter hides
let network = null;
let asked = 0;
let address = ""; // of the view on the page

const here = () => window.location.pathname + window.location.search;

// ---- the island

function read() {
  const data = JSON.parse(byId("graph").textContent);
  nodes = new Map(data.nodes.map((node) => [node.id, { ...node, glyph: new Path2D(node.mark || "") }]));
  state.data = data;
  state.chosen = "";
  state.lit = null;
  state.glow = new Set();
  state.shown = new Set(data.edges.map((edge) => edge.id));
  every = data.lines.map((line) => ({
    ...line,
    whole: new Path2D(line.d),
    short: new Path2D(line.d0 || line.d),
    joint: line.dot ? new Path2D(line.dot) : null,
    head: line.arrow ? new Path2D(line.arrow) : null,
  }));
  state.lines = every;
}

const owner = (id) => nodes.get(id)?.frame || id;

// the same rule as visualizations/selection.py
function litBy(id) {
  const mine = new Set([id, owner(id)]);
  const isBody = owner(id) !== id;
  const touched = state.data.edges.filter((edge) => state.shown.has(edge.id) && (isBody
    ? mine.has(edge.from) || mine.has(edge.to)
    : owner(edge.from) === id || owner(edge.to) === id));
  const relations = new Set(touched.map((edge) => edge.id));
  return {
    relations,
    lines: new Set(state.lines.filter((line) => line.relations.some((one) => relations.has(one))).map((line) => line.id)),
    boxes: new Set([owner(id), ...touched.flatMap((edge) => [owner(edge.from), owner(edge.to)])]),
  };
}

// ---- choosing

function choose(id) {
  state.chosen = nodes.has(id) ? id : "";
  state.lit = state.chosen ? litBy(state.chosen) : null;
  say();
  markTable();
  markPicture();
  byId("inpicture").value = state.chosen ? nodes.get(state.chosen).label : "";
  if (alone) window.location.replace(hash());
  else window.history.replaceState(null, "", withChoice(window.location.href));
  address = here();
  // links to the same view in another form keep the choice
  for (const link of document.querySelectorAll("[data-keeps]")) link.href = withChoice(link.href);
  if (network) network.redraw();
}

function withChoice(address) {
  const url = new URL(address);
  if (state.chosen) url.searchParams.set("select", state.chosen);
  else url.searchParams.delete("select");
  return url.href;
}

function say() {
  const lost = state.data.edges.length - state.shown.size;
  if (!state.chosen) {
    why.replaceChildren(byId("whole").content.cloneNode(true));
    if (lost) why.append(` ${lost}の関係を隠しています(「線」と「根拠」)。`);
    return;
  }
  const said = lost ? counted() : state.data.said[state.chosen];
  const lead = document.createElement("b");
  lead.textContent = said.lead;
  const stop = anchor("選ぶのをやめる", alone ? "#" : withChoice(window.location.href));
  stop.addEventListener("click", (event) => {
    event.preventDefault();
    choose("");
  });
  const onward = document.createElement("span");
  onward.className = "onward";
  onward.append(...said.links.flatMap((link) => [anchor(link.label, link.href), " ・ "]), stop);
  why.replaceChildren(lead, ` ${said.text} `, onward);
}

// what a choice says where a filter of this file hides some of its relations
function counted() {
  const { label } = nodes.get(state.chosen);
  const text = `は ${state.lit.boxes.size - 1} の相手と ${state.lit.relations.size} の関係(隠しているものを除く)。`;
  return { lead: label, text, links: [] };
}

function anchor(words, href) {
  const made = document.createElement("a");
  made.textContent = words;
  made.href = href;
  return made;
}

function markTable() {
  const { lit } = state;
  for (const row of document.querySelectorAll("#table tbody tr")) {
    row.hidden = !state.shown.has(row.dataset.relation) || (lit !== null && !lit.relations.has(row.dataset.relation));
  }
  const count = byId("chosencount");
  count.hidden = lit === null;
  if (lit) count.textContent = `「${nodes.get(state.chosen).label}」の${lit.relations.size}の関係だけを出しています。`;
}

// the SVG under the canvas is what is printed
function markPicture() {
  const { lit, chosen } = state;
  for (const part of document.querySelectorAll("#picture .ln")) {
    const line = every.find((one) => one.id === part.dataset.line);
    part.classList.toggle("gone", !state.lines.includes(line));
    const on = lit !== null && lit.lines.has(line.id);
    part.classList.toggle("on", on);
    part.classList.toggle("off", lit !== null && !on);
    // what lines share at their trunk is drawn once, or their dashes would add up to a solid line
    const whole = on && line.trunk !== chosen;
    part.querySelector("path").setAttribute("d", whole ? line.d : line.d0 || line.d);
    part.classList.toggle("whole", whole);
  }
  for (const part of document.querySelectorAll("#picture .box, #picture .member")) {
    part.classList.toggle("chosen", part.dataset.id === chosen);
    part.classList.toggle("off", lit !== null && !lit.boxes.has(owner(part.dataset.id)));
  }
}

// ---- vis-network

function draw() {
  const canvas = byId("canvas");
  if (!window.vis || window.matchMedia("(forced-colors: active)").matches) return;
  if (!byId("picture").clientWidth) return; // hidden on a small screen: the table stands in
  byId("picture").classList.add("live");
  canvas.hidden = false;
  const shown = [...nodes.values()].map(({ id, x, y, w, h }) => ({
    id, x, y, shape: "custom", fixed: true,
    ctxRenderer: ({ ctx }) => ({
      nodeDimensions: { width: w, height: h },
      drawNode: () => drawNode(ctx, nodes.get(id), state),
    }),
  }));
  // the lines are ours: vis-network is given none, it would only make objects that nobody sees
  const parts = { nodes: new window.vis.DataSet(shown), edges: new window.vis.DataSet() };
  network = new window.vis.Network(canvas, parts, {
    physics: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { dragNodes: false, zoomView: false, hover: false, keyboard: false, selectConnectedEdges: false },
  });
  const inner = canvas.querySelector(".vis-network");
  if (inner) inner.tabIndex = -1; // the group around it takes the focus
  network.on("beforeDrawing", (c) => drawGround(c, state));
  network.on("afterDrawing", (c) => drawHeads(c, state, network.DOMtoCanvas({ x: 0, y: 0 }).x));
  network.on("click", ({ nodes: [id] }) => choose(id === state.chosen ? "" : id || ""));
  byId("zoom").hidden = false;
  whole();
}

function whole() {
  const canvas = byId("canvas");
  const f = state.data.frame;
  const scale = Math.min(canvas.clientWidth / (f.x1 - f.x0 + ROOM), canvas.clientHeight / (f.y1 - f.y0 + ROOM));
  if (!(scale > 0)) return; // hidden now, on a window made small: there is nothing to fit it to
  network.moveTo({ position: { x: (f.x0 + f.x1) / 2, y: (f.y0 + f.y1) / 2 }, scale, animation: false });
}

function zoom(by) {
  network.moveTo({ scale: network.getScale() * by, animation: false });
}

function pan(x, y) {
  const at = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: at.x + x / scale, y: at.y + y / scale }, animation: false });
}

const KEYS = {
  ArrowLeft: () => pan(-STEP, 0),
  ArrowRight: () => pan(STEP, 0),
  ArrowUp: () => pan(0, -STEP),
  ArrowDown: () => pan(0, STEP),
  "+": () => zoom(NEARER),
  ";": () => zoom(NEARER), // + without shift on a Japanese keyboard
  "=": () => zoom(NEARER),
  "-": () => zoom(1 / NEARER),
  0: whole,
};

// ---- the file that stands alone: filters, and what is seen in its address

const boxes = (name) => [...form.querySelectorAll(`input[name="${name}"][type="checkbox"]`)];
const off = (name) => boxes(name).filter((box) => !box.checked).map((box) => box.value);

function hash() {
  const kept = { select: state.chosen, "no-rel": off("rel").join(","), "no-basis": off("basis").join(",") };
  return `#${new URLSearchParams(Object.entries(kept).filter(([, value]) => value))}`;
}

function narrow() {
  const rel = new Set(off("rel"));
  const basis = new Set(off("basis"));
  const shown = state.data.edges.filter((edge) => !rel.has(edge.family) && !basis.has(edge.basis));
  state.shown = new Set(shown.map((edge) => edge.id));
  state.lines = every.filter((line) => line.relations.some((one) => state.shown.has(one)))
    .map((line) => (basis.size ? { ...line, short: line.whole, joint: null } : line)); // what drew the rest may be hidden
  choose(state.chosen);
}

function recall() {
  const kept = new URLSearchParams(window.location.hash.slice(1));
  for (const name of ["rel", "basis"]) {
    const hidden = (kept.get(`no-${name}`) || "").split(",");
    for (const box of boxes(name)) box.checked = !hidden.includes(box.value);
  }
  state.chosen = kept.has("select") ? kept.get("select") : byId("netbody").dataset.chosen;
  narrow();
}

// ---- filters: the server makes the view anew, picture, sentence and table together

async function load(url, push) {
  asked += 1;
  const mine = asked;
  let page;
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    if (!answer.ok) throw new Error(String(answer.status));
    page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    window.location.assign(url); // the page of the error says what is wrong
    return;
  }
  if (mine !== asked) return; // a newer one is under way
  const focused = document.activeElement?.id;
  if (network) network.destroy();
  network = null;
  for (const id of ["netform", "why"]) byId(id).replaceChildren(...page.getElementById(id).childNodes);
  for (const id of ["nethead", "nettop", "netbody"]) byId(id).replaceWith(page.getElementById(id));
  document.title = page.title;
  if (push) window.history.pushState(null, "", byId("netbody").dataset.address);
  address = here();
  begin();
  if (focused) byId(focused)?.focus();
}

function begin() {
  read();
  if (!alone) {
    byId("netgo").hidden = true; // a change is enough
    const tab = document.querySelector("#nettop [aria-current]"); // on a phone the row of tabs is cut
    if (tab) tab.parentElement.scrollLeft = tab.offsetLeft - tab.parentElement.offsetLeft;
  }
  draw();
  for (const button of document.querySelectorAll("#nethead [data-print]")) button.hidden = false;
  if (alone) {
    recall();
    return;
  }
  const { chosen } = byId("netbody").dataset;
  if (chosen) choose(chosen);
}

function question() {
  return `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
}

function search(words) {
  const found = [...nodes.values()].find((node) => node.label === words);
  if (!words || found) choose(found ? found.id : "");
  else if (!alone) load(question(), true); // other names, and bodies of a kind: the server knows them
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (alone || document.activeElement?.id === "inpicture") search(byId("inpicture").value.trim());
  else load(question(), true);
});
document.addEventListener("change", ({ target }) => { // fields above the row of filters are the form's too
  if (target.form !== form) return;
  if (target.id === "inpicture") search(target.value.trim());
  else if (alone) narrow();
  else load(question(), true);
});
document.addEventListener("click", ({ target }) => {
  const { by } = target.dataset;
  if (!network || by === undefined) return;
  if (by === "whole") whole();
  else zoom(by === "nearer" ? NEARER : 1 / NEARER);
});
if (!alone) {
  window.addEventListener("popstate", () => {
    if (here() !== address) load(window.location.href, false); // else only a place in the page
  });
}
window.addEventListener("resize", () => (network ? whole() : draw()));
document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && state.chosen) {
    choose("");
  } else if (event.target.id === "canvas" && network && KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
// the row that has the focus lights its two boxes
document.addEventListener("focusin", ({ target }) => {
  const row = target.closest("#table tr[data-relation]");
  const edge = row && state.data.edges.find((one) => one.id === row.dataset.relation);
  if (!edge && !state.glow.size) return;
  state.glow = new Set(edge ? [edge.from, edge.to] : []);
  if (network) network.redraw();
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("#table a[data-select]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  choose(link.dataset.select);
  why.scrollIntoView({ block: "nearest" });
});

address = here();
if (window.matchMedia("(max-width: 900px)").matches) byId("narrowing").open = false; // the sentence first
begin();

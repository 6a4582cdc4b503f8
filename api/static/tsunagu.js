// What a page can do beyond links and forms: print, copy its address, go to the search with "/". Nothing needs it.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
document.addEventListener("click", ({ target }) => { // also for buttons that come later
  if (target instanceof Element && target.closest("[data-print]")) window.print();
});

// plain HTTP has no clipboard API: the old command is the fallback
function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "vh";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done ? Promise.resolve() : Promise.reject(new Error("copy"));
}

for (const button of document.querySelectorAll("[data-copy-url]")) {
  const label = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    copy(window.location.href).then(
      () => { button.textContent = "写しました"; },
      () => { button.textContent = "写せませんでした"; },
    );
    window.setTimeout(() => { button.textContent = label; }, 2000);
  });
}

// a single key must work only outside fields and be one that can be switched off (WCAG 2.1.4)
if (new URLSearchParams(window.location.search).get("keys") !== "0") {
  document.addEventListener("keydown", (event) => {
    const at = event.target;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (at instanceof Element && at.closest("input, textarea, select, [contenteditable], canvas")) return;
    const search = document.getElementById("q");
    if (!search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
}

// Enter in a closed list sends the form, as it does in a field: browsers leave it without meaning there
for (const list of document.querySelectorAll("form.find select")) {
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    list.form.requestSubmit();
  });
}

// Keys: a letter for each thing a seat can do, and a help overlay that tells them.

import { h, button } from "./dom.js";
import { ACTIONS } from "./forms.js";
import { ROLES } from "./words.js";

const OFF = "breakglass:no-keys";
const WAYS = [
  ["?", "this help (also F1)"],
  ["1 … 5", "channel, posts, timeline, runbook, terminal"],
  ["Shift+1 … 4", "another of your seats, where you hold several"],
  [".", "write a message"],
  ["/", "search the channel"],
  ["g", "take the page (acknowledge)"],
  ["Ctrl+Enter", "hand a form in"],
  ["Esc", "leave a form, a field or this help"],
  ["Arrow keys", "in a large chart: move the cross-hair"],
];

function silent() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false;
  }
}

function keep(off) {
  try {
    localStorage.setItem(OFF, off ? "1" : "0");
  } catch {
    // Nothing is kept then; the keys stay as they are in this window.
  }
}

const typing = (node) => ["INPUT", "TEXTAREA", "SELECT"].includes(node.tagName) && !["radio", "checkbox"].includes(node.type);

export function keys(drill, event) {
  if (event.key === "F1") {
    event.preventDefault();
    help(drill);
    return;
  }
  const { target } = event;
  if (event.key === "Escape" && typing(target) && !document.querySelector("dialog[open]")) target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(target) || document.querySelector("dialog[open]") || silent()) return;
  if (press(drill, event)) event.preventDefault();
}

function press(drill, event) {
  const { key } = event;
  if (key === "?") return act(() => help(drill));
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code ?? "")?.[1];
  if (digit && event.shiftKey) return act(() => drill.choose(drill.store.you.roles[digit - 1]), drill.store.you.roles[digit - 1]);
  if (digit) return act(() => drill.show(drill.tabs[digit - 1][0]), drill.tabs[digit - 1]);
  if (key === ".") return act(() => { drill.show("talk"); drill.talk.text.focus(); }, !drill.watches);
  if (key === "/") return act(() => { drill.show("talk"); drill.talk.search.focus(); });
  const view = drill.store.views[drill.role];
  if (key === "g" && drill.role === "ops" && view.pages?.some((p) => p.acknowledged_s === null)) return act(() => drill.form("acknowledge"));
  const found = (ACTIONS[drill.role] ?? []).find(([, , letter, when]) => letter === key && (!when || when(view)));
  return act(() => drill.form(found[0]), found);
}

function act(what, possible = true) {
  if (possible) what();
  return Boolean(possible);
}

export function help(drill) {
  const list = (pairs) => h("dl", { class: "keys" }, pairs.map(([key, text]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, text)]));
  const box = h("input", { type: "checkbox", checked: !silent(), onchange: () => keep(!box.checked) });
  const node = h("dialog", { class: "form", "aria-label": "Keys", onclose: () => node.remove() },
    h("div", { class: "inner" },
      h("header", {}, h("h2", {}, "Keys"), button("✕ Back", () => node.close(), { class: "quiet" })),
      h("div", { class: "asks" },
        drill.store.you.roles.filter((role) => ACTIONS[role]).map((role) => [h("h3", {}, ROLES[role]), list(ACTIONS[role].map(([, text, letter]) => [letter, text.replace("…", "")]))]),
        h("h3", {}, "Everywhere"), list(WAYS),
        h("h3", {}, "On the charts"), list([["▲", "an alert"], ["◆", "a change of the system"], ["●", "a decision"], ["✉", "a post"], ["D", "a deploy"], ["- - -", "where good ends"]]),
        h("label", { class: "inline" }, box, "Single letters act (Ctrl+Enter, Esc and F1 always do)"))));
  document.body.append(node);
  node.showModal();
}

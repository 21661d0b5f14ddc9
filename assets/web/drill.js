// The drill screen: charts, talk and what is due, on a laptop side by side, on a phone one by one.

import { h, fill, button } from "./dom.js";
import { Charts } from "./charts.js";
import { Sheet } from "./evaluator.js";
import { Console } from "./facilitator.js";
import * as panes from "./panes.js";

const TABS = [["talk", "Channel"], ["posts", "Posts"], ["timeline", "Timeline"], ["runbook", "Runbook"]];

export class Drill {
  constructor(app, store, link) {
    Object.assign(this, { app, store, link, tab: "talk", page: "now", away: false, answers: {} });
    this.role = store.you.roles[0];
    this.boxes = Object.fromEntries(["top", "charts", "due", "actions", "works", "doc", "talk", "posts", "timeline", "runbook", "wash", "lead"].map((name) => [name, h("div", { class: `pane ${name}` })]));
    this.boxes.talk.setAttribute("role", "log");
    this.boxes.talk.setAttribute("aria-label", "Incident channel");
    this.boxes.talk.tabIndex = 0;
    this.charts = new Charts(store, this.boxes.charts);
    this.terminal = new panes.Terminal(link);
    if (this.role === "facilitator") this.console = new Console(store, link);
    else if (this.role === "evaluator") this.console = new Sheet(store, link);
    else this.console = null;
    this.build();
  }

  build() {
    const b = this.boxes;
    const tabs = [...TABS, ...(this.role === "ops" ? [["terminal", "Terminal"]] : [])];
    if (!tabs.some(([name]) => name === this.tab)) this.tab = "talk";
    const middle = h("section", { class: "middle", "aria-label": "Talk", "data-page": "talk" }, b.doc, h("div", { class: "tabs", role: "tablist" }, tabs.map(([name, text]) => button(text, () => this.show(name), { role: "tab", "aria-selected": String(name === this.tab) }))), this.content());
    const right = h("section", { class: "right", "aria-label": "What is due", "data-page": "now", id: "main", tabindex: -1 }, b.wash, this.console ? this.console.node : [b.due, b.actions], b.works);
    const nav = h("nav", { class: "pages", "aria-label": "Parts" }, [["now", "Now"], ["charts", "Charts"], ["talk", "Talk"]].map(([name, text]) => button(text, () => this.turn(name), { "aria-pressed": String(name === this.page) })));
    fill(this.app, h("header", { class: "bar" }, b.top), h("div", { class: `drill on-${this.page}` }, h("section", { class: "left", "aria-label": "Charts", "data-page": "charts" }, b.charts), middle, right), nav);
    this.charts.build();
    this.all();
  }

  content() {
    if (this.tab === "terminal") return this.terminal.node;
    const box = this.boxes[this.tab];
    return this.tab === "talk" ? [box, this.store.you.roles.includes("observer") || this.role === "evaluator" ? null : panes.writer(this.store, this.link, () => this.role)] : box;
  }

  show(tab) {
    this.tab = tab;
    this.build();
  }

  turn(page) {
    this.page = page;
    this.build();
  }

  choose(role) {
    this.role = role;
    this.build();
  }

  all() {
    this.changed(["book", "lobby", "series", "messages", "due", "mitigations", "posts", "entries", "status_doc", "msel", "ratings"]);
  }

  connection(away) {
    this.away = away;
    this.top();
  }

  top() {
    panes.top(this.boxes.top, this.store, this.store.you.roles, this.role, (r) => this.choose(r), this.away);
  }

  changed(parts) {
    const { store, link, role, boxes: b } = this;
    if (!store.views[role]) return;
    const any = (...names) => names.some((name) => parts.includes(name));
    this.top();
    if (any("series", "pages", "mitigations", "posts", "decisions")) this.charts.draw();
    if (this.console) {
      this.console.draw();
      if (any("lobby")) this.console.seats?.();
    } else if (any("due", "pages", "series")) panes.due(b.due, store, link, role);
    if (any("due", "incident", "decisions", "drafts", "entries", "mitigations", "injects", "roles") && !this.console) panes.actions(b.actions, store, link, role);
    if (any("mitigations", "inquiries", "checks", "decisions", "series")) panes.works(b.works, store, link, role);
    if (any("messages")) panes.channel(b.talk, store, role);
    if (any("status_doc")) panes.doc(b.doc, store, link, role);
    if (any("posts", "drafts")) panes.posts(b.posts, store);
    if (any("entries", "evidence")) panes.timeline(b.timeline, store, link, role);
    if (any("book")) panes.runbook(b.runbook, store);
    const washing = store.views[role].phase === "hot_wash";
    if (washing && !b.wash.childNodes.length) panes.hotWash(b.wash, store, link, role, this);
  }
}

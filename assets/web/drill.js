// The drill screen: charts, talk and what is due, on a laptop side by side, on a phone one by one.

import { h, fill, button, redraw, say } from "./dom.js";
import { Charts } from "./charts.js";
import { Sheet } from "./evaluator.js";
import { Console } from "./facilitator.js";
import { openForm } from "./forms.js";
import { help, keys } from "./keys.js";
import * as panes from "./panes.js";
import * as papers from "./papers.js";
import { Talk } from "./talk.js";
import { Terminal } from "./terminal.js";

const BOXES = ["top", "charts", "pager", "questions", "due", "doings", "works", "team", "doc", "posts", "timeline", "runbook", "wash", "lead"];

export class Drill {
  constructor(app, store, link) {
    Object.assign(this, { app, store, link, tab: "talk", page: "now", extra: new Set(), answers: {}, bookKnown: false });
    this.boxes = Object.fromEntries(BOXES.map((name) => [name, h("div", { class: `pane ${name}` })]));
    this.charts = new Charts(store, this.boxes.charts, this.extra);
    this.terminal = new Terminal(link);
    this.talk = new Talk(store, link, this);
    onkeydown = (event) => keys(this, event);
    this.reseat();
  }

  // Other seats than before: everything that depends on them is made anew, the rest stays.
  reseat() {
    const { store, link } = this;
    this.roles = store.you.roles.join();
    if (!store.you.roles.includes(this.role)) [this.role] = store.you.roles;
    this.console = this.role === "facilitator" ? new Console(store, link) : this.role === "evaluator" ? new Sheet(store, link) : null;
    this.build();
  }

  get watches() {
    return ["observer", "evaluator"].includes(this.role);
  }

  get tabs() {
    return [["talk", this.talk.title()], ["posts", "Posts"], ["timeline", "Timeline"], ["runbook", "Runbook"], ...(this.role === "ops" ? [["terminal", "Terminal"]] : [])];
  }

  build() {
    const b = this.boxes;
    if (!this.tabs.some(([name]) => name === this.tab)) this.tab = "talk";
    this.tabRow = h("div", { class: "tabs", role: "tablist", "aria-label": "Talk and papers" });
    this.nav = h("nav", { class: "pages", "aria-label": "Parts" });
    const middle = h("section", { class: "middle", "aria-label": "Talk", "data-page": "talk" }, b.doc, this.tabRow, this.content());
    const right = h("section", { class: "right", "aria-label": "What is due", "data-page": "now", id: "main", tabindex: -1 }, b.wash, b.pager, b.questions, this.console ? this.console.node : [b.due, b.doings], b.works, b.team);
    const left = h("section", { class: "left", "aria-label": "Charts", "data-page": "charts" }, b.charts);
    fill(this.app, h("header", { class: "bar" }, b.top), h("div", { class: `drill on-${this.page}` }, left, middle, right), this.nav);
    this.charts.build();
    this.all();
  }

  content() {
    if (this.tab === "terminal") return this.terminal.node;
    return this.tab === "talk" ? this.talk.node : this.boxes[this.tab];
  }

  show(tab) {
    this.tab = tab;
    this.page = "talk";
    this.build();
    if (tab === "terminal") this.terminal.line.focus();
    else this.tabRow.querySelector('[aria-selected="true"]')?.focus();
  }

  turn(page) {
    this.page = page;
    this.build();
    this.nav.querySelector('[aria-pressed="true"]')?.focus();
  }

  choose(role) {
    this.role = role;
    this.reseat();
    say(`You look through the eyes of the seat: ${role}.`);
  }

  form(action, about) {
    openForm(this.store, this.link, this.role, action, about);
  }

  all() {
    this.changed(["book", "lobby", "series", "messages", "due", "pages", "roles", "tasks", "decisions", "mitigations", "posts", "entries", "status_doc", "msel", "ratings"]);
  }

  top() {
    panes.top(this.boxes.top, this);
    redraw(this.tabRow, this.tabs.map(([name, text], n) => button(text, () => this.show(name), { role: "tab", "data-key": name, "aria-selected": String(name === this.tab), title: `Key ${n + 1}` })));
    const late = (this.store.views[this.role].due ?? []).filter((d) => d.done_s === null && d.seat === this.role).length;
    this.retitle(late);
    redraw(this.nav, [["now", late ? `Now (${late})` : "Now"], ["charts", "Charts"], ["talk", this.talk.title("Talk")]].map(([name, text]) => button(text, () => this.turn(name), { "data-key": name, "aria-pressed": String(name === this.page) })));
  }

  // Once at the end of the exercise, so that nothing that is being written is drawn over.
  wash(phase) {
    if (phase === this.washed || !["hot_wash", "ended"].includes(phase)) return;
    this.washed = phase;
    if (phase === "ended") papers.closing(this.boxes.wash);
    else {
      papers.hotWash(this.boxes.wash, this);
      this.turn("now");
    }
  }

  lastWords() {
    papers.lastWords(this.boxes.wash);
  }

  // Who is in another window sees what waits here.
  retitle(late) {
    const { store, role } = this;
    const view = store.views[role];
    const rings = role === "ops" && (view.pages ?? []).some((p) => p.acknowledged_s === null);
    const news = this.talk.title("").trim();
    document.title = [rings ? "☎" : late ? `▲${late}` : "", news, store.book.title].filter(Boolean).join(" ");
  }

  help() {
    help(this);
  }

  changed(parts) {
    const { store, link, role, boxes: b } = this;
    if (!store.views[role]) return;
    const any = (...names) => names.some((name) => parts.includes(name));
    if (any("messages", "injects", "roles") || (this.talk.waiting && any("series"))) this.talk.draw();
    this.top();
    if (any("series", "pages", "mitigations", "posts", "decisions")) this.charts.draw();
    if (any("pages", "roles")) panes.pager(b.pager, store, link, role);
    if (any("decisions")) panes.asked(b.questions, this);
    if (this.console) {
      this.console.draw();
      if (any("lobby")) this.console.seats?.();
    } else {
      if (any("due", "pages", "series")) panes.due(b.due, this);
      panes.actions(b.doings, this);
    }
    if (any("mitigations", "inquiries", "checks", "series")) panes.works(b.works, store);
    if (any("roles", "tasks", "series", "lobby")) panes.team(b.team, this);
    if (any("status_doc")) papers.doc(b.doc, this);
    if (any("posts", "drafts")) papers.posts(b.posts, store, role);
    if (any("entries", "evidence")) papers.timeline(b.timeline, this);
    if (any("book") && !this.bookKnown) {
      papers.runbook(b.runbook, store);
      this.bookKnown = true;
    }
    this.wash(store.views[role].phase);
    store.changed();
  }
}

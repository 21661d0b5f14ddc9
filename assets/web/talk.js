// The incident channel and direct messages: search, filters, what is unread, and who means you.

import { h, choices, fill, redraw, say } from "./dom.js";
import { give } from "./give.js";
import { ROLES, SEATS, clock, lasts, utc } from "./words.js";

const SIGNS = { page: "▲ ", phone: "☎ ", email: "✉ ", ticket: "☷ ", monitoring: "▲ ", "status-page": "◎ ", direct: "✎ " };
const SHORT = { ic: /(^|\W)@?(ic|incident commander)(\W|$)/i, ops: /(^|\W)@?(ops|operations lead)(\W|$)/i, comms: /(^|\W)@?(comms|communications lead)(\W|$)/i, scribe: /(^|\W)@?scribe(\W|$)/i };
const FILTERS = [["all", "all"], ["mine", "for me"], ["direct", "direct"], ["people", "people"], ["machine", "alerts"]];

export class Talk {
  constructor(store, link, drill) {
    Object.assign(this, { store, link, drill, reads: {}, told: {}, filter: "all", waiting: false, stuck: true, top: 0, divider: null, drawn: 0 });
    this.list = h("ol", { class: "messages", role: "log", "aria-label": "Incident channel" });
    this.box = h("div", { class: "talk", tabindex: 0, "aria-label": "Incident channel", onscroll: () => this.scrolled() }, this.list);
    this.search = h("input", { type: "search", "aria-label": "Search the channel", placeholder: "Search", oninput: () => this.draw() });
    this.pick = h("select", { "aria-label": "Show", onchange: () => { this.filter = this.pick.value; this.draw(); } }, FILTERS.map(([id, text]) => h("option", { value: id }, text)));
    this.count = h("small", { class: "muted", role: "status" });
    this.news = h("button", { type: "button", class: "quiet news", onclick: () => this.toEnd() });
    this.text = h("textarea", { id: "talk", rows: 1, maxlength: 2000, autocomplete: "off", placeholder: "Message (Enter sends)", oninput: () => this.grow(), onkeydown: (event) => this.enter(event) });
    this.to = h("select", { "aria-label": "To whom" });
    this.refused = h("span", { class: "refused", role: "alert" });
    this.form = h("form", { class: "writer", onsubmit: (event) => { event.preventDefault(); this.send(); } }, h("label", { for: "talk", class: "sr" }, "Message"), this.to, this.text, h("button", {}, "Send"), this.refused);
    this.node = h("div", { class: "talking" }, h("div", { class: "finder" }, this.search, this.pick, this.count), this.box, this.news, this.form);
  }

  get view() { return this.store.views[this.drill.role] ?? {}; }

  // How many messages of this seat have been seen.
  get read() { return this.reads[this.drill.role] ?? 0; }

  set read(many) { this.reads[this.drill.role] = many; }

  get open() { return this.node.isConnected && this.node.offsetParent !== null && !document.hidden; }

  // Whether somebody means us: a direct message, or our name or seat in the text.
  means(m) {
    const { role } = this.drill;
    const name = this.store.you.name.trim();
    if (m.sender === name && m.role === role) return false;
    if (m.channel !== "incident") return m.to === role;
    if (m.via === "monitoring") return false;
    return SHORT[role]?.test(m.text) || (name.length > 1 && words(m.text).includes(name.toLowerCase()));
  }

  title(word = "Channel") {
    const all = this.view.messages ?? [];
    const unread = all.length - this.read;
    if (unread <= 0) return word;
    return `${word} (${all.slice(this.read).some((m) => this.means(m)) ? "@" : ""}${unread})`;
  }

  scrolled() {
    if (!this.open) return;
    this.top = this.box.scrollTop;
    this.stuck = this.box.scrollHeight - this.top - this.box.clientHeight < 40;
    this.seen();
  }

  // Keeps the reader where they were, unless they were at the end: then they follow.
  place() {
    if (!this.open) return;
    this.box.scrollTop = this.stuck ? this.box.scrollHeight : this.top;
    this.seen();
  }

  // What stands at the end of an open list has been read.
  seen() {
    if (!this.open || !this.stuck) return;
    this.read = (this.view.messages ?? []).length;
    fill(this.news);
    this.news.hidden = true;
  }

  shows(m) {
    const sought = this.search.value.trim().toLowerCase();
    if (sought && !`${m.sender} ${m.text}`.toLowerCase().includes(sought)) return false;
    switch (this.filter) {
      case "mine": return this.means(m);
      case "direct": return m.channel !== "incident";
      case "people": return m.via !== "monitoring";
      case "machine": return m.via === "monitoring";
      default: return true;
    }
  }

  draw() {
    const all = this.view.messages ?? [];
    this.form.hidden = this.drill.watches;
    choices(this.to, [["", "everyone"], ...SEATS.filter((s) => s !== this.drill.role).map((s) => [s, `${this.view.seats?.[s] ?? "nobody"}, ${ROLES[s]}`]), ...this.store.book.contacts.map((c) => [c.id, `${c.name}, ${c.title}`])]);
    this.divide(all.length);
    const waits = new Map((this.view.injects ?? []).filter((i) => i.expects_s !== null && i.answered_s === null && (i.expired_s ?? null) === null).map((i) => [i.id, i]));
    this.waiting = waits.size > 0;
    const lines = all.map((m, n) => [m, n]).filter(([m]) => this.shows(m));
    redraw(this.list, lines.map(([m, n]) => this.line(m, n === this.divider, waits.get(m.id))));
    this.count.textContent = lines.length === all.length ? "" : `${lines.length} of ${all.length}`;
    this.announce(all);
    this.place();
    const unread = all.length - this.read;
    this.news.hidden = unread <= 0;
    if (unread > 0) this.news.textContent = `↓ ${unread} new`;
  }

  // A line above what came while nobody looked; it stays until something more is read.
  divide(many) {
    const reading = this.open && this.stuck;
    if (reading && this.read >= this.drawn) this.divider = null;
    else if (!reading && this.divider === null && this.read > 0 && this.read < many) this.divider = this.read;
    this.drawn = many;
  }

  // Said aloud by a screen reader wherever its reader is: what means them.
  announce(all) {
    const { role } = this.drill;
    for (const m of all.slice(this.told[role] ?? all.length)) if (this.means(m)) say(`${m.sender}: ${m.text}`);
    this.told[role] = all.length;
  }

  line(m, first, waiting) {
    const { store } = this;
    const direct = m.channel !== "incident";
    const mine = this.means(m);
    const kind = [m.via === "monitoring" ? "machine" : "", direct ? "direct" : "", mine ? "mine" : "", first ? "first-new" : ""].join(" ").trim();
    const whom = m.to ? ROLES[m.to] ?? store.person(m.to) : "";
    return h("li", { class: kind, "data-key": m.id }, h("time", { title: utc(store.book.start, m.at_s) }, clock(m.at_s)), h("strong", {}, `${SIGNS[m.via] ?? ""}${m.sender}`), m.role && ROLES[m.role] ? h("em", { class: "muted" }, ` · ${ROLES[m.role]}`) : null, direct ? h("em", {}, whom ? ` → ${whom}` : " directly") : null, mine ? h("span", { class: "chip" }, "@ you") : null, h("p", {}, m.text), waiting ? this.asks(waiting) : null);
  }

  asks(inject) {
    const left = inject.at_s + inject.expects_s - this.store.atS;
    const { role } = this.drill;
    const can = SEATS.includes(role) && (inject.to === role || inject.to === "all");
    return h("p", { class: "chips" }, h("span", { class: `chip ${left < 0 ? "late" : ""}` }, left < 0 ? `▲ waits for an answer, ${lasts(-left)} late` : `waits for an answer, ${lasts(left)} left`), can ? h("button", { type: "button", class: "quiet", onclick: () => this.drill.form("reply", { inject: inject.id }) }, "Answer…") : null);
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight + 2, 120)}px`;
  }

  enter(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.send();
  }

  async send() {
    const text = this.text.value.trim();
    if (!text) return;
    const to = this.to.value;
    const fields = to ? { channel: "direct", to, text } : { channel: "incident", text };
    this.refused.textContent = await give(this.link, this.drill.role, [["send_message", fields]]);
    if (this.refused.textContent) return;
    this.text.value = "";
    this.grow();
    this.toEnd();
  }

  toEnd() {
    this.stuck = true;
    this.place();
  }
}

const words = (text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u);

// The facilitator's console: what comes next, what is expected, and the hands to steer it.

import { h, button, choices, fill, redraw } from "./dom.js";
import { give } from "./give.js";
import { invitation } from "./lobby.js";
import { ROLES, SEATS, clock, lasts } from "./words.js";

const PACES = [0.5, 1, 2, 3, 5, 10];
const STATES = { open: "waits for an answer", answered: "✓ answered", expired: "▲ not answered in time", skipped: "left out", out: "out" };

// Asks for a sentence; null when somebody thinks better of it.
function reason(title, hint) {
  return new Promise((resolve) => {
    const text = h("textarea", { rows: 2, maxlength: 400, required: true, "aria-label": title });
    const node = h("dialog", { class: "form", "aria-label": title, onclose: () => { node.remove(); resolve(node.returnValue || null); } },
      h("form", { onsubmit: (event) => { event.preventDefault(); node.close(text.value.trim()); } },
        h("header", {}, h("h2", {}, title), button("✕ Back", () => node.close(""), { class: "quiet" })),
        h("p", { class: "muted" }, hint), text, h("footer", {}, h("button", { class: "primary" }, "Do it"))));
    document.body.append(node);
    node.showModal();
    text.focus();
  });
}

export class Console {
  constructor(store, link) {
    Object.assign(this, { store, link });
    this.said = h("p", { role: "status", class: "muted" });
    this.found = h("div", { class: "found", role: "status" });
    this.dueList = h("ul", { class: "due" });
    this.list = h("div", {});
    this.people = h("div", {});
    this.notes = h("ul", {});
    const part = (title, ...children) => h("section", { "aria-label": title }, h("h2", {}, title), children);
    this.node = h("div", { class: "leading" }, this.steer(), this.said,
      part("Events list", this.list),
      part("Say something as a character", this.adHoc()),
      part("How is it going?", h("div", { class: "actions" }, button("Score so far", () => this.peek("score")), button("If nothing changes", () => this.peek("forecast"))), this.found, h("h3", {}, "Due at the seats"), this.dueList),
      part("Seats and people", this.people),
      part("Private notes", this.note(), this.notes),
      h("details", {}, h("summary", {}, "Invite others"), invitation(store.room)),
      this.truth());
  }

  async act(name, fields) {
    this.said.textContent = (await give(this.link, "facilitator", [[name, fields]])) || "Done.";
  }

  steer() {
    const pace = h("select", { "aria-label": "Pace", onchange: () => this.act("set_pace", { pace: Number(pace.value) }) });
    this.pace = pace;
    const end = async () => {
      const why = await reason("End the exercise", "Players read why. The hot wash comes next.");
      if (why) this.act("stop_exercise", { reason: why });
    };
    return h("section", { class: "steer", "aria-label": "Steer" }, h("div", { class: "actions" }, button("‖ Pause", () => this.act("pause_exercise", { reason: "The facilitator asks for a pause." })), button("▶ Go on", () => this.act("resume_exercise", {})), pace, button("+5 min", () => this.act("extend_exercise", { by_s: 300 }), { title: "Give the exercise five minutes more" }), button("End the exercise…", end, { class: "danger" })));
  }

  adHoc() {
    const { truth } = this.store.you;
    const from = h("select", { "aria-label": "Who speaks" }, Object.entries(truth.characters).map(([id, name]) => h("option", { value: id }, name)));
    const to = h("select", { "aria-label": "To whom" }, h("option", { value: "all" }, "all"), SEATS.map((s) => h("option", { value: s }, ROLES[s])));
    const via = h("select", { "aria-label": "By" }, ["channel", "direct", "phone", "email", "ticket", "page"].map((v) => h("option", { value: v }, v)));
    const text = h("textarea", { "aria-label": "What they say", placeholder: "What they say", rows: 2, maxlength: 1000 });
    return h("form", { onsubmit: async (event) => { event.preventDefault(); if (!text.value.trim()) return; await this.act("ad_hoc_inject", { sender: from.value, to: to.value, via: via.value, text: text.value }); if (this.said.textContent === "Done.") text.value = ""; } }, h("div", { class: "actions" }, from, to, via), text, h("button", {}, "Say it"));
  }

  note() {
    const text = h("input", { "aria-label": "Note", placeholder: "For you alone", maxlength: 1000 });
    return h("form", { class: "writer", onsubmit: (event) => { event.preventDefault(); if (text.value.trim()) this.link.tell("note", { text: text.value }); text.value = ""; } }, text, h("button", {}, "Keep"));
  }

  truth() {
    const { truth } = this.store.you;
    return h("details", {}, h("summary", {}, "The truth, for you alone"), h("p", {}, h("strong", {}, truth.title)), h("p", {}, truth.summary), h("p", {}, `Trigger: ${truth.trigger}`), h("p", {}, `Lesson: ${truth.lesson}`));
  }

  async peek(at) {
    fill(this.found, "One moment …");
    const answer = await this.link.ask("peek", { at });
    if (answer.t !== "peeked") fill(this.found, answer.text);
    else if (at === "score") fill(this.found, h("p", {}, `${answer.found.score.toFixed(0)} of 100 so far. `, answer.found.objectives.map((o) => `${o.id} ${o.rating}`).join(" · ")));
    else fill(this.found, h("p", {}, `If nothing changes, about ${answer.found.failed_orders} orders are lost in the next ${lasts(answer.found.ahead_s)}.`));
  }

  draw() {
    const view = this.store.views.facilitator;
    const msel = view.msel ?? [];
    const waiting = msel.filter((i) => i.status === "waiting").sort((a, b) => (a.at_s ?? 1e9) - (b.at_s ?? 1e9));
    const out = msel.filter((i) => i.status !== "waiting").sort((a, b) => (b.released_s ?? 0) - (a.released_s ?? 0));
    redraw(this.list, h("h3", {}, "To come"), waiting.length ? waiting.map((i) => this.inject(i, true)) : h("p", { class: "muted" }, "Nothing more is planned."), h("h3", {}, "Released or left out"), out.length ? out.map((i) => this.inject(i, false)) : h("p", { class: "muted" }, "Nothing yet."));
    redraw(this.dueList, (view.due ?? []).filter((d) => d.done_s === null).slice(0, 8).map((d) => this.dueLine(d)));
    redraw(this.notes, (view.notes ?? []).map(([at, text]) => h("li", {}, `${clock(at)} ${text}`)));
    const paces = [...new Set([...PACES, view.pace])].sort((a, b) => a - b);
    choices(this.pace, paces.map((p) => [String(p), `pace × ${p}`]));
    if (document.activeElement !== this.pace) this.pace.value = String(view.pace);
    if (!this.people.childNodes.length) this.seats();
  }

  dueLine(item) {
    const left = item.due_s === null ? null : item.due_s - this.store.atS;
    const late = left !== null && left < 0;
    return h("li", { class: late ? "late" : "", "data-key": item.id }, h("span", { class: "what" }, `${ROLES[item.seat]}: ${item.text} `, left === null ? null : h("small", { class: late ? "bad" : "muted" }, late ? `▲ ${lasts(-left)} late` : `${lasts(left)} left`)));
  }

  // Who is connected, and who plays which seat.
  seats() {
    const { seats, people } = this.store.lobby;
    const whom = (place) => (place.bot ? `bot${place.name ? ` for ${place.name}, who is away` : ""}` : `${place.name ?? "free"}${place.name && !place.here ? " (away)" : ""}`);
    redraw(this.people, SEATS.map((seat) => {
      const place = seats[seat];
      const others = people.filter((p) => p.part === "player" && p.here && p.id !== place.person);
      return h("p", { "data-key": seat }, h("strong", {}, ROLES[seat]), `: ${whom(place)} `, place.name ? button("Free it", () => this.link.tell("move", { seat }), { class: "quiet" }) : null, others.map((p) => button(`Give to ${p.name}`, () => this.link.tell("move", { seat, person: p.id }), { class: "quiet", "data-key": p.id })));
    }), h("p", { class: "muted" }, `Connected: ${people.filter((p) => p.here).map((p) => p.name).join(", ") || "nobody"}`));
  }

  inject(i, waiting) {
    const when = i.at_s === null ? "on its condition" : clock(i.at_s);
    const contingency = i.kind === "inject" ? null : h("em", { class: "chip" }, i.kind.toUpperCase());
    return h("article", { class: `inject ${i.kind}`, "data-key": i.id }, h("h4", {}, `${waiting ? when : i.released_s === null ? "—" : clock(i.released_s)} · ${i.from} → ${ROLES[i.to] ?? i.to} by ${i.via} `, contingency, waiting ? null : h("em", {}, ` ${STATES[i.status] ?? i.status}`)), h("p", {}, i.text), i.expects ? h("p", { class: "muted" }, `Expected: ${i.expects}`) : null, i.prompt ? h("p", { class: "muted" }, `Watch for: ${i.prompt}`) : null, waiting ? this.hands(i) : null);
  }

  hands(i) {
    const delay = (by_s) => this.act("delay_inject", { inject: i.id, delay_s: by_s });
    const skip = async () => {
      const why = await reason("Leave it out", "Why? It is kept in the log.");
      if (why) this.act("skip_inject", { inject: i.id, reason: why });
    };
    return h("div", { class: "actions" }, button("Release", () => this.act("release_inject", { inject: i.id })), i.at_s === null ? null : [button("+1 min", () => delay(60)), button("−1 min", () => delay(-60))], button("Skip…", skip));
  }
}

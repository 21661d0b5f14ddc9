// The facilitator's console: what comes next, what is expected, and the hands to steer it.

import { h, fill, button } from "./dom.js";
import { give } from "./forms.js";
import { ROLES, SEATS, clock, lasts } from "./words.js";

const act = async (link, say, name, fields) => say((await give(link, "facilitator", [[name, fields]])) || "Done.");

function dueLine(store, item) {
  const left = item.due_s === null ? null : item.due_s - store.atS;
  const late = left !== null && left < 0;
  return h("li", { class: late ? "late" : "" }, h("div", {}, h("span", {}, `${ROLES[item.seat]}: ${item.text}`), left === null ? null : h("small", { class: late ? "bad" : "muted" }, late ? `▲ ${lasts(-left)} late` : `${lasts(left)} left`)));
}

export class Console {
  constructor(store, link) {
    this.store = store;
    this.link = link;
    this.said = h("p", { role: "status", class: "muted" });
    this.found = h("div", { class: "found" });
    this.dueList = h("ul", { class: "due" });
    this.list = h("div", {});
    this.people = h("div", {});
    this.notes = h("ul", {});
    this.node = h("div", { class: "leading" }, this.steer(), this.said, h("section", {}, h("h2", {}, "Events list"), this.list), h("section", {}, h("h2", {}, "Say something as a character"), this.adHoc()), h("section", {}, h("h2", {}, "How is it going?"), button("Score so far", () => this.peek("score")), button("If nothing changes", () => this.peek("forecast")), this.found, h("h3", {}, "Due at the seats"), this.dueList), h("section", {}, h("h2", {}, "Seats"), this.people), h("section", {}, h("h2", {}, "Private notes"), this.note(), this.notes), this.truth());
  }

  say = (text) => { this.said.textContent = text; };

  steer() {
    const reason = () => prompt("Why? Players read this.") ?? "";
    const pace = h("select", { "aria-label": "Pace", onchange: () => act(this.link, this.say, "set_pace", { pace: Number(pace.value) }) }, [0.5, 1, 2, 3, 5, 10].map((p) => h("option", { value: p, selected: p === 1 }, `pace × ${p}`)));
    this.pace = pace;
    return h("section", { class: "steer" }, h("h2", {}, "Steer"), h("div", { class: "actions" }, button("‖ Pause", () => act(this.link, this.say, "pause_exercise", { reason: "Facilitator" })), button("▶ Go on", () => act(this.link, this.say, "resume_exercise", {})), pace, button("+5 min", () => act(this.link, this.say, "extend_exercise", { by_s: 300 }), { title: "Give the exercise five minutes more" }), button("End the exercise…", () => { const why = reason(); if (why) act(this.link, this.say, "stop_exercise", { reason: why }); }, { class: "danger" })));
  }

  adHoc() {
    const { truth } = this.store.you;
    const from = h("select", { "aria-label": "Who speaks" }, Object.entries(truth.characters).map(([id, name]) => h("option", { value: id }, name)));
    const to = h("select", { "aria-label": "To whom" }, h("option", { value: "all" }, "all"), SEATS.map((s) => h("option", { value: s }, ROLES[s])));
    const via = h("select", { "aria-label": "By" }, ["channel", "direct", "phone", "email", "ticket", "page"].map((v) => h("option", { value: v }, v)));
    const text = h("textarea", { "aria-label": "What they say", rows: 2, maxlength: 1000 });
    return h("form", { onsubmit: async (event) => { event.preventDefault(); if (!text.value.trim()) return; await act(this.link, this.say, "ad_hoc_inject", { sender: from.value, to: to.value, via: via.value, text: text.value }); text.value = ""; } }, h("div", { class: "actions" }, from, to, via), text, h("button", {}, "Say it"));
  }

  note() {
    const text = h("input", { "aria-label": "Note", maxlength: 1000 });
    return h("form", { class: "writer", onsubmit: (event) => { event.preventDefault(); if (text.value.trim()) this.link.tell("note", { text: text.value }); text.value = ""; } }, text, h("button", {}, "Keep"));
  }

  truth() {
    const { truth } = this.store.you;
    return h("details", {}, h("summary", {}, "The truth, for you alone"), h("p", {}, h("strong", {}, truth.title)), h("p", {}, truth.summary), h("p", {}, `Lesson: ${truth.lesson}`));
  }

  async peek(at) {
    fill(this.found, "One moment …");
    const answer = await this.link.ask("peek", { at });
    if (answer.t !== "peeked") fill(this.found, answer.text);
    else if (at === "score") fill(this.found, h("p", {}, `${answer.found.score.toFixed(0)} of 100 so far. `, answer.found.objectives.map((o) => `${o.id} ${o.rating}`).join(" · ")));
    else fill(this.found, h("p", {}, `If nothing changes, ${answer.found.failed_orders} orders are lost in the next ${lasts(answer.found.ahead_s)}.`));
  }

  draw() {
    const view = this.store.views.facilitator;
    const msel = view.msel ?? [];
    const waiting = msel.filter((i) => i.status === "waiting").sort((a, b) => (a.at_s ?? 1e9) - (b.at_s ?? 1e9));
    const out = msel.filter((i) => i.status !== "waiting").sort((a, b) => (b.released_s ?? 0) - (a.released_s ?? 0));
    fill(this.list, h("h3", {}, "To come"), waiting.length ? waiting.map((i) => this.inject(i, true)) : h("p", { class: "muted" }, "Nothing more is planned."), h("h3", {}, "Released"), out.map((i) => this.inject(i, false)));
    fill(this.dueList, (view.due ?? []).filter((d) => d.done_s === null).slice(0, 8).map((d) => dueLine(this.store, d)));
    fill(this.notes, (view.notes ?? []).map(([at, text]) => h("li", {}, `${clock(at)} ${text}`)));
    this.pace.value = String(view.pace);
  }

  seats() {
    const { seats, people } = this.store.lobby;
    fill(this.people, SEATS.map((seat) => {
      const place = seats[seat];
      const others = people.filter((p) => p.part === "player" && p.here && p.id !== place.person);
      return h("p", {}, h("strong", {}, ROLES[seat]), `: ${place.bot ? `bot${place.name ? ` for ${place.name}` : ""}` : place.name ?? "free"} `, place.name ? button("Free it", () => this.link.tell("move", { seat }), { class: "quiet" }) : null, others.map((p) => button(`Give to ${p.name}`, () => this.link.tell("move", { seat, person: p.id }), { class: "quiet" })));
    }));
  }

  inject(i, waiting) {
    const when = i.at_s === null ? "on its condition" : clock(i.at_s);
    const minute = (n) => act(this.link, this.say, "delay_inject", { inject: i.id, delay_s: n });
    return h("article", { class: `inject ${i.kind}` }, h("h4", {}, `${waiting ? when : clock(i.released_s ?? 0)} · ${i.from} → ${i.to} by ${i.via}`, i.kind === "inject" ? null : h("em", {}, ` ${i.kind.toUpperCase()}`), waiting ? null : h("em", {}, ` ${i.status}`)), h("p", {}, i.text), i.expects ? h("p", { class: "muted" }, `Expected: ${i.expects}`) : null, i.prompt ? h("p", { class: "muted" }, `Watch for: ${i.prompt}`) : null, waiting ? h("div", { class: "actions" }, button("Release", () => act(this.link, this.say, "release_inject", { inject: i.id })), i.at_s === null ? null : button("+1 min", () => minute(60)), i.at_s === null ? null : button("−1 min", () => minute(-60)), button("Skip…", () => { const why = prompt("Why is it left out?"); if (why) act(this.link, this.say, "skip_inject", { inject: i.id, reason: why }); })) : null);
  }
}

// The parts of the drill screen that tell a seat how it stands, and what it has to do.

import { h, button, redraw } from "./dom.js";
import { ACTIONS, openForm } from "./forms.js";
import { ROLES, SEATS, clock, lasts, utc } from "./words.js";

const SOON_S = 60;

export function top(box, drill) {
  const { store, role } = drill;
  const { roles } = store.you;
  const view = store.views[role];
  const { severity, phase, title } = view.incident;
  const next = view.next_update_s;
  const left = next === null ? null : next - store.atS;
  const ic = view.roles.ic;
  redraw(
    box,
    h("strong", { class: "clock", title: "since the drill began" }, clock(store.atS)),
    h("span", { class: "muted" }, `${utc(store.book.start, store.atS)} · ${lasts(view.duration_s - store.atS)} left${view.pace === 1 ? "" : ` · ×${view.pace}`}`),
    h("span", { class: severity ? `sev ${severity}` : view.firing.length ? "sev sev2" : "sev" }, severity ? `■ ${severity.toUpperCase()} · ${phase}` : view.firing.length ? "▲ not declared" : "no incident"),
    severity ? h("span", { class: "title" }, title) : null,
    h("span", {}, `Status: ${view.stage ?? "nothing posted"}`),
    left === null ? null : h("span", { class: left < 0 ? "bad" : left < SOON_S ? "warn" : "" }, left < 0 ? `▲ update ${lasts(-left)} late` : `✉ due in ${lasts(left)}`),
    h("span", { class: `ic ${ic ? "" : "muted"}` }, `IC: ${ic ? ic.person : "nobody named"}`),
    view.phase === "running" ? null : h("span", { class: "bad" }, `‖ ${view.phase.replace("_", " ")}`),
    h("span", { class: "role" }, roles.length > 1 ? h("span", { class: "tabs", role: "tablist", "aria-label": "Your seats" }, roles.map((r) => button(ROLES[r], () => drill.choose(r), { role: "tab", "data-key": r, "aria-selected": String(r === role) }))) : ROLES[role], button("?", () => drill.help(), { class: "quiet", "aria-label": "Keys and help", title: "Keys and help" })),
  );
}

export function pager(box, store, link, role) {
  const ringing = (store.views[role].pages ?? []).filter((p) => p.acknowledged_s === null);
  redraw(box, role === "ops" && ringing.length ? h("p", { class: "ringing", role: "alert" }, `☎ ${ringing[0].text}${ringing.length > 1 ? ` (and ${ringing.length - 1} more)` : ""} `, button("Acknowledge", () => openForm(store, link, role, "acknowledge"), { class: "primary" })) : null);
}

export function asked(box, drill) {
  const { store, role } = drill;
  const open = (store.views[role].decisions ?? []).filter((d) => d.state.made_s === null);
  const can = SEATS.includes(role);
  redraw(box, open.map((d) => h("article", { class: "asked", "data-key": d.state.id }, h("strong", {}, `? ${d.question}`), h("p", { class: "muted" }, d.options.map((o) => o.title).join(" · ")), d.state.proposals.length ? h("p", {}, `${d.state.proposals.length} proposed already`) : null, can ? button(role === "ic" ? "Decide…" : "Propose…", () => drill.form("decide", { decision: d.state.id }), { class: "primary" }) : null)));
}

export function due(box, drill) {
  const { store, role } = drill;
  const open = (store.views[role].due ?? []).filter((d) => d.done_s === null);
  redraw(
    box,
    h("h2", {}, open.length > 1 ? `Due now (${open.length})` : "Due now"),
    open.length ? null : h("p", { class: "muted" }, "Nothing is due. Watch the charts, and keep the others informed."),
    h("ul", { class: "due" }, open.map((item, n) => dueItem(drill, item, n === 0))),
  );
}

// The first is told at length, with what the coach says; the others in a line each.
function dueItem(drill, item, first) {
  const { store, role } = drill;
  const left = item.due_s === null ? null : item.due_s - store.atS;
  const late = left !== null && left < 0;
  const can = item.seat === role && item.action !== "watch";
  const time = left === null ? null : h("small", { class: late ? "bad" : left < SOON_S ? "warn" : "muted" }, late ? `▲ ${lasts(-left)} late` : `${lasts(left)} left`);
  const go = can ? button("Do it…", () => drill.form(item.action, { ...item.with_, item: item.id }), { class: first ? "primary" : "", "aria-label": `Do it: ${item.text}` }) : h("small", { class: "muted" }, ROLES[item.seat]);
  const advice = store.coach && first ? h("p", { class: "muted" }, item.say === item.text ? item.why : item.say) : null;
  return h("li", { class: `${late ? "late" : ""} ${first ? "first" : ""}`, "data-key": item.id, title: store.coach ? item.say : null }, h("span", { class: "what" }, h("strong", {}, item.text), " ", time), advice, go);
}

export function actions(box, drill) {
  const { store, role } = drill;
  const view = store.views[role];
  const known = (ACTIONS[role] ?? []).filter(([, , , when]) => !when || when(view));
  redraw(box, known.length ? h("h2", {}, "What you can do") : null, h("div", { class: "actions" }, known.map(([action, text, letter]) => button(text, () => drill.form(action), { "data-key": action, "aria-keyshortcuts": letter, title: `Key ${letter}` }))));
}

export function works(box, store) {
  const view = store.view_;
  const title = (lever) => store.book.levers.find((l) => l.id === lever)?.title ?? lever;
  const changes = [...(view.mitigations ?? [])].reverse();
  const found = [...(view.inquiries ?? [])].reverse();
  const checks = [...(view.checks ?? [])].reverse();
  redraw(
    box,
    h("h2", {}, "Changes of the system"),
    changes.length ? null : h("p", { class: "muted" }, "None so far."),
    h("ul", {}, changes.map((m) => h("li", { "data-key": m.id }, h("strong", {}, title(m.lever)), " ", mitigation(store, m)))),
    h("h2", {}, "Found out"),
    found.length + checks.length ? null : h("p", { class: "muted" }, "Nothing yet."),
    h("ul", {}, found.map((i) => h("li", { "data-key": `i-${i.id}` }, h("strong", {}, lookup(store, i.id)), h("p", {}, i.done_s === null ? `… looking, ${lasts(Math.max(0, i.ready_s - store.atS))} to go` : i.finding))), checks.map((c) => h("li", { "data-key": `c-${c.lever}-${c.precondition}` }, h("strong", {}, `Checked for “${title(c.lever)}”`), h("p", {}, c.done_s === null ? "… being checked" : `${c.holds ? "✓" : "✗"} ${c.finding}`)))),
  );
}

function lookup(store, id) {
  return store.book.lookups.find((l) => l.id === id)?.title ?? id;
}

const ENDS = { refused: "refused", failed: "failed", aborted: "stopped", undone: "taken back" };

function mitigation(store, m) {
  if (m.phase === "refused" || m.phase === "failed") return h("span", { class: "bad" }, `✗ ${ENDS[m.phase]}. ${m.note}`);
  if (m.phase in ENDS || m.ended_s !== null) return h("span", { class: "muted" }, `${ENDS[m.phase] ?? "ended"}${m.ended_s === null ? "" : ` at ${clock(m.ended_s)}`}`);
  if (m.completed_s !== null) return h("span", { class: "good" }, `✓ done since ${clock(m.completed_s)}. Look at the charts: did it help?`);
  const all = Math.max(1, m.full_s - m.at_s);
  const part = Math.min(1, Math.max(0, (store.atS - m.at_s) / all));
  return [h("small", { class: "muted" }, `running, ${lasts(Math.max(0, m.full_s - store.atS))} to go`), h("progress", { value: part, max: 1, "aria-label": `${Math.round(part * 100)} %` })];
}

// Who holds which role, whether they are there, and the tasks that were given.
export function team(box, drill) {
  const { store, role } = drill;
  const view = store.views[role];
  const places = store.lobby?.seats ?? {};
  const state = (seat) => {
    const place = places[seat];
    if (!place) return "";
    if (place.bot) return place.name ? " (a bot, until they are back)" : " (bot)";
    return place.here ? "" : " (away)";
  };
  redraw(
    box,
    h("h2", {}, "Team"),
    h("ul", {}, SEATS.map((seat) => h("li", { "data-key": seat }, h("strong", {}, ROLES[seat]), `: ${view.roles[seat]?.person ?? view.seats[seat] ?? "nobody"}${state(seat)}`, view.roles[seat] || view.incident.declared_s === null ? null : h("small", { class: "muted" }, " not named yet"), seatButton(drill, seat, places[seat])))),
    (view.tasks ?? []).length ? h("h3", {}, "Tasks") : null,
    h("ul", {}, [...(view.tasks ?? [])].reverse().map((t) => h("li", { "data-key": t.id }, `${t.done_s !== null ? "✓" : t.confirmed_s !== null ? "…" : "?"} ${ROLES[t.to]}: ${t.text} `, h("small", { class: "muted" }, task(store, t))))),
  );
}

// Whoever comes late takes a seat from a bot; whoever has to go leaves theirs to one.
function seatButton({ store, link }, seat, place) {
  if (store.you.part !== "player" || !place) return null;
  if (place.person === store.you.id) return button("Leave to a bot", () => link.tell("rise", { seat }), { class: "quiet", "aria-label": `Leave the seat ${ROLES[seat]} to a bot` });
  return place.person && place.here ? null : button("Sit here", () => link.tell("sit", { seat }), { class: "quiet", "aria-label": `Sit as ${ROLES[seat]}` });
}

function task(store, t) {
  if (t.done_s !== null) return t.result;
  const left = t.at_s + t.limit_s - store.atS;
  return `${t.confirmed_s === null ? "not understood yet, " : ""}${left < 0 ? `▲ ${lasts(-left)} late` : `${lasts(left)} left`}`;
}



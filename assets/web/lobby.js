// The door and the lobby: who are you, where do you sit, and off you go.

import { h, fill, button, redraw } from "./dom.js";
import { join } from "./net.js";
import { OWNS, ROLES, SEATS, lasts } from "./words.js";

// Asks for a name; calls `enter(token)` once the room has let somebody in.
export function door(app, { code, part, secret }, enter) {
  const name = h("input", { id: "name", maxlength: 40, autocomplete: "nickname", required: true });
  const room = h("input", { id: "code", maxlength: 8, autocapitalize: "characters", autocomplete: "off", required: true, value: code });
  const refused = h("p", { class: "refused", role: "alert" });
  const watch = h("input", { type: "checkbox", id: "watch" });
  const form = h(
    "form",
    {
      class: "door",
      onsubmit: async (event) => {
        event.preventDefault();
        const wish = { code: room.value, name: name.value, part: part === "player" && watch.checked ? "observer" : part, secret };
        const answer = await join(wish);
        if (answer.token) enter(answer.room, answer.token, name.value);
        else refused.textContent = answer.text ?? "That did not work.";
      },
    },
    h("h1", {}, "Break Glass"),
    h("p", {}, part === "player" ? `A drill for people on call: a shop fails, and you bring it back together. You need ${code ? "" : "the code that you were given, and "}a name, nothing else.` : `You come as ${part}. Your link is your key: keep it to yourself.`),
    h("label", { for: "name" }, "Your name, as the others will read it", name),
    code ? null : h("label", { for: "code" }, "Code of the room, six letters", room),
    part === "player" ? h("label", { class: "inline", for: "watch" }, watch, "I only want to watch") : null,
    refused,
    h("button", { class: "primary" }, "Come in"),
  );
  fill(app, h("main", { id: "main", class: "narrow" }, form));
  (code ? name : room).focus();
}

export class Lobby {
  constructor(app, store, link) {
    Object.assign(this, { app, store, link });
    this.main = h("main", { id: "main", class: "lobby" });
  }

  draw() {
    if (!this.main.isConnected) fill(this.app, this.main);
    const { book, you, room } = this.store;
    document.title = `${book.title} · room ${room}`;
    redraw(
      this.main,
      h("header", {}, h("h1", {}, book.title), h("p", { class: "muted" }, `Room ${room} · at most ${lasts(book.duration_s)} · you are ${you.name}${you.part === "player" ? "" : `, ${you.part}`}`)),
      you.part === "facilitator" ? invitation(room) : null,
      h("section", { "aria-label": "Story", class: "story" }, h("p", {}, book.story)),
      this.seats(),
      this.start(),
      this.people(),
      h("section", { "aria-label": "Runbook" }, h("h2", {}, "Read this before you begin"), first(book)),
    );
  }

  seats() {
    const { part } = this.store.you;
    const hint = { player: "Take a seat. You may hold more than one; bots play what stays free.", facilitator: "Players take the seats themselves; bots play what stays free." }[part] ?? "Bots play what stays free.";
    return h("section", { "aria-label": "Seats" }, h("h2", {}, "Who sits where"), h("p", { class: "muted" }, hint), h("div", { class: "seats" }, SEATS.map((seat) => seatCard(this.store, this.link, seat))));
  }

  start() {
    const { lobby: now, you } = this.store;
    const led = now.people.some((p) => p.part === "facilitator" && p.here);
    const seated = SEATS.some((s) => now.seats[s].person === you.id);
    if (you.part === "facilitator" || (seated && !led)) {
      const free = SEATS.filter((s) => !now.seats[s].name).length;
      return h("section", { class: "start" }, button("Begin the drill", () => this.link.tell("begin"), { class: "primary" }), h("p", { class: "muted" }, free ? `${free === 1 ? "One seat is" : `${free} seats are`} still free. Whoever comes later takes a seat from a bot.` : "All seats are taken."));
    }
    const waits = led ? "The facilitator begins the drill; this page then changes by itself." : you.part === "player" ? "Take a seat; then you can begin." : "Whoever has a seat begins; this page then changes by itself.";
    return h("section", { class: "start" }, h("p", { class: "muted", role: "status" }, waits));
  }

  people() {
    const { people } = this.store.lobby;
    return h("section", { "aria-label": "People" }, h("h2", {}, `In the room (${people.filter((p) => p.here).length})`), h("ul", { class: "people" }, people.map((p) => h("li", { "data-key": p.id, class: p.here ? "" : "muted" }, `${p.here ? "●" : "○"} ${p.name}${p.part === "player" ? "" : ` (${p.part})`}${p.here ? "" : ", away"}`))));
  }
}

// How the others come in: for reading out, for copying, and for a phone's camera.
export function invitation(room) {
  const address = `${location.origin}/${room}`;
  const said = h("small", { role: "status", class: "muted" });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = "Copied.";
    } catch {
      said.textContent = "This browser does not let a page copy here; mark the address and copy it yourself.";
    }
  };
  return h("section", { class: "invite", "aria-label": "Invitation" }, h("img", { src: `/qr/${room}.svg`, alt: `QR code of ${address}`, width: 132, height: 132 }), h("div", {}, h("h2", {}, "How the others come in"), h("p", { class: "address" }, address), h("p", {}, "Code ", h("strong", { class: "code" }, room)), h("p", {}, button("Copy the address", copy), " ", said), ["localhost", "127.0.0.1", "[::1]"].includes(location.hostname) ? h("p", { class: "muted" }, "Only this machine can come in. To let others in, start the host with --bind 0.0.0.0.") : null));
}

function seatCard(store, link, seat) {
  const { lobby: now, you } = store;
  const place = now.seats[seat];
  const own = place.person === you.id;
  const who = own ? "You" : place.name ? `${place.name}${place.here ? "" : " (away)"}` : "Free: a bot will play";
  let act = null;
  if (own) act = button("Leave", () => link.tell("rise", { seat }), { "aria-label": `Leave the seat ${ROLES[seat]}` });
  else if (you.part === "player" && !(place.name && place.here)) act = button("Sit here", () => link.tell("sit", { seat }), { class: "primary", "aria-label": `Sit as ${ROLES[seat]}` });
  else if (you.part === "facilitator" && place.name) act = button("Free it", () => link.tell("move", { seat }), { "aria-label": `Free the seat ${ROLES[seat]}` });
  return h("article", { class: `seat ${own ? "own" : ""}`, "data-key": seat }, h("h3", {}, ROLES[seat]), h("p", {}, OWNS[seat]), h("p", { class: "who" }, who), act);
}

function first(book) {
  return h("ol", { class: "checklist" }, book.runbook.checklist.map((item) => h("li", {}, `${item.from_s / 60}–${item.to_s / 60} min: ${item.text}`)));
}

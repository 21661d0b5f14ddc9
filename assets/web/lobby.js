// The door and the lobby: who are you, where do you sit, and off you go.

import { h, fill, button } from "./dom.js";
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
    h("p", {}, part === "player" ? "A drill for people on call. You need the code and a name, nothing else." : `You come as ${part}.`),
    h("label", { for: "name" }, "Your name, as the others shall read it", name),
    code ? null : h("label", { for: "code" }, "Code of the room", room),
    part === "player" ? h("label", { class: "inline", for: "watch" }, watch, "I only watch") : null,
    refused,
    h("button", { class: "primary" }, "Come in"),
  );
  fill(app, h("main", { id: "main", class: "narrow" }, form));
  name.focus();
}

export function lobby(app, store, link) {
  const { lobby: now, you, book } = store;
  const leads = you.part === "facilitator";
  const led = now.people.some((p) => p.part === "facilitator" && p.here);
  const seated = SEATS.some((s) => now.seats[s].person === you.id);
  fill(
    app,
    h("main", { id: "main", class: "lobby" },
      h("header", {}, h("h1", {}, book.title), h("p", { class: "muted" }, `Room ${store.room} · ${lasts(book.duration_s)} at most · you are ${you.name}${you.part === "player" ? "" : `, ${you.part}`}`)),
      h("section", { "aria-label": "Story", class: "story" }, h("p", {}, book.story)),
      h("section", { "aria-label": "Seats" },
        h("h2", {}, "Who sits where"),
        h("p", { class: "muted" }, "Free seats are played by bots. You may hold more than one."),
        h("div", { class: "seats" }, SEATS.map((seat) => seatCard(store, link, seat)))),
      h("section", { "aria-label": "People" }, h("h2", {}, "In the room"), h("ul", { class: "people" }, now.people.map((p) => h("li", { class: p.here ? "" : "muted" }, `${p.here ? "●" : "○"} ${p.name}`, p.part === "player" ? "" : ` (${p.part})`)))),
      h("section", { "aria-label": "Runbook" }, h("h2", {}, "Read this before you begin"), first(book)),
      h("footer", {},
        leads || (seated && !led) ? button("Begin the drill", () => link.tell("begin"), { class: "primary" }) : h("p", { class: "muted" }, led ? "The facilitator begins." : "Take a seat; then you can begin."))),
  );
}

function seatCard(store, link, seat) {
  const { lobby: now, you } = store;
  const place = now.seats[seat];
  const own = place.person === you.id;
  const who = own ? "You" : place.name ? `${place.name}${place.here ? "" : " (away)"}` : "Free: a bot will play";
  let act = null;
  if (own) act = button("Leave", () => link.tell("rise", { seat }));
  else if (you.part === "player" && !place.name) act = button("Sit here", () => link.tell("sit", { seat }), { class: "primary", "aria-label": `Sit as ${ROLES[seat]}` });
  else if (you.part === "facilitator" && place.name) act = button("Free it", () => link.tell("move", { seat }));
  return h("article", { class: `seat ${own ? "own" : ""}` }, h("h3", {}, ROLES[seat]), h("p", {}, OWNS[seat]), h("p", { class: "who" }, who), act);
}

function first(book) {
  return h("ol", { class: "checklist" }, book.runbook.checklist.map((item) => h("li", {}, `${item.from_s / 60}–${item.to_s / 60} min: ${item.text}`)));
}

// The connection: opens again by itself, and sends what was not answered once more.
// A command keeps its name for ever, so that the room takes it once, however often it is sent.

const KEY = "breakglass";
const QUIET_MS = 12000;
const ANSWER_MS = 5000;
const LOOK_MS = 2500;

export function remembered(room) {
  try {
    return JSON.parse(localStorage.getItem(`${KEY}:${room}`) ?? "null");
  } catch {
    return null;
  }
}

export function remember(room, data) {
  try {
    if (data) localStorage.setItem(`${KEY}:${room}`, JSON.stringify(data));
    else localStorage.removeItem(`${KEY}:${room}`);
  } catch {
    // A browser that keeps nothing still plays; it only has to join again after a reload.
  }
}

export async function join(wish) {
  let answer;
  try {
    answer = await fetch("/api/join", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) });
  } catch {
    return { text: "The host does not answer. Is it still running?" };
  }
  try {
    return await answer.json();
  } catch {
    return { text: "The host gave a strange answer." };
  }
}

export class Link {
  constructor(token, hear, state) {
    this.token = token;
    this.hear = hear;
    this.state = state;
    this.open = false;
    this.tries = 0;
    this.closed = false;
    this.waiting = new Map();
    this.names = 0;
    this.session = Math.random().toString(36).slice(2, 10);
    this.connect();
    addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.hurry(); });
    setInterval(() => this.look(), LOOK_MS);
  }

  connect() {
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    this.socket = new WebSocket(`${scheme}://${location.host}/ws`);
    this.socket.onopen = () => {
      this.socket.send(JSON.stringify({ t: "hello", token: this.token }));
      this.open = true;
      this.heard();
      this.tries = 0;
      this.state("open");
      for (const { message } of this.waiting.values()) this.socket.send(JSON.stringify(message));
    };
    this.socket.onmessage = (event) => { this.heard(); this.took(JSON.parse(event.data)); };
    this.socket.onclose = () => this.lost();
  }

  lost() {
    this.open = false;
    if (this.closed) return;
    this.state("away");
    this.tries += 1;
    this.timer = setTimeout(() => this.connect(), Math.min(10000, 300 * 2 ** Math.min(this.tries, 5)));
  }

  heard() {
    this.heardMs = performance.now();
    this.askedMs = null;
  }

  // After sleep, or behind a network that is gone, a connection can look open for minutes. When
  // nothing has come for a while, something small is asked; without an answer it is given up.
  look() {
    if (!this.open || this.closed) return;
    const now = performance.now();
    if (this.askedMs !== null && now - this.askedMs > ANSWER_MS) {
      this.socket.onopen = this.socket.onmessage = this.socket.onclose = null;
      this.socket.close();
      this.lost();
    } else if (this.askedMs === null && now - this.heardMs > QUIET_MS) {
      this.askedMs = now;
      this.tell("complete", { ref: "alive", line: "" });
    }
  }

  hurry() {
    if (this.open || this.closed || this.socket.readyState === WebSocket.CONNECTING) return;
    clearTimeout(this.timer);
    this.connect();
  }

  leave() {
    this.closed = true;
    this.socket.close();
  }

  took(message) {
    if (message.t === "stranger") {
      this.leave();
      this.state("stranger");
      return;
    }
    const waits = message.ref ? this.waiting.get(message.ref) : undefined;
    if (waits) {
      this.waiting.delete(message.ref);
      waits.resolve(message);
    }
    this.hear(message);
  }

  tell(kind, fields = {}) {
    if (this.open) this.socket.send(JSON.stringify({ t: kind, ...fields }));
  }

  // A message that is answered; kept until it is.
  ask(kind, fields = {}) {
    this.names += 1;
    const ref = `${this.session}-${this.names}`;
    const message = { t: kind, ref, ...fields };
    return new Promise((resolve) => {
      this.waiting.set(ref, { message, resolve });
      if (this.open) this.socket.send(JSON.stringify(message));
    });
  }

  act(role, what, fields = {}) {
    return this.ask("act", { role, do: what, with: fields });
  }
}

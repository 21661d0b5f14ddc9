// What the room has told: the book, the seats, and a view for each role this window has.

export class Store {
  // `again` asks for everything anew, `fetch` for the history of one more metric.
  constructor(again, fetch) {
    this.again = again;
    this.fetch = fetch;
    this.book = null;
    this.metrics = [];
    this.byId = new Map();
    this.you = null;
    this.lobby = null;
    this.views = {};
    this.counts = {};
    this.series = new Map();
    this.wanted = new Set();
    this.watchers = new Set();
    this.firstS = 0;
    this.atS = 0;
    this.report = null;
    this.title = "";
    this.scenario = "";
    this.room = "";
    this.coach = false;
  }

  // Takes a message in; the names of the parts that changed.
  take(message) {
    switch (message.t) {
      case "welcome":
        Object.assign(this, { book: message.book, metrics: message.metrics, room: message.room, scenario: message.scenario, coach: message.coach });
        this.byId = new Map(message.metrics.map((m, n) => [m.id, { ...m, n }]));
        return ["book"];
      case "you":
        this.you = message;
        this.views = {};
        this.counts = {};
        return ["you"];
      case "lobby":
        this.lobby = message;
        return ["lobby"];
      case "history":
        this.firstS = message.from_s;
        this.atS = message.to_s;
        this.series = new Map(Object.entries(message.series));
        for (const metric of this.wanted) this.fetch(metric);
        return ["series"];
      case "series":
        // It may know seconds that have yet to come as a tick; those are added then.
        this.series.set(message.metric, message.values.slice(0, this.atS - message.from_s + 1));
        return ["series"];
      case "tick":
        return this.tick(message);
      case "view":
      case "diff":
        return this.view(message);
      case "over":
        Object.assign(this, { report: message.report, title: message.title, scenario: message.scenario });
        return ["over"];
      default:
        return [];
    }
  }

  tick(message) {
    if (message.from_s !== this.atS + 1) {
      this.again();
      return [];
    }
    for (const row of message.rows) {
      this.atS += 1;
      for (const [metric, values] of this.series) values.push(row[this.byId.get(metric).n]);
    }
    return ["series"];
  }

  view(message) {
    const { role } = message;
    if (message.t === "diff" && message.k !== (this.counts[role] ?? -9) + 1) {
      this.again();
      return [];
    }
    this.counts[role] = message.k;
    if (message.t === "view") this.views[role] = {};
    const view = this.views[role];
    Object.assign(view, message.set);
    for (const [name, [place, items]] of Object.entries(message.list)) {
      view[name] = [...(view[name] ?? []).slice(0, place), ...items];
    }
    return [...Object.keys(message.set), ...Object.keys(message.list)];
  }

  // Everything that comes from now on of a metric which is not on the dashboards by itself.
  want(metric) {
    if (this.series.has(metric) || this.wanted.has(metric)) return;
    this.wanted.add(metric);
    this.fetch(metric);
  }

  // Calls `tell` after each change, until what is returned is called.
  watch(tell) {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  }

  changed() {
    for (const tell of this.watchers) tell();
  }

  titleOf(metric) {
    if (metric.title) return metric.title;
    const text = metric.id.replaceAll(".", " · ");
    return text[0].toUpperCase() + text.slice(1);
  }

  now(metric, ago = 0) {
    const values = this.series.get(metric);
    return values ? values[values.length - 1 - ago] : undefined;
  }

  person(key) {
    const contact = this.book.contacts.find((c) => c.id === key);
    if (contact) return contact.name;
    return this.view_.seats?.[key] ?? key;
  }

  get view_() {
    return Object.values(this.views)[0] ?? {};
  }
}

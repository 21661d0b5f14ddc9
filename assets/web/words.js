// How figures and moments are written.

export const ROLES = { ic: "Incident Commander", ops: "Operations Lead", comms: "Communications Lead", scribe: "Scribe", facilitator: "Facilitator", evaluator: "Evaluator", observer: "Observer" };
export const SEATS = ["ic", "ops", "comms", "scribe"];
export const OWNS = {
  ic: "Leads: decides, names roles, tracks time. Hands off the keyboard.",
  ops: "Finds out what is wrong, and is the only one who changes the system.",
  comms: "Tells customers, executives and support what they need to know.",
  scribe: "Writes down who decided, did and saw what, and when.",
};

export function clock(at) {
  const s = Math.max(0, Math.floor(at));
  const two = (n) => String(n).padStart(2, "0");
  const hours = Math.floor(s / 3600);
  const rest = `${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  return hours ? `T+${two(hours)}:${rest}` : `T+${rest}`;
}

export function utc(start, at) {
  const moment = new Date(Date.parse(start) + at * 1000);
  return moment.toISOString().slice(11, 16) + " UTC";
}

export function lasts(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 90) return `${s} s`;
  return s % 60 && s < 600 ? `${Math.floor(s / 60)} min ${s % 60} s` : `${Math.round(s / 60)} min`;
}

export function show(metric, value) {
  if (value === null || value === undefined) return "no data";
  switch (metric.unit) {
    case "%": return value * 100 < 99.95 ? `${(value * 100).toFixed(1)} %` : "100 %";
    case "ms": return value < 1000 ? `${value.toFixed(0)} ms` : `${(value / 1000).toFixed(1)} s`;
    case "/s": return value < 100 ? `${value.toFixed(1)} /s` : `${value.toFixed(0)} /s`;
    default: return value.toFixed(0);
  }
}

export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : "";
}

// "12:30", "T+00:12:30" or "12m" as seconds; null when it is none of them.
export function moment(text) {
  const plain = text.trim().replace(/^T\+/i, "");
  if (/^\d+(:\d{1,2}){1,2}$/.test(plain)) {
    return plain.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  }
  const found = /^(\d+)\s*(s|m|min|h)?$/.exec(plain);
  if (!found) return null;
  return Number(found[1]) * { s: 1, m: 60, min: 60, h: 3600 }[found[2] ?? "m"];
}

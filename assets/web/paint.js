// Drawing of one chart: lines, a threshold, marks for what was done, and a cross-hair.

export const DASHES = [[], [6, 3], [2, 3], [9, 3, 2, 3], [1, 2], [12, 4]];
const STEPS_S = [60, 120, 300, 600, 900, 1800, 3600];

// `lines` are {values, colour, dash}; the first decides on the scale together with the threshold.
export function paint(canvas, metric, lines, { firstS, span, colours, marks, hoverS, axis = null }) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  if (!width || !height) return;
  const pen = penOf(canvas, width, height);
  const [from, to] = span;
  const left = axis ? 58 : 0;
  const top = highest(metric, lines, Math.max(0, from - firstS));
  const x = (s) => left + ((s - from) / (to - from)) * (width - left);
  const y = (v) => height - 15 - (v / top) * (height - 29);
  const frame = { pen, width, height, left, x, y };
  grid(frame, from, to, colours);
  if (axis) scale(frame, top, axis, colours);
  if (metric.threshold !== null && metric.threshold !== undefined) limit(frame, metric, axis, colours);
  for (const line of lines) curve(frame, line, firstS, from, to);
  strokes(frame, marks, from, colours);
  if (hoverS !== null) {
    pen.fillStyle = colours.ink;
    pen.fillRect(x(hoverS), 0, 1, height - 13);
  }
}

function penOf(canvas, width, height) {
  const ratio = devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const pen = canvas.getContext("2d");
  pen.scale(ratio, ratio);
  pen.font = "11px 'DejaVu Sans', sans-serif";
  return pen;
}

function highest(metric, lines, begin) {
  const share = metric.unit === "%";
  let top = Math.max(metric.threshold ?? 0, share && metric.better === "high" ? 1 : 1e-9);
  for (const { values } of lines) {
    for (let n = begin; n < values.length; n += 1) if (values[n] > top) top = values[n];
  }
  return share && top <= 1 && metric.better === "high" ? 1 : top * 1.1;
}

function grid({ pen, width, height, x }, from, to, colours) {
  const step = STEPS_S.find((s) => (to - from) / s <= Math.max(2, width / 60)) ?? 3600;
  pen.strokeStyle = colours.line;
  pen.fillStyle = colours.muted;
  pen.beginPath();
  for (let s = Math.ceil(from / step) * step; s <= to; s += step) {
    pen.moveTo(x(s), 14);
    pen.lineTo(x(s), height - 13);
    if (x(s) < width - 26) pen.fillText(`${s / 60}′`, x(s) + 2, height - 3);
  }
  pen.stroke();
}

function scale({ pen, width, left, y }, top, text, colours) {
  pen.strokeStyle = colours.line;
  pen.fillStyle = colours.muted;
  for (const part of [0, 0.25, 0.5, 0.75, 1]) {
    pen.beginPath();
    pen.moveTo(left, y(top * part));
    pen.lineTo(width, y(top * part));
    pen.stroke();
    pen.fillText(text(top * part), 0, y(top * part) + 4);
  }
}

function limit({ pen, width, left, y }, metric, axis, colours) {
  pen.setLineDash([4, 4]);
  pen.strokeStyle = colours.ink;
  pen.globalAlpha = 0.6;
  pen.beginPath();
  pen.moveTo(left, y(metric.threshold));
  pen.lineTo(width, y(metric.threshold));
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
  if (!axis) return;
  pen.fillStyle = colours.ink;
  const words = `good ${metric.better === "high" ? "above" : "below"} ${axis(metric.threshold)}`;
  pen.fillText(words, width - pen.measureText(words).width - 6, y(metric.threshold) + (metric.better === "high" ? 14 : -5));
}

function curve({ pen, width, x, y }, { values, colour, dash = [] }, firstS, from, to) {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.6;
  pen.setLineDash(dash);
  pen.beginPath();
  // More seconds than pixels: each column shows its lowest and its highest value.
  const stride = Math.max(1, Math.floor((to - from) / Math.max(1, width)));
  let down = false;
  for (let s = from; s - firstS < values.length; s += stride) {
    const seen = values.slice(s - firstS, s - firstS + stride).filter((v) => v !== null && v !== undefined);
    if (!seen.length) { down = false; continue; }
    const low = Math.min(...seen);
    const high = Math.max(...seen);
    if (down) pen.lineTo(x(s), y(low)); else pen.moveTo(x(s), y(low));
    if (high !== low) pen.lineTo(x(s), y(high));
    down = true;
  }
  pen.stroke();
  pen.setLineDash([]);
  pen.lineWidth = 1;
}

function strokes({ pen, height, x }, marks, from, colours) {
  pen.fillStyle = colours.mark;
  let last = -99;
  for (const [at, sign] of marks) {
    if (at < from || x(at) - last < 11) continue;
    last = x(at);
    pen.fillText(sign, Math.max(0, last - 4), 10);
    pen.globalAlpha = 0.5;
    pen.fillRect(last, 13, 1, height - 27);
    pen.globalAlpha = 1;
  }
}

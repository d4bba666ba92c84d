// Turns the output of a model of a typed table into rows, as docs/FORMAT.md describes its codes.
import { names, pairs } from "./metadata.mjs";

function bytes(text) {
  const binary = atob(text);
  return Uint8Array.from(binary, (c) => c.charCodeAt(0)).buffer;
}

const floats = (text) => (text ? new Float32Array(bytes(text)) : new Float32Array(0));
const longs = (text) => Array.from(new BigInt64Array(bytes(text)), Number);

// The first element above a value, which is below the last element.
function above(ascending, value) {
  let low = 0, high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] > value) high = middle; else low = middle + 1;
  }
  return low;
}

function draw(logits, shifts, uniform) {
  const shifted = logits.map((logit, i) => logit + (shifts[i] ?? 0));
  const highest = Math.max(...shifted);
  const weights = shifted.map((logit) => Math.exp(logit - highest));
  let rest = uniform * weights.reduce((a, b) => a + b, 0);
  for (let i = 0; i < weights.length - 1; i++) {
    rest -= weights[i];
    if (rest < 0) return i;
  }
  return weights.length - 1;
}

function scoreCode(code) {
  const positions = longs(code.positions), shares = floats(code.shares), scores = floats(code.scores);
  const last = scores.length - 1;
  const share = (score) => {
    if (!(score > scores[0])) return 0;
    if (score >= scores[last]) return 1;
    const right = above(scores, score);
    return (right - 1 + (score - scores[right - 1]) / (scores[right] - scores[right - 1])) / last;
  };
  return (score) => {
    const at = share(score);
    if (at >= 1) return positions[positions.length - 1];
    const right = above(shares, at);
    if (right === 0) return positions[0];
    const part = (at - shares[right - 1]) / (shares[right] - shares[right - 1]);
    return positions[right - 1] + Math.round(part * (positions[right] - positions[right - 1]));
  };
}

function decimal(column) {
  const places = Number(column.places);
  return (position) => {
    const digits = String(Math.abs(position)).padStart(places + 1, "0");
    let text = `${position < 0 ? "-" : ""}${digits.slice(0, -places)}.${digits.slice(-places)}`;
    if (column.zeros === "trimmed") text = text.replace(/\.?0+$/, "");
    return column.mark === "comma" ? text.replace(".", ",") : text;
  };
}

const pad = (number, digits) => String(number).padStart(digits, "0");

// From a position to the text of a cell; dates are written as ISO 8601, whatever their notation.
function writer(column) {
  switch (column.type) {
    case "integer": return String;
    case "decimal": return decimal(column);
    case "category": case "ordered": { const levels = names(column.levels); return (position) => levels[position]; }
    case "boolean": return (position) => column[position === 1 ? "true" : "false"] ?? String(position === 1);
    case "date": return (position) => new Date(position * 864e5).toISOString().slice(0, 10);
    case "constant": return () => column.value;
    case "sequence": return (_, row) => (column.prefix ?? "") + pad(Number(column.first ?? 1) + row, Number(column.digits ?? 1));
    case "uuid": return () => crypto.randomUUID();
    default: throw new Error(`this page does not write columns of type ${column.type}: use bin/wgan sample`);
  }
}

// The columns' names, and a function from the values of one row, its index and a source of uniform
// numbers to cells; null for a model without typed columns.
export function table(properties) {
  if (!("wgan.table.csv" in properties)) return null;
  const columns = [];
  for (let c = 0; `wgan.table.column.${c}` in properties; c++) {
    const column = pairs(properties[`wgan.table.column.${c}`]);
    const code = pairs(properties[`wgan.table.code.${c}`]);
    const missing = code.missing === "yes";
    const positions = code.code === "logits" ? longs(code.positions) : [];
    columns.push({
      name: column.name,
      absent: column.missing ?? "",
      score: code.code === "score" ? scoreCode(code) : null,
      positions,
      logits: code.code === "logits" ? positions.length + (missing ? 1 : 0) : code.code === "score" && missing ? 2 : 0,
      shifts: floats(code.shifts),
      text: writer(column),
    });
  }
  const scores = columns.filter((column) => column.score).length;
  const row = (values, index, uniform) => {
    let score = 0, logit = scores;
    return columns.map((column) => {
      const drawn = column.logits > 0
        ? draw(Array.from(values.subarray(logit, logit + column.logits)), column.shifts, uniform()) : 0;
      logit += column.logits;
      if (column.score) {
        const value = values[score++];
        return drawn === 1 ? column.absent : column.text(column.score(value), index);
      }
      if (column.positions.length > 0 && drawn === column.positions.length) return column.absent;
      return column.text(column.positions.length > 0 ? column.positions[drawn] : 0, index);
    });
  };
  return { names: columns.map((column) => column.name), row };
}

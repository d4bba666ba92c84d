// Draws portraits in ten styles: node draw.mjs FOLDER [PER-STYLE] [SIZE] [PART] [LABEL]
//
// FOLDER receives one folder of PNG files per class. The classes are the styles, or, if LABEL is "look", pairs
// of style and hair: the classes of the classifier whose features judge the portraits. If LABEL is "detail",
// they are the classes of training: looks, which also name colours where a style has few hairs. Portrait i of
// a style is drawn from the seed "PART-i": the parts "train" and "test" share no seed. Equal arguments draw
// equal pictures.
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAvatar } from "@dicebear/core";
import * as collection from "@dicebear/collection";
import { Resvg } from "@resvg/resvg-js";

// The drawings are under CC0 1.0 or CC BY 4.0; the card of avatars names their authors.
const styles = {
  adventurer: collection.adventurer,
  "big-smile": collection.bigSmile,
  lorelei: collection.lorelei,
  micah: collection.micah,
  miniavs: collection.miniavs,
  notionists: collection.notionists,
  "open-peeps": collection.openPeeps,
  personas: collection.personas,
  "pixel-art": collection.pixelArt,
  "toon-head": collection.toonHead,
};
// What a class names after the style.
const details = {
  "big-smile": ["hair", "hairColor"],
  micah: ["hair", "hairColor"],
  miniavs: ["hair", "skinColor", "hairColor"],
  personas: ["hair", "hairColor"],
  "toon-head": ["hair", "rearHair", "hairColor"],
};
const backgrounds = ["b6e3f4", "c0aede", "d1d4f9", "ffd5dc", "ffdfbf"];

function classOf(style, drawing) {
  const hair = "hair" in drawing ? "hair" : "head";
  const named = { style: [], look: [hair], detail: details[style] ?? [hair] }[label];
  return [style, ...named.map((key) => (drawing[key] ?? "none").replace("#", ""))].join(" ");
}

const [folder, perStyle = "4000", size = "64", part = "train", label = "style"] = process.argv.slice(2);
if (!folder || !["style", "look", "detail"].includes(label)) {
  console.error("usage: node draw.mjs FOLDER [PER-STYLE] [SIZE] [PART] [style | look | detail]");
  process.exit(2);
}
const started = Date.now();
const total = Object.keys(styles).length * perStyle;
let drawn = 0;
for (const [name, style] of Object.entries(styles)) {
  for (let i = 0; i < perStyle; i++) {
    const seed = `${part}-${i}`;
    const avatar = createAvatar(style, { seed, backgroundColor: backgrounds });
    const inside = join(folder, classOf(name, avatar.toJson().extra));
    mkdirSync(inside, { recursive: true });
    const svg = avatar.toString();
    const png = new Resvg(svg, { fitTo: { mode: "width", value: Number(size) } }).render().asPng();
    const file = join(inside, `${seed}.png`);
    writeFileSync(`${file}.part`, png);
    renameSync(`${file}.part`, file);
    drawn++;
    if (process.stderr.isTTY || drawn % 1000 === 0) {
      const left = Math.round(((Date.now() - started) / drawn) * (total - drawn) / 1000);
      process.stderr.write(`${drawn} of ${total} portraits, ${left} s left${process.stderr.isTTY ? "\r" : "\n"}`);
    }
  }
}

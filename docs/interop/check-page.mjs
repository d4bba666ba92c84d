// Opens the page in a headless Chromium, waits until samples are drawn, and takes a screenshot.
// usage: node check-page.mjs MODEL.onnx [SCREENSHOT.png [KIND]], KIND being images, sounds, films or rows
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { serve } from "./serve.mjs";

const run = promisify(execFile);
const model = resolve(process.argv[2] ?? "generator.onnx");
const screenshot = process.argv[3] && resolve(process.argv[3]);
const expected = process.argv[4];
const CHECKS = {
  images: ({ deviation, moved }) => deviation > 5 && moved > 0.5,
  sounds: ({ deviation, moved, seconds }) => deviation > 5 && moved > 0.5 && seconds > 0,
  films: ({ deviation, moved, frames, motion }) => deviation > 5 && moved > 0.5 && frames > 1 && motion > 0.5,
  rows: ({ moved, cells, distinct, broken }) =>
    moved > 0.01 && cells > 0 && broken === "0" && distinct.split(" ").every((values) => values > 1),
};
const profile = mkdtempSync(join(tmpdir(), "wgan-page-"));
const server = await serve(0, { "/generator.onnx": model });
const address = `http://127.0.0.1:${server.address().port}/?z0=1.5&seed=7`;
const flags = ["--headless", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`,
  "--virtual-time-budget=60000", "--window-size=980,760", "--hide-scrollbars"];
try {
  const chromium = process.env.CHROMIUM ?? "chromium";
  const { stdout } = await run(chromium, [...flags, "--dump-dom", address], { maxBuffer: 1 << 26, timeout: 170000 });
  const found = Object.fromEntries([...stdout.matchAll(/ data-([a-z]+)="([^"]*)"/g)].map((match) => match.slice(1)));
  const status = /id="status"[^>]*>([^<]*)</.exec(stdout)?.[1];
  console.log(`${status}; ${Object.entries(found).map((pair) => pair.join(" ")).join(", ")}`);
  if (screenshot) {
    await run(chromium, [...flags, `--screenshot=${screenshot}`, address], { timeout: 170000 });
    console.log(`wrote ${screenshot}`);
  }
  const passed = found.state === "drawn" && (expected === undefined || found.kind === expected) && CHECKS[found.kind](found);
  console.log(passed ? "1 passed, 0 failed" : "0 passed, 1 failed");
  process.exitCode = passed ? 0 : 1;
} finally {
  server.close();
  rmSync(profile, { recursive: true, force: true });
}

// Runs models in onnxruntime-web under Node and compares with what the JVM's ONNX Runtime gave.
// usage: node check.mjs FOLDER, written by InteropCheck: NAME.onnx, NAME.in, NAME.out (raw float32)
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import * as ort from "onnxruntime-web";

const TOLERANCE = 1e-4;
const folder = process.argv[2] ?? "../../wgan-onnx-export/target/interop";
ort.env.wasm.numThreads = 1;

function floats(file) {
  const bytes = readFileSync(file);
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}

let failed = 0;
const models = readdirSync(folder).filter((name) => name.endsWith(".onnx")).sort();
for (const model of models) {
  const stem = join(folder, model.slice(0, -".onnx".length));
  const session = await ort.InferenceSession.create(readFileSync(`${stem}.onnx`));
  const shape = session.inputMetadata[0].shape.slice(1);
  const latents = floats(`${stem}.in`);
  const n = latents.length / shape.reduce((a, b) => a * b, 1);
  const input = new ort.Tensor("float32", latents, [n, ...shape]);
  const outputs = await session.run({ [session.inputNames[0]]: input });
  const found = outputs[session.outputNames[0]].data;
  const expected = floats(`${stem}.out`);
  let error = found.length === expected.length ? 0 : Infinity;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    error = Math.max(error, Math.abs(found[i] - expected[i]));
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  const ok = error / scale <= TOLERANCE;
  failed += ok ? 0 : 1;
  console.log(`${ok ? "same" : "DIFFERS"} ${model}: relative error ${(error / scale).toExponential(1)}, ${n} samples`);
}
console.log(`${models.length - failed} passed, ${failed} failed`);
process.exit(failed > 0 || models.length === 0 ? 1 : 0);

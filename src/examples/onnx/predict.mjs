// The same with ONNX Runtime Web, which runs in browsers; here in Node:
//
//     npm install onnxruntime-web
//     node predict.mjs digits.onnx digits.idx
//
// In a page, fetch() brings the model, and a canvas of 28 × 28 pixels the image. The metadata aren't in its
// interface, so the rejection threshold, which mnistfit model show tells, is an argument here.

import {readFileSync} from 'node:fs';
import * as ort from 'onnxruntime-web';

const [model, images, least = '0'] = process.argv.slice(2);
ort.env.wasm.numThreads = 1;
const session = await ort.InferenceSession.create(readFileSync(model));

// An IDX file: 16 bytes of header, then a byte for each of 28 × 28 pixels, ink 255 on paper 0.
const pixels = readFileSync(images).subarray(16);
const n = pixels.length / (28 * 28);
const input = new ort.Tensor('float32', Float32Array.from(pixels, (byte) => byte / 255), [n, 1, 28, 28]);
const {probabilities} = await session.run({images: input});

const paths = readFileSync(images + '.paths.txt', 'utf8').split('\n');
for (let i = 0; i < n; i++) {
  const p = probabilities.data.slice(10 * i, 10 * i + 10);
  const confidence = Math.max(...p);
  const digit = confidence >= Number(least) ? p.indexOf(confidence) : '?';
  console.log(`${digit}\t${confidence.toFixed(3)}\t${paths[i]}`);
}

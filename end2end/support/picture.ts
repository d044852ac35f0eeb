// Pictures that no two are alike, as a camera takes them.
import { randomBytes } from "node:crypto";

const WIDTH = 160;
const HEIGHT = 120;
const HEAD = 54;

/** A bitmap of noise. */
export function noise(): Buffer {
  const pixels = randomBytes(WIDTH * HEIGHT * 3);
  const head = Buffer.alloc(HEAD);
  head.write("BM");
  head.writeUInt32LE(HEAD + pixels.length, 2);
  head.writeUInt32LE(HEAD, 10);
  head.writeUInt32LE(40, 14);
  head.writeInt32LE(WIDTH, 18);
  head.writeInt32LE(HEIGHT, 22);
  head.writeUInt16LE(1, 26);
  head.writeUInt16LE(24, 28);
  return Buffer.concat([head, pixels]);
}

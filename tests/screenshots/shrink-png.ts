import { deflateSync, inflateSync } from "node:zlib";

const SIGNATURE = 8;
const RGB = 3;
const MOST_COLOURS = 256;
/** Squared distance below which two colours pass for one; surfaces differ by more than four in each channel. */
const ALIKE = 100;

/**
 * The same picture with a palette: a page has some two thousand colours, nearly all of them of the edges of letters,
 * so 256 of them and the nearest for each other cannot be told apart. A third of the size. Takes
 * what Chromium writes, 8-bit RGB without interlacing; anything else comes back as it is.
 */
export function shrinkPng(png: Buffer): Buffer {
  const chunks = readChunks(png);
  const header = chunks.find(({ type }) => type === "IHDR")?.data;
  if (header?.readUInt32BE(8) !== 0x08_02_00_00) return png;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data));
  const pixels = unfilter(inflateSync(packed), width * RGB, height);
  const { palette, indexOf } = choosePalette(pixels);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf(pixels.readUIntBE((y * width + x) * RGB, RGB));
    }
  }
  const indexed = Buffer.from(header);
  indexed[9] = 3;
  return Buffer.concat([
    png.subarray(0, SIGNATURE),
    chunk("IHDR", indexed),
    chunk("PLTE", palette),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function readChunks(png: Buffer): { type: string; data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE; at < png.length; ) {
    const length = png.readUInt32BE(at);
    chunks.push({ type: png.toString("latin1", at + 4, at + 8), data: png.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/** A row and a pixel of zeros stand before the first ones, so that every byte has its neighbours. */
function unfilter(raw: Buffer, stride: number, height: number): Buffer {
  const wide = stride + RGB;
  const padded = Buffer.alloc(wide * (height + 1));
  for (let y = 0; y < height; y += 1) {
    const from = y * (stride + 1);
    const filter = raw.readUInt8(from);
    for (let x = 0; x < stride; x += 1) {
      const at = (y + 1) * wide + RGB + x;
      const [left, up, corner] = [at - RGB, at - wide, at - wide - RGB].map((near) => padded.readUInt8(near));
      padded[at] = raw.readUInt8(from + 1 + x) + predict(filter, left ?? 0, up ?? 0, corner ?? 0);
    }
  }
  const rows = Array.from({ length: height }, (_, y) => padded.subarray((y + 1) * wide + RGB, (y + 2) * wide));
  return Buffer.concat(rows);
}

/** The filters of PNG: none, left, up, average, Paeth. */
function predict(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) return 0;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}

function choosePalette(pixels: Buffer): { palette: Buffer; indexOf: (colour: number) => number } {
  const counts = new Map<number, number>();
  for (let at = 0; at < pixels.length; at += RGB) {
    const colour = pixels.readUIntBE(at, RGB);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const chosen = spread([...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour));
  const palette = Buffer.alloc(chosen.length * RGB);
  chosen.forEach((colour, index) => {
    palette.writeUIntBE(colour, index * RGB, RGB);
  });
  const known = new Map(chosen.map((colour, index) => [colour, index]));
  const indexOf = (colour: number) => {
    const index = known.get(colour) ?? nearest(chosen, colour);
    known.set(colour, index);
    return index;
  };
  return { palette, indexOf };
}

/** The most frequent first, and of those that look alike one only: a rare red must not become the nearest orange. */
function spread(byFrequency: readonly number[]): number[] {
  const chosen: number[] = [];
  for (const colour of byFrequency) {
    if (chosen.length === MOST_COLOURS) break;
    if (chosen.every((one) => distance(one, colour) >= ALIKE)) chosen.push(colour);
  }
  return chosen;
}

function nearest(colours: readonly number[], colour: number): number {
  const distances = colours.map((one) => distance(one, colour));
  return distances.indexOf(Math.min(...distances));
}

/** Squares of red, green and blue. */
function distance(a: number, b: number): number {
  return [16, 8, 0].reduce((sum, bits) => sum + (((a >> bits) & 255) - ((b >> bits) & 255)) ** 2, 0);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** As PNG wants it. */
function crc32(bytes: Buffer): number {
  let crc = 0xff_ff_ff_ff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xed_b8_83_20 : crc >>> 1;
  }
  return (crc ^ 0xff_ff_ff_ff) >>> 0;
}

// A PNG as pixels: what our pictures need of https://www.w3.org/TR/png-3/, eight bits a channel, not interlaced.
import { inflateSync } from 'node:zlib';

export interface PngPixels {
  readonly width: number;
  readonly height: number;
  /** 0 is black, 255 white, where nothing shines through. */
  readonly lightAt: (x: number, y: number) => number;
}

const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

export function pixelsOf(png: Uint8Array): PngPixels {
  const bytes = Buffer.from(png);
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const channels = CHANNELS[bytes[25] ?? -1];
  if (bytes[24] !== 8 || channels === undefined || bytes[28] !== 0) throw new Error('a PNG of another form');
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  const lines = unfiltered(inflateSync(Buffer.concat(data)), width * channels, channels);
  return {
    width,
    height,
    lightAt(x, y) {
      const line = lines[Math.round(y)];
      const at = Math.round(x) * channels;
      return ((line?.[at] ?? 0) + (line?.[at + 1] ?? 0) + (line?.[at + 2] ?? 0)) / 3;
    },
  };
}

function unfiltered(data: Buffer, length: number, channels: number): Uint8Array[] {
  const lines: Uint8Array[] = [];
  let above = new Uint8Array(length);
  for (let start = 0; start < data.length; start += length + 1) {
    const line = new Uint8Array(data.subarray(start + 1, start + 1 + length));
    for (let i = 0; i < length; i++) {
      const left = line[i - channels] ?? 0;
      const up = above[i] ?? 0;
      line[i] = (line[i] ?? 0) + predicted(data[start] ?? 0, left, up, i < channels ? 0 : (above[i - channels] ?? 0));
    }
    lines.push(line);
    above = line;
  }
  return lines;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter < 3) return [0, left, up][filter] ?? 0;
  if (filter === 3) return Math.floor((left + up) / 2);
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [left, up, corner].map((one) => Math.abs(guess - one)) as [number, number, number];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

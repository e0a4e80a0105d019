// The bundled fonts, each read when it is first needed: the Chinese ones are 10 MB apiece.
import type ASSETS from './assets.json';
import { FALLBACK_FAMILY } from './font-families.ts';
import { type FontFile, readFontFile } from './font-file.ts';
import { createTextMetrics, type FontChain, type TextMetrics } from './text-metrics.ts';

/** Reads a file that ships with the server, by its name in assets.json. */
export type ReadAsset = (name: AssetName) => Uint8Array;
export type AssetName = keyof typeof ASSETS;

const LATIN: readonly AssetName[] = ['ibm-plex-sans-400.ttf', 'ibm-plex-sans-600.ttf'];
const CHINESE: readonly AssetName[] = ['noto-sans-sc-400.ttf', 'noto-sans-sc-600.ttf'];

export interface Fonts {
  readonly metrics: TextMetrics;
  /** Bytes of the files that a picture needs. */
  bytesFor(svg: string): Uint8Array[];
}

export function createFonts(readAsset: ReadAsset): Fonts {
  const bytes = memo((name: AssetName) => readAsset(name));
  const parsed = memo((name: AssetName) => readFontFile(bytes(name)));
  const chain = (weight: 0 | 1): FontChain =>
    [LATIN, CHINESE].map((family) => (): FontFile => parsed(family[weight] ?? 'ibm-plex-sans-400.ttf'));
  return {
    metrics: createTextMetrics(chain(0), chain(1)),
    bytesFor: (svg) => [...LATIN, ...(svg.includes(`font-family="${FALLBACK_FAMILY}"`) ? CHINESE : [])].map(bytes),
  };
}

function memo<T>(make: (name: AssetName) => T): (name: AssetName) => T {
  const made = new Map<AssetName, T>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    return known;
  };
}

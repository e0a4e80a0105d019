// Drawers as the drawing thread has them, in this thread.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { JSDOM } from 'jsdom';
import files from '../../src/drawing/assets.json' with { type: 'json' };
import type { DomDocument, DomElement } from '../../src/drawing/dom.ts';
import { type AssetName, createFonts } from '../../src/drawing/fonts.ts';

export function readPackagedAsset(name: AssetName): Uint8Array {
  return readFileSync(createRequire(import.meta.url).resolve(files[name]));
}

export const FONTS = createFonts(readPackagedAsset);

/** The root of a file, read by a strict XML parser: throws when it is not well-formed. */
export function parseSvg(svg: string): DomElement {
  const root = parseXml(svg).querySelector('svg');
  if (root === null) throw new Error('no svg');
  return root;
}

/** A page with that body. */
export function parseHtml(body: string): DomDocument {
  return new JSDOM(`<!doctype html><body>${body}`).window.document as DomDocument;
}

function parseXml(xml: string): DomDocument {
  return new JSDOM(xml, { contentType: 'image/svg+xml' }).window.document as DomDocument;
}

export function textsOf(root: DomElement): string[] {
  return [...root.querySelectorAll('text')].map(({ textContent }) => textContent);
}

// A picture that we lay out ourselves, without Mermaid: boxes and lines of text on a ground.
import { FONT_FAMILY } from './font-families.ts';
import type { Serialised } from './serialise.ts';
import { svgText, type SvgNode } from './svg-tree.ts';
import { rounded, textLine } from './text-line.ts';
import type { TextMetrics, TextStyle } from './text-metrics.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Written {
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly fill: string;
  readonly style: TextStyle;
  /** What is wider is cut. */
  readonly room?: number;
}

export interface Sheet {
  box(place: Box, paint: Readonly<Record<string, string>>): void;
  /** How wide it became. */
  write(text: string, place: Written): number;
  widthOf(text: string, style: TextStyle): number;
  /** As a file, on a ground of this colour. */
  finish(size: { readonly width: number; readonly height: number; readonly background: string }): Serialised;
}

export function createSheet(metrics: TextMetrics): Sheet {
  const nodes: SvgNode[] = [];
  const box: Sheet['box'] = ({ x, y, width, height }, paint) => {
    const place = { x: rounded(x), y: rounded(y), width: rounded(width), height: rounded(height) };
    nodes.push({ name: 'rect', attributes: new Map(Object.entries({ ...place, ...paint })), children: [] });
  };
  return {
    box,
    write(given, { x, y, fill, style, room }) {
      const text = room === undefined ? given : cut(given, room, style, metrics);
      const width = metrics.widthOf(text, style);
      const line = { text, style, left: x, y, anchor: 'start', paint: [['fill', fill]] } as const;
      if (text !== '') nodes.push(...textLine(line, metrics));
      return width;
    },
    widthOf: (text, style) => metrics.widthOf(text, style),
    finish({ width, height, background }) {
      const attributes = new Map([
        ['xmlns', 'http://www.w3.org/2000/svg'],
        ['width', rounded(width)],
        ['height', rounded(height)],
        ['viewBox', `0 0 ${rounded(width)} ${rounded(height)}`],
        ['role', 'img'],
        ['font-family', FONT_FAMILY],
      ]);
      const all = nodes.splice(0);
      box({ x: 0, y: 0, width, height }, { fill: background });
      return { svg: svgText({ name: 'svg', attributes, children: [...nodes.splice(0), ...all] }), width, height };
    },
  };
}

function cut(text: string, room: number, style: TextStyle, metrics: TextMetrics): string {
  if (metrics.widthOf(text, style) <= room) return text;
  let kept = '';
  let left = room - metrics.widthOf('…', style);
  for (const character of text) {
    left -= metrics.widthOf(character, style);
    if (left < 0) break;
    kept += character;
  }
  return kept === '' ? '' : `${kept.trimEnd()}…`;
}

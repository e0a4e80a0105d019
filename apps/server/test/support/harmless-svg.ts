// What may not stand in a picture that we hand out.
import type { DomElement } from '../../src/drawing/dom.ts';

const HARMLESS = new Set(
  'svg title desc defs g rect path circle ellipse line polygon polyline text marker linearGradient stop'.split(' '),
);

/** What runs, loads, links or is styled from elsewhere, in words; references must stay within the file. */
export function harmsOf(root: DomElement): string[] {
  const ids = new Set([...root.querySelectorAll('[id]')].map((element) => element.getAttribute('id')));
  return [root, ...root.querySelectorAll('*')].flatMap((element) => [
    ...(HARMLESS.has(element.localName) ? [] : [`<${element.localName}>`]),
    ...element.getAttributeNames().flatMap((name) => {
      const value = element.getAttribute(name) ?? '';
      return isHarmless(name, value, ids) ? [] : [`<${element.localName} ${name}="${value}">`];
    }),
  ]);
}

function isHarmless(name: string, value: string, ids: ReadonlySet<string | null>): boolean {
  if (/^on|^style$|^class$|href/i.test(name)) return false;
  if (name !== 'xmlns' && /https?:|data:|javascript:/i.test(value)) return false;
  return [...value.matchAll(/url\(([^)]*)\)/g)].every(
    ([, target = '']) => target.startsWith('#') && ids.has(target.slice(1)),
  );
}

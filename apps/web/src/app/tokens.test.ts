import { readFileSync } from 'node:fs';
import { DIAGRAM_TOKENS, SERVICE_COLORS } from '@spanloom/diagrams';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The tokens that stand in the block of a theme. */
function tokensOf(block: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${block} {`);
  expect(start).toBeGreaterThan(-1);
  const body = css.slice(start, css.indexOf('\n}', start));
  return new Map([...body.matchAll(/--sl-([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

test.each([
  ['light', ':root'],
  ['dark', ":root[data-mantine-color-scheme='dark']"],
] as const)('the colours of %s pictures are those of the page', (theme, block) => {
  const tokens = tokensOf(block);
  for (const [name, value] of Object.entries(DIAGRAM_TOKENS[theme])) {
    const cssName = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect([name, tokens.get(cssName)]).toEqual([name, value]);
  }
  expect(SERVICE_COLORS[theme]).toEqual(
    Array.from({ length: SERVICE_COLORS[theme].length }, (_, slot) => tokens.get(`service-${slot}`)),
  );
  expect(tokens.has(`service-${SERVICE_COLORS[theme].length}`)).toBe(false);
});

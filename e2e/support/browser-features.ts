// What Chromium leaves out in tests.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Pages that Chrome loads for its own address bar in every window, also where nobody sees it. They took a fifth of the time
 * of all end-to-end tests.
 */
const ADDRESS_BAR = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'];

/** Of this switch Chromium takes the last, so what Playwright gives it is said again. */
export function disabledFeatures(): string {
  return `--disable-features=${[...playwrightsOwn(), ...ADDRESS_BAR].join(',')}`;
}

function playwrightsOwn(): readonly string[] {
  const wrapper = createRequire(createRequire(import.meta.url).resolve('@playwright/test'));
  const core = dirname(createRequire(wrapper.resolve('playwright')).resolve('playwright-core/package.json'));
  const code = readFileSync(join(core, 'lib', 'coreBundle.js'), 'utf8');
  const list = /disabledFeatures = \[([^\]]*)\]\.filter\(Boolean\)/.exec(code)?.[1] ?? '';
  const names = [...list.matchAll(/^\s*"(\w+)",?$/gm)].map(([, name = '']) => name);
  if (names.length === 0 || !code.includes('"--disable-features=" + disabledFeatures.join(",")')) {
    throw new Error('Playwright has changed: it no longer says which features it disables');
  }
  return names;
}

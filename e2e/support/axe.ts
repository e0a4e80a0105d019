// axe, run in the page that is tested.
import type { Page } from '@playwright/test';
import axe, { type AxeResults, type RunOptions } from 'axe-core';

/** What a page knows once axe's script is in it; its rules by `_audit`, since `getRules` does not say how grave they are. */
interface AxeInPage {
  readonly run: (options: RunOptions) => Promise<AxeResults>;
  readonly _audit: { readonly rules: readonly { readonly id: string; readonly impact: string | null }[] };
}

/**
 * What axe calls serious or critical, one line an element. The script is put into a page once: read and warmed up anew for
 * each run, it takes twice as long. Rules whose faults are minor or moderate are not run. What is still fading in is waited for:
 * its colours are not those that are read.
 */
export async function graveFaults(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => Reflect.has(window, 'axe')))) await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const isFinite = (animation: Animation): boolean =>
      Number.isFinite(Number(animation.effect?.getComputedTiming().endTime ?? 0)) && animation.playState === 'running';
    for (;;) {
      // What is shown now begins to move two frames later at most.
      for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
      const moving = document.getAnimations().filter(isFinite);
      if (moving.length === 0) break;
      await Promise.allSettled(moving.map(({ finished }) => finished));
    }
    const { run, _audit } = Reflect.get(window, 'axe') as AxeInPage;
    const light = _audit.rules.filter(({ impact }) => impact === 'minor' || impact === 'moderate');
    const rules = Object.fromEntries(light.map(({ id }) => [id, { enabled: false }]));
    const { violations } = await run({ resultTypes: ['violations'], rules });
    return violations.flatMap(({ id, help, impact, nodes }) =>
      impact === 'serious' || impact === 'critical' ? nodes.map(({ html }) => `${id}: ${help}: ${html}`) : [],
    );
  });
}

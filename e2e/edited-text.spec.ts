// A diagram's text edited by hand: drawn in a frame of its own that reaches nothing, whatever is written.
import type { BrowserContext, FrameLocator, Locator, Page, Request } from '@playwright/test';
import { expect, expectAccessible, test } from './support/fixtures.ts';
import { sendTraces } from './support/otlp.ts';
import type { RunningServer } from './support/server.ts';
import { orderTrace } from './support/shop.ts';

interface Editor {
  readonly area: Locator;
  readonly picture: FrameLocator;
  readonly said: Locator;
}

async function openEditor(page: Page, server: RunningServer): Promise<Editor> {
  await sendTraces(server.tracesUrl, orderTrace());
  await page.goto(`${server.url}/diagrams?kind=map&view=text`);
  await page.getByRole('button', { name: 'Edit', exact: true }).click();
  return editorOf(page);
}

function editorOf(page: Page): Editor {
  return {
    area: page.getByRole('textbox', { name: 'Mermaid text, to edit' }),
    picture: page.frameLocator('iframe[title="Picture of the edited text"]'),
    said: page.getByRole('status').filter({ hasText: /draw|line/ }),
  };
}

test('the text is edited beside its picture, kept in the tab, copied, and given back to live', async ({
  page,
  server,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { area, picture } = await openEditor(page, server);
  await expect(area).toBeFocused();
  await expect(picture.locator('svg')).toContainText('shop-api');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(`${request.url()} ${request.postData() ?? ''}`));

  await area.fill('flowchart LR\na["written by hand"] --> b["and drawn"]');
  await expect(picture.locator('svg')).toContainText('written by hand');
  await page.getByRole('button', { name: 'Copy as Markdown' }).last().click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toBe('```mermaid\nflowchart LR\na["written by hand"] --> b["and drawn"]\n```\n');
  expect(asked.filter((request) => request.includes('hand'))).toEqual([]);

  // Lines are ours here too: one that leads back to its box stands beside it.
  await area.fill('flowchart LR\na["written by hand"] --> b["and drawn"]\nb --> b');
  const loop = picture.locator('path[data-id^="L_b_b"]');
  await expect(loop).toHaveAttribute('d', /^M[\d.,]+L[\d.,]+Q[\d.,]+L[\d.,]+Q[\d.,]+L[\d.,]+$/);

  await page.reload();
  await expect(area).toHaveValue(/written by hand/);
  await expect(picture.locator('svg')).toContainText('and drawn');
  await page.getByRole('button', { name: 'Back to live' }).click();
  await expect(page.getByRole('button', { name: 'Edit', exact: true })).toBeFocused();
  await page.reload();
  await expect(page.locator('pre')).toContainText('shop-api');
  await expect(area).toHaveCount(0);
});

test('what Mermaid does not understand is told with its line, and the last picture stays; settings are refused', async ({
  page,
  server,
}) => {
  const { area, picture, said } = await openEditor(page, server);
  await area.fill('flowchart LR\n%% a comment\naccTitle: A\na --> b["good"]');
  await expect(picture.locator('svg')).toContainText('good');
  await area.fill('flowchart LR\n%% a comment\naccTitle: A\na --> b["good"]\na -->');
  await expect(said).toContainText('Mermaid does not understand line 5');
  await expect(picture.locator('svg')).toContainText('good');
  await area.fill('---\nconfig:\n  theme: forest\n---\nflowchart LR\na["other"]');
  await expect(said).toContainText('Front matter (---) is not drawn');
  await area.fill('%%{init: {"themeCSS": "* { fill: url(http://evil.example/a) }"}}%%\nflowchart LR\na["other"]');
  await expect(said).toContainText('Directives (%%{) are not drawn');
  await expect(picture.locator('svg')).not.toContainText('other');
});

/** What an attacker would have somebody paste as a label, each with a word by which it is known. */
const LABELS = [
  '<img src=http://evil.example/a onerror=alert(1)>first',
  '<script>alert(1)</script>second',
  '</script><script>alert(1)</script>third',
  '<iframe srcdoc=x></iframe><svg onload=alert(1)></svg>fourth',
  'fifth<style>*{background:url(http://evil.example/b)}</style>',
  '`sixth ![x](http://evil.example/c) <img src=http://evil.example/d>`',
  'seventh<details open ontoggle=alert(1)></details><video src=http://evil.example/e></video>',
  'eighth<base href=http://evil.example/><link rel=stylesheet href=http://evil.example/f>',
  'ninth<form action=http://evil.example/g><button formaction=http://evil.example/h>x</button></form>',
  'tenth<meta http-equiv=refresh content=0;url=http://evil.example/i>',
  '<<img src=http://evil.example/j onerror=alert(1)>>eleventh',
  '$$\\includegraphics{http://evil.example/k}$$ twelfth',
];

/** A chart with those labels, and what its lines say of its nodes `n0`, `n1`, … */
function chart(labels: readonly string[], ...lines: readonly string[]): string {
  return ['flowchart TB', ...labels.map((label, i) => `n${i}["${label}"]`), ...lines].join('\n');
}

interface Attack {
  readonly name: string;
  readonly text: string;
  readonly words: readonly string[];
  /** Those of them that would go somewhere. */
  readonly clicked?: readonly string[];
}

const ATTACKS: readonly Attack[] = [
  {
    name: 'labels',
    text: chart(LABELS),
    words: LABELS.map((label) => /first|second|third|[a-z]+th\b/.exec(label)?.[0] ?? ''),
  },
  {
    name: 'links and calls',
    text: chart(
      ['leaves', 'runs', 'calls'],
      'click n0 href "http://evil.example/l" _top',
      'click n1 href "javascript:alert(1)"',
      'click n2 call alert("1")',
    ),
    words: ['leaves', 'runs', 'calls'],
    clicked: ['leaves', 'runs', 'calls'],
  },
  {
    name: 'a menu of links',
    text: 'sequenceDiagram\nparticipant A as menu\nlinks A: {"x": "javascript:alert(1)"}\nA->>A: x',
    words: ['menu'],
    clicked: ['menu'],
  },
  {
    name: 'a title',
    text: 'journey\ntitle tired <img src=x onerror=alert(1)>\nsection s\nA: 5: <script>alert(1)</script>',
    words: ['tired'],
  },
  {
    name: 'a thought',
    text: 'mindmap\n root((thought<img src=x onerror=x>))\n  a\n  ::icon(fa fa-book)',
    words: ['thought'],
  },
  {
    name: 'colours of states from elsewhere',
    text: 'stateDiagram-v2\n[*]-->stated\nclassDef bad fill:url(http://evil.example/o)\nclass stated bad',
    words: ['stated'],
  },
  {
    name: 'pictures behind states',
    text: 'stateDiagram-v2\n[*]-->pictured:::bad\nclassDef bad background-image:url(//evil.example/p)',
    words: ['pictured'],
  },
  {
    name: 'colours of classes from elsewhere',
    text: 'classDiagram\nclass classed\nstyle classed fill:url(http://evil.example/q)',
    words: ['classed'],
  },
  {
    name: 'grounds of messages from elsewhere',
    text: 'sequenceDiagram\nparticipant grounded\nrect url(http://evil.example/r)\ngrounded->>grounded: x\nend',
    words: ['grounded'],
  },
  { name: 'a slice', text: 'pie title sliced\n"<img src=x onerror=alert(1)>" : 30\n"b":1', words: ['sliced'] },
];

/** Not the guarded context: what is asked for is what is tested. */
test('no attack runs, asks another host or leaves its frame', async ({ browser, server }) => {
  const context = await browser.newContext();
  const seen = await watched(context);
  const page = await context.newPage();
  const { area, picture, said } = await openEditor(page, server);
  const drawn = picture.locator('main');
  for (const { name, text, words, clicked = [] } of ATTACKS) {
    await area.fill(text);
    for (const word of words) await expect(picture.locator('svg').first(), name).toContainText(word);
    for (const word of clicked) {
      // Also one whose link was taken away is in the picture.
      await expect(drawn.getByText(word).first(), name).toBeInViewport({ ratio: 0.99 });
      await drawn.getByText(word).first().click();
    }
    await expect(
      drawn.locator('script, iframe, form, video, base, meta, link, a, [onload], [onerror], [onclick], [ontoggle]'),
      name,
    ).toHaveCount(0);
    await expect(picture.locator('svg').first(), name).toContainText(words[0] ?? name);
  }
  await area.fill('flowchart LR\na@{ img: "http://evil.example/n.png", label: "pictured" }');
  await expect(said).toContainText('Shapes that are images (img:) are not drawn');
  expect(new URL(page.url()).origin).toBe(server.url);
  expect(seen).toEqual({ dialogs: [], violations: [], answered: [] });
  await context.close();
});

/** Mermaid makes every one of them. */
const ENDLESS = 'block-beta\ncolumns 3\na space:1000000000 b';

test('a text with which Mermaid comes to no end is told, is not drawn again, and keeps no other from being drawn', async ({
  page,
  server,
}) => {
  const { area, picture } = await openEditor(page, server);
  const told = page.getByRole('region', { name: 'Mermaid did not come to an end with this text' });
  await expect(picture.locator('svg')).toContainText('shop-api');
  await area.fill(ENDLESS);
  // What is written meanwhile is drawn by another frame.
  await area.fill('flowchart LR\na["written meanwhile"]');
  await expect(picture.locator('svg')).toContainText('written meanwhile', { timeout: 40_000 });

  await area.fill(ENDLESS);
  await expect(told).toBeVisible({ timeout: 40_000 });
  await expect(page.locator('iframe')).toHaveCount(0);
  await page.reload();
  await expect(area).toHaveValue(ENDLESS);
  await expect(told).toBeVisible();
  await told.getByRole('button', { name: 'Draw it now' }).click();
  await expect(page.locator('iframe')).toHaveCount(1);
  // As if the page had stopped with it and somebody had loaded it again.
  await page.reload();
  await expect(told).toBeVisible();
  await expectAccessible(page, 'a text that is not drawn again');
  await area.fill('flowchart LR\na["comes to an end"]');
  await expect(picture.locator('svg')).toContainText('comes to an end');
  await page.reload();
  await expect(picture.locator('svg')).toContainText('comes to an end');
});

/** Not the guarded context: that its old policy keeps a page from running a new script is what is told. */
test('a page that is older than its server says so, and is loaded again with the text', async ({ browser, server }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route('**/edited-picture.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: `${await answer.text()}\n// Another version.` });
  });
  const { area, picture } = await openEditor(page, server);
  await area.fill('flowchart LR\na["of the old page"]');
  const told = page.getByRole('region', { name: 'What draws edited text does not run' });
  await expect(told).toBeVisible();
  await expect(page.locator('iframe')).toBeHidden();
  await page.unroute('**/edited-picture.js');
  await told.getByRole('button', { name: 'Load the page again' }).click();
  await expect(picture.locator('svg')).toContainText('of the old page');
  await context.close();
});

test('the frame has no way to the page: no origin, no storage, no requests', async ({ browser, server }) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const { picture } = await openEditor(page, server);
  const can = await picture.locator('main').evaluate(async (main) => {
    const tried = async (work: () => unknown): Promise<string> => {
      try {
        await work();
        return 'yes';
      } catch {
        return 'no';
      }
    };
    return {
      origin: self.origin,
      page: await tried(() => parent.document),
      storage: await tried(() => localStorage.length),
      request: await tried(() => fetch(`${main.baseURI.startsWith('http') ? main.baseURI : '/'}api/v1/status`)),
    };
  });
  expect(can).toEqual({ origin: 'null', page: 'no', storage: 'no', request: 'no' });
  await context.close();
});

interface Seen {
  readonly dialogs: string[];
  readonly violations: string[];
  /** Requests to other hosts that were sent. */
  readonly answered: string[];
}

async function watched(context: BrowserContext): Promise<Seen> {
  const seen: Seen = { dialogs: [], violations: [], answered: [] };
  await context.exposeFunction('tellViolation', (text: string) => void seen.violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      const tell: unknown = Reflect.get(window, 'tellViolation');
      if (typeof tell === 'function') tell(`${effectiveDirective} ${blockedURI}`);
    });
  });
  context.on('dialog', (dialog) => {
    seen.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  const isOther = (request: Request): boolean => request.url().includes('evil.example');
  // A request that the policy blocks never comes so far.
  await context.route(/evil\.example/, async (route) => {
    seen.answered.push(route.request().url());
    await route.abort();
  });
  context.on('requestfinished', (request) => {
    if (isOther(request)) seen.answered.push(request.url());
  });
  return seen;
}

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

/** What an attacker would have somebody paste, each with a word by which its picture is known. */
const ATTACKS = [
  ['an image', 'flowchart LR\na["<img src=http://evil.example/a onerror=alert(1)>first"]'],
  ['a script', 'flowchart LR\na["<script>alert(1)</script>second"]'],
  ['a link', 'flowchart LR\na["third"]\nclick a href "http://evil.example/b" _top'],
  ['a link that runs', 'flowchart LR\na["fourth"]\nclick a href "javascript:alert(1)"'],
  ['a call', 'flowchart LR\na["fifth"]\nclick a call alert("1")'],
  ['the end of the script', 'flowchart LR\na["</script><script>alert(1)</script>seventh"]'],
  ['a frame', 'flowchart LR\na["<iframe srcdoc=x></iframe><svg onload=alert(1)></svg>eighth"]'],
  ['a menu of links', 'sequenceDiagram\nparticipant A as ninth\nlinks A: {"x": "javascript:alert(1)"}\nA->>A: x'],
  ['a style', 'flowchart LR\na["tenth<style>*{background:url(http://evil.example/d)}</style>"]'],
  [
    'the picture of a markdown label',
    'flowchart LR\na["`twelfth ![x](http://evil.example/e) <img src=http://evil.example/f>`"]',
  ],
  [
    'a film',
    'flowchart LR\na["thirteenth<details open ontoggle=alert(1)></details><video src=http://evil.example/g></video>"]',
  ],
  [
    'another base',
    'flowchart LR\na["fourteenth<base href=http://evil.example/><link rel=stylesheet href=http://evil.example/h>"]',
  ],
  [
    'a form',
    'flowchart LR\na["fifteenth<form action=http://evil.example/i><button formaction=http://evil.example/j>x</button></form>"]',
  ],
  ['a page that is left', 'flowchart LR\na["sixteenth<meta http-equiv=refresh content=0;url=http://evil.example/k>"]'],
  ['a title', 'journey\ntitle seventeenth <img src=x onerror=alert(1)>\nsection s\nA: 5: <script>alert(1)</script>'],
  ['a thought', 'mindmap\n root((eighteenth<img src=x onerror=alert(1)>))\n  a\n  ::icon(fa fa-book)'],
  ['a slice', 'pie title nineteenth\n"<img src=x onerror=alert(1)>" : 30\n"b":1'],
  ['colours from elsewhere', 'flowchart LR\na["twentieth"]\nstyle a fill:url(http://evil.example/l),stroke:red'],
  ['a tag in brackets', 'flowchart LR\na["<<img src=http://evil.example/m onerror=alert(1)>>twentyfirst"]'],
  ['a formula', 'flowchart LR\na["$$\\includegraphics{http://evil.example/n}$$ twentysecond"]'],
] as const;

/** Not the guarded context: what is asked for is what is tested. */
test('no attack runs, asks another host or leaves its frame', async ({ browser, server }) => {
  const context = await browser.newContext();
  const seen = await watched(context);
  const page = await context.newPage();
  const { area, picture, said } = await openEditor(page, server);
  for (const [name, text] of ATTACKS) {
    await area.fill(text);
    const word = /(\w*(?:first|second|third)|\w+th)\b/.exec(text)?.[1] ?? '';
    await expect(picture.locator('svg').first(), name).toContainText(word);
    const drawn = picture.locator('main');
    await expect(drawn.locator('script, iframe, a, [onload], [onerror], [onclick]'), name).toHaveCount(0);
    // Also one whose link was taken away is in the picture.
    await expect(drawn.getByText(word).first(), name).toBeInViewport({ ratio: 1 });
    await drawn.getByText(word).first().click();
    await expect(picture.locator('svg').first(), name).toContainText(word);
  }
  await area.fill('flowchart LR\na@{ img: "http://evil.example/c.png", label: "eleventh" }');
  await expect(said).toContainText('Mermaid does not draw this text');
  expect(new URL(page.url()).origin).toBe(server.url);
  expect(seen.dialogs).toEqual([]);
  expect(seen.answered).toEqual([]);
  expect(seen.violations).toEqual([]);
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

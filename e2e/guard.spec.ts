// The guard that all other tests rely on notices what it is there for.
import { graveFaults } from './support/axe.ts';
import { expect, test } from './support/fixtures.ts';
import { createGuard } from './support/guard.ts';

test('violations of the policy, console errors, exceptions and requests to other hosts are noticed', async ({
  browser,
  server,
}) => {
  const guard = createGuard(server.url);
  const context = await browser.newContext();
  await guard.watch(context);
  const page = await context.newPage();
  await page.goto(`${server.url}/diagrams`);
  await expect(page.getByRole('heading', { name: 'Diagrams', level: 1 })).toBeAttached();
  expect(guard.problems()).toEqual([]);

  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken over"';
    document.head.append(script);
    const image = document.createElement('img');
    image.src = 'http://127.0.0.1:9/elsewhere.png';
    document.body.append(image);
    void fetch('/api/v1/no-such-thing');
    setTimeout(() => {
      throw new Error('nobody caught this');
    });
  });
  await expect.poll(() => guard.problems().join('\n')).toContain('uncaught: Error: nobody caught this');
  await expect.poll(() => guard.problems().join('\n')).toContain('policy: script-src-elem inline');
  await expect.poll(() => guard.problems().join('\n')).toContain('policy: img-src http://127.0.0.1:9');
  await expect.poll(() => guard.problems().join('\n')).toContain('console: Failed to load resource');
  expect(await page.title()).not.toBe('taken over');

  // A request that no policy stops: leaving for another host.
  await page.goto('http://127.0.0.1:9/').catch((error: unknown) => expect(String(error)).toContain('127.0.0.1:9'));
  expect(guard.problems().join('\n')).toContain('other host: http://127.0.0.1:9/');
  await context.close();
});

test('violations of the policy inside of a worker are noticed', async ({ browser, server }) => {
  const guard = createGuard(server.url);
  const context = await browser.newContext();
  await guard.watch(context);
  const page = await context.newPage();
  await page.goto(`${server.url}/diagrams`);
  await expect(page.getByRole('heading', { name: 'Diagrams', level: 1 })).toBeAttached();
  expect(guard.problems()).toEqual([]);

  // A worker of a file has the policy of its file, one of a blob that of its page.
  await page.route('**/planted.js', (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      headers: { 'Content-Security-Policy': "connect-src 'self'; script-src 'self'" },
      body: 'fetch("http://127.0.0.1:9/from-a-file").catch(() => {}); onmessage = () => eval("1");',
    }),
  );
  await page.evaluate(() => {
    const code = `
      try { eval('1'); } catch {}
      fetch('http://127.0.0.1:9/from-a-blob').catch(() => {});`;
    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
    Reflect.set(window, 'planted', [worker, new Worker('/planted.js', { type: 'module' })]);
  });
  await expect.poll(() => guard.problems().join('\n')).toMatch(/policy: .*127\.0\.0\.1:9\/from-a-blob/);
  await expect.poll(() => guard.problems().join('\n')).toMatch(/policy: .*127\.0\.0\.1:9\/from-a-file/);
  // A worker that tries at its very first statement and swallows the answer.
  await expect.poll(() => guard.problems().join('\n')).toMatch(/policy: script-src kEvalViolation \(blob:/);
  await page.evaluate(() => (Reflect.get(window, 'planted') as Worker[])[1]?.postMessage(''));
  await expect.poll(() => guard.problems().join('\n')).toMatch(/policy: script-src kEvalViolation \(http.*planted\.js/);
  await context.close();
});

test('faults that axe calls grave are noticed, also by a second look and after a new page', async ({ page }) => {
  for (const path of ['/start', '/data']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await graveFaults(page)).toEqual([]);
    await page.evaluate(() => {
      const button = document.createElement('button');
      const pale = document.createElement('p');
      pale.textContent = 'hardly to be read';
      pale.style.cssText = 'color: #eee; background: #fff';
      document.querySelector('main')?.prepend(button, pale);
    });
    const faults = (await graveFaults(page)).join('\n');
    expect(faults).toContain('button-name: Buttons must have discernible text: <button></button>');
    expect(faults).toMatch(/^color-contrast: .*hardly to be read/m);
  }
});

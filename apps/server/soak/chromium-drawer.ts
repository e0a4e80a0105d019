// Mermaid in Chromium, set up as in the app and under its content security policy: what elements and attributes a text
// becomes, and whatever a page must never do.
import { type DiagramTheme, mermaidConfig } from '@spanloom/diagrams';
import { chromium, type Page } from '@playwright/test';
import { MERMAID_MODULE, type MermaidModule, serveBareMermaid } from '../../../e2e/support/bare-mermaid.ts';
import { createGuard } from '../../../e2e/support/guard.ts';
import { SECURITY_HEADERS } from '../src/http/security-headers.ts';

export interface ChromiumDrawer {
  /** Rejects when the text is not drawn, and when the page did what no page may do. */
  draw(text: string, theme: DiagramTheme): Promise<PageElements>;
  /** It was stopped, or died. */
  isClosed(): boolean;
  close(): Promise<void>;
}

export interface PageElements {
  /** Of all elements, each once. */
  readonly names: readonly string[];
  /** Attributes that run, load or link, as `element attribute=value`. */
  readonly harms: readonly string[];
}

export async function openChromiumDrawer(): Promise<ChromiumDrawer> {
  const mermaid = await serveBareMermaid(SECURITY_HEADERS);
  const executablePath = process.env['SPANLOOM_BROWSER'];
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const guard = createGuard(mermaid.origin);
  const context = await browser.newContext();
  await guard.watch(context);
  const page = await context.newPage();
  const dialogs: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(mermaid.origin);
  return {
    async draw(text, theme) {
      const elements = await drawn(page, text, theme);
      const problems = [...guard.problems(), ...dialogs.splice(0)];
      if (problems.length > 0) throw new Error(`the page must never do this: ${problems.join('\n')}`);
      return elements;
    },
    isClosed: () => page.isClosed() || !browser.isConnected(),
    async close() {
      await browser.close();
      await mermaid.close();
    },
  };
}

async function drawn(page: Page, text: string, theme: DiagramTheme): Promise<PageElements> {
  const config = mermaidConfig({ text, theme, fontFamily: 'sans-serif', htmlLabels: true });
  return await page.evaluate(
    async ([url, source, settings]) => {
      const module = (await import(url)) as MermaidModule;
      const stage = document.querySelector('#stage') ?? document.body;
      module.default.initialize(settings);
      const { svg } = await module.default.render('picture', source, stage);
      stage.innerHTML = svg;
      // What is loaded is asked for before the next frame but one.
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      const elements = [...stage.querySelectorAll('*')];
      const harms = elements.flatMap((element) =>
        [...element.attributes].flatMap(({ name, value }) => {
          const foreign = name !== 'xmlns' && /javascript:|url\((?!['"]?#)/i.test(value);
          const link = /href$|^src/.test(name) && !value.startsWith('#');
          return /^on/i.test(name) || link || foreign ? [`${element.localName} ${name}=${value}`] : [];
        }),
      );
      stage.replaceChildren();
      return { names: [...new Set(elements.map(({ localName }) => localName))], harms };
    },
    [MERMAID_MODULE, text, config] as const,
  );
}

// A link that opens nothing: why, in two sentences.
import { html } from 'hono/html';
import { type Html, MARK, pageFrame, pageStyle } from './page-frame.ts';

const LAYOUT = `
main { width: 100%; max-width: 480px; margin: 0 auto; padding: 12vh 20px 28px; font-size: 13px; line-height: 20px; }
main p { color: var(--t2); }
`;

export function noticeStyle(): string {
  return pageStyle(undefined, LAYOUT);
}

interface Notice {
  readonly lang: string;
  readonly title: string;
  readonly message: string;
  readonly style: string;
}

export function noticePage({ lang, title, message, style }: Notice): Html {
  const body = html`<main><p class="brand">${MARK}<b>Spanloom</b></p><h1>${title}</h1><p>${message}</p></main>`;
  return pageFrame({ lang, title: `${title} · Spanloom`, style, body });
}

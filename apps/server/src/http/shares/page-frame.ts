// What all pages behind a link have in common: no script, one style sheet that the policy names by its hash, nothing that is
// loaded but the picture. The look follows the tokens of the browser app.
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';

export type Html = ReturnType<typeof html>;

export const MARK = raw(
  '<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path fill="var(--t1)" d="M0 1h5v3H0zM9 1h3v3H9zM2 6h12v3H2zM3 11h2v3H3zM9 11h7v3H9z"/><path fill="var(--accent)" d="M6 0h2v5H6zM6 10h2v6H6z"/></svg>',
);

/** In the page itself: the file of the browser app lies behind the token. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  String(MARK)
    .replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
    .replace('var(--t1)', '#7f8790')
    .replace('var(--accent)', '#3d4fc4'),
)}`;

const LIGHT = `color-scheme: light; --bg: #fff; --chrome: #f6f7f8; --sunken: #eef0f2; --line: #e2e5e8; --line2: #c8cdd3; --t1: #171a1e;
  --t2: #474e57; --t3: #5f6771; --accent: #3d4fc4; --soft: #e9ecfb; --err: #c4231c;`;
const DARK = `color-scheme: dark; --bg: #14171b; --chrome: #1a1e22; --sunken: #0f1215; --line: #2a3036; --line2: #3d454d; --t1: #e7eaed;
  --t2: #b3bbc4; --t3: #8d96a0; --accent: #97a6ff; --soft: #232a4a; --err: #ff7a70;`;

const STYLE = `
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--bg); color: var(--t1);
  font: 12px/18px "IBM Plex Sans Variable", "IBM Plex Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif;
  font-variant-numeric: tabular-nums; }
.brand { display: flex; align-items: center; gap: 8px; color: var(--t2); }
.brand b { color: var(--t1); font-weight: 500; }
h1 { margin: 6px 0 4px; font-size: 20px; line-height: 28px; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 0; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

/** What is to be painted in: the snapshot's theme; undefined: the reader's. */
export function pageStyle(theme: string | undefined, more: string): string {
  const tokens =
    theme === undefined
      ? `:root { ${LIGHT} } @media (prefers-color-scheme: dark) { :root { ${DARK} } }`
      : `:root { ${theme === 'dark' ? DARK : LIGHT} }`;
  return `${tokens}${STYLE}${more}`;
}

/** `ancestors`: who may frame it; undefined where a policy cannot say so. */
export function pagePolicy(
  style: string,
  { images, ancestors }: { readonly images: string; readonly ancestors: string | undefined },
): string {
  const hash = createHash('sha256').update(style).digest('base64');
  return `default-src 'none'; img-src ${images}; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'${ancestors === undefined ? '' : `; frame-ancestors ${ancestors}`}`;
}

export interface PageParts {
  readonly lang: string;
  readonly title: string;
  readonly style: string;
  /** More of the head. */
  readonly head?: Html | undefined;
  readonly body: Html;
}

export function pageFrame({ lang, title, style, head, body }: PageParts): Html {
  return html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head ?? ''}
<meta name="robots" content="noindex">
<link rel="icon" href="${ICON}">
<title>${title}</title>
<style>${raw(style)}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

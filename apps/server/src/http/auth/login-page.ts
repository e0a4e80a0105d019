// The one page that answers without the token: a form, without any script. Its look follows the tokens of the browser app.
import { html, raw } from 'hono/html';
import type { LoginWords } from './login-words.ts';

export interface LoginView {
  readonly words: LoginWords;
  /** A path of this server. */
  readonly next: string;
  /** What was wrong with the last try. */
  readonly problem: string | undefined;
  /** Asks once more at once, as the browser's own wish: see auth.ts. */
  readonly askAgain: boolean;
}

const STYLE = `
:root { color-scheme: light dark; --bg: #fff; --chrome: #f6f7f8; --line: #e2e5e8; --line2: #c8cdd3; --line3: #7f8790; --t1: #171a1e;
  --t3: #5f6771; --accent: #3d4fc4; --accent-hover: #3243ad; --on-accent: #fff; --err: #c4231c; --err-soft: #fceceb; --err-line: #eeb4b1; }
@media (prefers-color-scheme: dark) {
  :root { --bg: #14171b; --chrome: #1a1e22; --line: #2a3036; --line2: #3d454d; --line3: #717a84; --t1: #e7eaed; --t3: #8d96a0;
    --accent: #97a6ff; --accent-hover: #b1bcff; --on-accent: #11142b; --err: #ff7a70; --err-soft: #3b1c1b; --err-line: #7c3a36; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--bg); color: var(--t1); font: 12px/18px "IBM Plex Sans Variable",
  "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif; }
header { display: flex; align-items: center; gap: 8px; height: 44px; padding: 0 14px; background: var(--chrome);
  border-bottom: 1px solid var(--line); font-size: 13px; font-weight: 600; }
main { width: 100%; max-width: 372px; margin: 0 auto; padding: 12vh 20px 28px; }
h1 { margin: 0 0 20px; font-size: 20px; line-height: 28px; font-weight: 600; }
label { display: block; margin-bottom: 4px; font-weight: 500; }
input { display: block; width: 100%; height: 32px; padding: 0 8px; border: 1px solid var(--line3); border-radius: 4px;
  background: var(--bg); color: var(--t1); font: 12px/18px "IBM Plex Mono", ui-monospace, monospace; }
input[aria-invalid] { border-color: var(--err); }
p { margin: 6px 0 0; color: var(--t3); }
#problem { margin: 0 0 12px; padding: 6px 8px; border: 1px solid var(--err-line); border-radius: 4px; background: var(--err-soft);
  color: var(--t1); font-weight: 500; }
button { height: 32px; margin-top: 20px; padding: 0 16px; border: 0; border-radius: 4px; background: var(--accent);
  color: var(--on-accent); font: inherit; font-weight: 500; cursor: pointer; }
button:hover { background: var(--accent-hover); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
input:focus-visible { outline-offset: -1px; }
@media (max-width: 480px) { main { padding-top: 28px; } input, button { height: 44px; } button { width: 100%; } }
`;

const MARK = `<svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path fill="var(--t1)" d="M0 1h5v3H0zM9 1h3v3H9zM2 6h12v3H2zM3 11h2v3H3zM9 11h7v3H9z"/><path fill="var(--accent)" d="M6 0h2v5H6zM6 10h2v6H6z"/></svg>`;

/** In the page itself: the file of the browser app lies behind the token. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  MARK.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')
    .replace('var(--t1)', '#7f8790')
    .replace('var(--accent)', '#3d4fc4'),
)}`;

export function loginPage({ words, next, problem, askAgain }: LoginView): string | Promise<string> {
  const invalid = problem === undefined ? '' : raw(' aria-invalid="true"');
  const described = problem === undefined ? 'hint' : 'problem hint';
  return html`<!doctype html>
<html lang="${words.lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${askAgain ? raw('<meta http-equiv="refresh" content="0">') : ''}
<link rel="icon" href="${ICON}">
<title>${words.title}</title>
<style>${raw(STYLE)}</style>
</head>
<body>
<header>${raw(MARK)}Spanloom</header>
<main>
<h1>${words.title}</h1>
<form method="post" action="/login">
${problem === undefined ? '' : html`<p id="problem" role="alert">${problem}</p>`}
<label for="token">${words.label}</label>
<input id="token" name="token" type="password" autocomplete="current-password" required autofocus aria-describedby="${described}"${invalid}>
<p id="hint">${words.hint}</p>
<input type="hidden" name="next" value="${next}">
<button type="submit">${words.submit}</button>
</form>
</main>
</body>
</html>
`;
}

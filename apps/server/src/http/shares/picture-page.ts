// What a page of one diagram is made of: title and facts, the picture that pans by scrolling, how to read it, its text.
import type { SharedKind } from '@spanloom/api-schema';
import type { DiagramTheme, Picture } from '@spanloom/diagrams';
import { html, raw } from 'hono/html';
import { type Html, MARK, pageStyle } from './page-frame.ts';
import { pictureFacts } from './picture-facts.ts';
import type { SharedWords } from './shared-words.ts';
import { RESULTS_LAYOUT, resultsTable } from './results-table.ts';
import { WATERFALL_LAYOUT, waterfallSteps } from './waterfall-steps.ts';

export interface PictureView {
  readonly words: SharedWords;
  readonly kind: string;
  readonly title: string;
  /** Where the picture is. */
  readonly image: string;
  /** Mermaid text to copy; '' where there is none. */
  readonly text: string;
  readonly svg: string;
  readonly picture: Picture;
  readonly theme: DiagramTheme;
  /** The time that it shows, unix nanoseconds. */
  readonly start: string;
  readonly end: string;
}

const LAYOUT = `
header { display: flex; flex-wrap: wrap; align-items: end; gap: 8px 28px; padding: 16px 28px; border-bottom: 1px solid var(--line); }
header > div { flex: 1 1 320px; min-width: 0; }
.facts { display: flex; flex-wrap: wrap; gap: 2px 12px; color: var(--t2); }
.badge { padding: 0 6px; border-radius: 3px; background: var(--sunken); font-weight: 500; }
nav { display: flex; flex-wrap: wrap; gap: 8px; }
nav a, .zoom label { display: inline-flex; align-items: center; height: 28px; padding: 0 10px; border: 1px solid var(--line2); border-radius: 4px;
  background: var(--bg); color: var(--t1); font-weight: 500; text-decoration: none; cursor: pointer; }
nav a:hover, .zoom label:hover { background: var(--chrome); }
main { flex: 1; display: flex; flex-direction: column; min-height: 0; }
.zoom { display: flex; gap: 8px; margin: 0; padding: 8px 28px 0; border: 0; }
.zoom label { position: relative; height: 24px; font-weight: 400; }
.zoom input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.zoom label:has(input:checked) { background: var(--soft); border-color: var(--accent); color: var(--accent); }
.zoom label:has(input:focus-visible) { outline: 2px solid var(--accent); outline-offset: 2px; }
.picture { flex: 1; display: flex; min-height: 240px; margin: 0; padding: 20px 28px; overflow: auto; }
.picture:focus-visible { outline-offset: -2px; }
.picture img { display: block; flex: none; margin: auto; height: auto; }
.below { display: grid; gap: 16px; padding: 12px 28px 20px; border-top: 1px solid var(--line); }
.steps ol { margin: 0; padding: 0; max-height: 50vh; overflow: auto; list-style: none; }
.steps li { padding: 3px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.steps b { font-weight: 500; } .steps span { color: var(--t2); } .steps .failed span { color: var(--err); }
h2 { margin: 0 0 2px; font-size: 11px; line-height: 16px; font-weight: 500; color: var(--t3); }
.below p { max-width: 76ch; color: var(--t2); }
summary { width: fit-content; color: var(--t2); cursor: pointer; }
pre { max-width: 100%; max-height: 60vh; margin: 8px 0 0; padding: 12px; border-radius: 4px; background: var(--sunken); overflow: auto;
  font: 11.5px/18px "IBM Plex Mono", ui-monospace, monospace; }
footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 20px; padding: 8px 28px; background: var(--chrome);
  border-top: 1px solid var(--line); color: var(--t3); font-size: 11px; line-height: 16px; }
@media (max-width: 600px) {
  body { font-size: 13px; line-height: 20px; }
  header { padding: 12px 16px; } h1 { font-size: 17px; line-height: 24px; }
  nav a, .zoom label { height: 44px; padding: 0 14px; } .zoom { padding: 8px 16px 0; }
  .picture { padding: 12px 16px; min-height: 300px; max-height: 75vh; } .below { padding: 12px 16px; } footer { padding: 8px 16px; }
  .steps ol { max-height: none; } .steps li { min-height: 44px; padding: 12px 0; }
  summary { min-height: 44px; padding: 12px 0; }
}
`;

/** At first at least four fifths of its size, so that it can be read; what does not fit is scrolled. */
function sizes(width: number): string {
  return `.picture img { width: clamp(${Math.ceil(width * 0.8)}px, 100%, ${Math.ceil(width)}px); }
main:has(#zoom-fit:checked) .picture img { width: min(100%, ${Math.ceil(width)}px); }
main:has(#zoom-1:checked) .picture img { width: ${Math.ceil(width)}px; }
main:has(#zoom-2:checked) .picture img { width: ${Math.ceil(width * 2)}px; }`;
}

export function picturePageStyle(view: Pick<PictureView, 'svg' | 'picture' | 'theme'>): string {
  const { picture } = view;
  const more = 'waterfall' in picture ? WATERFALL_LAYOUT : 'results' in picture ? RESULTS_LAYOUT : '';
  return pageStyle(view.theme, `${LAYOUT}${more}${sizes(pictureFacts(view).width)}`);
}

/** `Architecture map`, in the reader's language. */
export function kindName({ words, kind }: Pick<PictureView, 'words' | 'kind'>): string {
  return words.kinds[kind as SharedKind];
}

export function windowOf({ words, start, end }: Pick<PictureView, 'words' | 'start' | 'end'>): string {
  return words.window(millis(start), millis(end));
}

/** `brand`: what stands beside the name of the program; `facts`: beside kind and time; `actions`: at the right. */
export function pictureHeader(
  view: PictureView,
  { brand, facts, actions }: { readonly brand: string; readonly facts?: Html; readonly actions?: Html },
): Html {
  return html`<header>
<div>
<p class="brand">${MARK}<b>Spanloom</b> ${brand}</p>
<h1>${view.title}</h1>
<p class="facts"><span>${kindName(view)}</span><span>${windowOf(view)}</span>${facts ?? ''}</p>
</div>
${actions ?? ''}
</header>`;
}

export function pictureMain(view: PictureView): Html {
  const { words, kind, title, image, text, picture, theme } = view;
  if ('results' in picture) {
    return html`<main><div class="below">${resultsTable(picture.results, theme, words)}</div></main>`;
  }
  const { width, height, description } = pictureFacts(view);
  return html`<main>
<fieldset class="zoom" aria-label="${words.zoom}">
<label><input type="radio" name="zoom" id="zoom-fit">${words.fit}</label>
<label><input type="radio" name="zoom" checked>${words.readable}</label>
<label><input type="radio" name="zoom" id="zoom-1">100%</label>
<label><input type="radio" name="zoom" id="zoom-2">200%</label>
</fieldset>
<div class="picture" role="region" aria-label="${words.picture(title)}" tabindex="0"><img src="${image}" width="${width}" height="${height}" alt="${description === '' ? title : description}"></div>
<div class="below">
${stepsOf(view)}
<section><h2>${words.howToRead}</h2><p>${words.reading[kind as SharedKind]}</p></section>
${text === '' ? '' : html`<details><summary>${words.text}</summary><pre tabindex="0">${text}</pre></details>`}
</div>
</main>`;
}

/** What the picture shows, in the order of its text: on a phone it is read here. */
function stepsOf({ words, picture, theme }: PictureView): Html | '' {
  if ('waterfall' in picture) return waterfallSteps(picture.waterfall, theme, words);
  if ('results' in picture) return '';
  const { steps = [] } = picture;
  if (steps.length === 0) return '';
  const items = steps.map(
    ({ from, to, label, failed }) =>
      html`<li${failed ? raw(' class="failed"') : ''}><b>${from}</b> ${to === undefined ? '' : html`→ <b>${to}</b> `}${failed ? html`<span class="sign">✕</span> ` : ''}<span>${label}</span></li>`,
  );
  return html`<section class="steps"><h2>${words.steps(steps.length)}</h2><ol>${items}</ol></section>`;
}

function millis(nanoseconds: string): number {
  return Number(BigInt(nanoseconds) / 1_000_000n);
}

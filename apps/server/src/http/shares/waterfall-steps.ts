// The waterfall of a shared page as a list: what its picture shows can be read on a phone here, and by who does not see it.
import {
  type DiagramTheme,
  SERVICE_COLORS,
  type SpanBarRow,
  type Waterfall,
  type WaterfallRow,
} from '@spanloom/diagrams';
import { html, raw } from 'hono/html';
import type { Html } from './page-frame.ts';
import type { SharedWords } from './shared-words.ts';

/** Deeper ones stand under each other. */
const DEEPEST = 12;

export const WATERFALL_LAYOUT = `
.spans li { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 0 12px; padding: 4px 0; }
.spans .name, .spans .party { display: block; overflow-wrap: anywhere; }
.spans .swatch { width: 8px; height: 8px; margin-right: 6px; }
.spans .took { font-weight: 500; text-align: right; }
.spans .bar { grid-column: 1 / -1; width: 100%; height: 4px; margin-top: 2px; border-radius: 2px; background: var(--sunken); }
.spans .name { color: var(--t1); }
.spans .failed .name { color: var(--err); }
.spans .failed .party { color: var(--t2); }
${Array.from({ length: DEEPEST + 1 }, (_, depth) => `.spans .d${depth} > span:not(.took) { padding-left: ${depth * 8}px; }`).join('\n')}
`;

export function waterfallSteps(waterfall: Waterfall, theme: DiagramTheme, words: SharedWords): Html {
  const { rows, spans, hidden, hiddenFailed } = waterfall;
  const note = hidden === 0 ? '' : html`<p>${words.leftOut(hidden, spans, hiddenFailed)}</p>`;
  return html`<section class="steps spans"><h2>${words.spans(spans)}</h2>${note}<ol>${rows.map((row) => item(row, waterfall, theme, words))}</ol></section>`;
}

function item(row: WaterfallRow, { extent }: Waterfall, theme: DiagramTheme, words: SharedWords): Html {
  const depth = `d${Math.min(row.depth, DEEPEST)}`;
  if (row.kind === 'missing') return html`<li class="${depth}"><span>${words.missingParent(row.spanId)}</span></li>`;
  const { name, party, state, times, below, duration } = row;
  const failed = state === 'failed';
  const more = [times > 1 ? `×${times}` : '', below > 0 ? words.below(below) : ''].filter(Boolean).join(' · ');
  const color = SERVICE_COLORS[theme][row.color] ?? '';
  return html`<li class="${depth}${failed ? ' failed' : ''}"><span class="name">${failed ? html`<span class="sign" role="img" aria-label="${words.failed}">✕</span> ` : ''}<b>${name}</b> ${more}</span><span class="took">${duration ?? words.noEnd}</span><span class="party"><svg class="swatch" viewBox="0 0 8 8" aria-hidden="true"><rect width="8" height="8" rx="2" fill="${color}"/></svg>${party}</span>${bar(row, extent, color)}</li>`;
}

/** Thousandths of the whole time. */
const WHOLE = 1000;

function bar({ from, to }: SpanBarRow, extent: number, color: string): Html {
  const placeOf = (time: number): number => (extent === 0 ? 0 : Math.round((time / extent) * WHOLE));
  const x = Math.min(placeOf(from), WHOLE - 6);
  const width = Math.max(6, placeOf(to) - x);
  return html`<svg class="bar" viewBox="0 0 ${raw(String(WHOLE))} 4" preserveAspectRatio="none" aria-hidden="true"><rect x="${x}" width="${width}" height="4" fill="${color}"/></svg>`;
}

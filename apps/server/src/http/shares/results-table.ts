// What a search found on a shared page: a table that a phone can read.
import { type DiagramTheme, type FoundResults, type ResultRow, SERVICE_COLORS } from '@spanloom/diagrams';
import { html } from 'hono/html';
import type { Html } from './page-frame.ts';
import type { SharedWords } from './shared-words.ts';

export const RESULTS_LAYOUT = `
.results { width: 100%; border-collapse: collapse; }
.results caption { padding-bottom: 8px; color: var(--t2); text-align: left; overflow-wrap: anywhere; }
.results th, .results td { padding: 5px 12px 5px 0; border-bottom: 1px solid var(--line); font-weight: 400; text-align: left; vertical-align: top; }
.results thead th { color: var(--t3); font-size: 11px; }
.results .time { width: 1%; padding-right: 24px; color: var(--t2); white-space: nowrap; } .results .number { text-align: right; white-space: nowrap; }
.results b { font-weight: 500; overflow-wrap: anywhere; } .results .party { display: block; color: var(--t2); overflow-wrap: anywhere; }
.results .swatch { width: 8px; height: 8px; margin-right: 6px; } .results .failed b, .results .failed .sign { color: var(--err); }
@media (max-width: 600px) { .results .time { min-width: 84px; padding-right: 12px; white-space: normal; } .results .wide { display: none; } }
`;

export function resultsTable(results: FoundResults, theme: DiagramTheme, words: SharedWords): Html {
  const { list, rows } = results;
  const { columns } = words.results;
  const counts =
    list === 'traces'
      ? html`<th scope="col" class="number wide">${columns.spans}</th><th scope="col" class="number wide">${columns.errors}</th>`
      : '';
  return html`<table class="results"><caption>${words.results.told(results)}</caption>
<thead><tr><th scope="col">${columns.start}</th><th scope="col">${columns[list]}</th><th scope="col" class="number">${columns.duration}</th>${counts}</tr></thead>
<tbody>${rows.map((row) => tableRow(row, theme, words))}</tbody></table>`;
}

function tableRow(
  { start, party, name, color, duration, failed, spans, errors }: ResultRow,
  theme: DiagramTheme,
  words: SharedWords,
): Html {
  const counts =
    spans === undefined ? '' : html`<td class="number wide">${spans}</td><td class="number wide">${errors}</td>`;
  const sign = failed ? html`<span class="sign" role="img" aria-label="${words.failed}">✕</span> ` : '';
  return html`<tr class="${failed ? 'failed' : ''}"><td class="time">${words.second(Number(BigInt(start) / 1_000_000n))}</td><th scope="row">${sign}<b>${name}</b><span class="party"><svg class="swatch" viewBox="0 0 8 8" aria-hidden="true"><rect width="8" height="8" rx="2" fill="${SERVICE_COLORS[theme][color] ?? ''}"/></svg>${party}</span></th><td class="number">${duration}</td>${counts}</tr>
`;
}

// How each sort of diagram is read for the gallery: the map, a diagram of the server or a window, a diagram of a trace.
import { drawableMap, liveText, mapText, searchText, traceSpans } from '@spanloom/diagrams';
import { liveDiagramQuery } from '../../../api/live-queries.ts';
import { type FilterQuery, fullTraceQuery, liveEdgesQuery } from '../../../api/queries.ts';
import type { TraceKind } from '../trace/trace-kind.ts';
import { exampleConfig, OTLP_HTTP_PORT } from '../collector/example-config.ts';
import { collectorOfYaml } from '../collector/read-yaml.ts';
import { bothFilters } from './both-filters.ts';
import { MISSING, type ReadThumbnail } from './thumbnail-source.ts';
import { chooseTrace, newestTracesQuery } from './trace-subject.ts';

const NO_FILTER: FilterQuery = {};
/** The comment of a thumbnail's text is seen by nobody. */
const NO_TIME = { start: '', end: '' };

export const readMapThumbnail: ReadThumbnail = async ({ range, filter, theme, language, fetch }) => {
  const { graph } = await fetch(liveEdgesQuery(filter, range));
  const map = drawableMap(graph, { without: new Set(), language });
  if (map.nodes.length === 0) return MISSING;
  return {
    text: mapText(map, { query: searchText(filter), ...NO_TIME }, theme, 'none'),
    about: { of: 'calls', nodes: map.nodes.length },
    url: {},
    elapsedMs: graph.cost.elapsedMs,
  };
};

export function readLiveThumbnail(kind: string, of: 'server' | 'window'): ReadThumbnail {
  return async ({ range, filter, theme, language, fetch }) => {
    const query =
      of === 'server'
        ? liveDiagramQuery(kind, NO_FILTER, undefined, language)
        : liveDiagramQuery(kind, filter, range, language);
    const { told, cost } = await fetch(query);
    const { diagram } = told;
    if (diagram === null) return MISSING;
    const parts = diagram.type === 'sequence' ? diagram.parties.length : diagram.blocks.length;
    return { text: liveText(diagram, NO_TIME, theme), about: { of, parts }, url: {}, elapsedMs: cost.elapsedMs };
  };
}

/** What is pasted is drawn in its page alone: here stands the example that the page offers. */
export const readExampleThumbnail: ReadThumbnail = ({ theme, language }) => {
  const made = collectorOfYaml(exampleConfig(OTLP_HTTP_PORT), language);
  if (!made.ok) return Promise.resolve(MISSING);
  const about = { of: 'example', parts: made.value.blocks.length } as const;
  return Promise.resolve({ text: liveText(made.value, NO_TIME, theme), about, url: {}, elapsedMs: 0 });
};

/** `seen`: which traces have what is to be seen; undefined: any. */
export function readTraceThumbnail<M, F>(kind: TraceKind<M, F>, seen?: FilterQuery): ReadThumbnail {
  return async ({ range, filter, theme, language, fetch }) => {
    const asked = bothFilters(filter, seen ?? NO_FILTER);
    if (asked === undefined) return MISSING;
    const { traces, cost } = await fetch(newestTracesQuery(asked, range));
    const chosen = chooseTrace(traces, seen === undefined ? 'most services' : 'fewest spans');
    if (chosen === undefined) return MISSING;
    const { trace } = await fetch(fullTraceQuery(chosen.traceId));
    const model = kind.modelOf(traceSpans(trace), kind.askedOf?.({}) ?? '', undefined, language);
    if (kind.isEmpty(model)) return MISSING;
    return {
      text: kind.textOf(model, trace.traceId, theme),
      about: { of: 'trace', name: chosen.root?.operation ?? '', spans: trace.spans.length },
      url: { trace: trace.traceId },
      elapsedMs: cost.elapsedMs,
    };
  };
}

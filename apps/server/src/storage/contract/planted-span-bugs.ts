// Mistakes that an adapter for SQLite could make in its pages of spans, planted as those of planted-bugs.ts are.
import type { PlantedBug } from './planted-bugs.ts';

export const PLANTED_SPAN_BUGS: readonly PlantedBug[] = [
  {
    name: 'spans by the start of their trace',
    description: 'a trace that starts earlier is not looked into, though its spans may start later',
    edits: [
      {
        file: 'sqlite-tables/trace-search.ts',
        find: "const most = order === 'newest' ? row.end : row.end - row.start;",
        replace: "const most = order === 'newest' ? row.start : row.end - row.start;",
      },
    ],
  },
  {
    name: 'reach of the shortest',
    description: 'the walk ends as if no trace took any time',
    edits: [
      {
        file: 'sqlite-tables/trace-search.ts',
        find: 'row.start + reach < least',
        replace: 'row.start < least',
      },
    ],
  },
  {
    name: 'span at the end of a page twice',
    description: 'the next page begins with the span that the last one ended with',
    edits: [
      {
        file: 'sqlite-tables/best-spans.ts',
        find: 'compareSpanPositions(position, after) <= 0',
        replace: 'compareSpanPositions(position, after) < 0',
      },
    ],
  },
  {
    name: 'any span of a matching trace',
    description: 'spans are listed that do not match themselves',
    edits: [
      {
        file: 'sqlite-tables/trace-search.ts',
        find: 'if (!this.#planner.matches(plan, span)) return false;',
        replace: 'if (!span.fits) return false;',
      },
    ],
  },
];

// Mistakes that could be made with the service graph and RED, as planted-bugs.ts has those of everything else.
import type { PlantedBug } from './planted-bugs.ts';

export const PLANTED_GRAPH_BUGS: readonly PlantedBug[] = [
  {
    name: 'kept graph of a trace that lost spans',
    description: 'what a trace adds to the service graph is taken as it was before a service of it was deleted',
    edits: [
      {
        file: 'sqlite-tables/graph-cache.ts',
        find: 'kept.lastSpan !== row.lastSpan || kept.spans !== row.spans',
        replace: 'kept.lastSpan !== row.lastSpan',
      },
    ],
  },
  {
    name: 'kept graph of a trace that grew',
    description: 'what a trace adds to the service graph is kept although spans of it came later',
    edits: [
      {
        file: 'sqlite-tables/graph-cache.ts',
        find: 'kept.lastSpan !== row.lastSpan || kept.spans !== row.spans',
        replace: 'kept.spans > row.spans',
      },
    ],
  },
  {
    name: 'kept graph of what links lead to',
    description: 'what a trace adds to the service graph is kept although a span that it links to came or went',
    edits: [
      {
        file: 'sqlite-tables/trace-graphs.ts',
        find: 'if (alone) this.#kept.keep(row, graph);',
        replace: 'if (alone || spans.length > 0) this.#kept.keep(row, graph);',
      },
    ],
  },
  {
    name: 'first link alone',
    description: 'of a consumer with several links only the first is followed',
    edits: [
      {
        file: 'sqlite-tables/trace-graphs.ts',
        find: 'Map.groupBy(links, (link) => link.traceId)',
        replace: 'Map.groupBy(links.slice(0, 1), (link) => link.traceId)',
      },
    ],
  },
  {
    name: 'last seen in the first trace',
    description: 'the last end of a resource is that of its first trace',
    edits: [
      {
        file: 'resource-graph.ts',
        find: 'if (lastEnd > sum.lastEnd) sum.lastEnd = lastEnd;',
        replace: 'if (sum.lastEnd === 0n) sum.lastEnd = lastEnd;',
      },
    ],
  },
  {
    name: 'every request fails',
    description: 'of a resource all requests count as failed',
    edits: [
      {
        file: 'resource-graph.ts',
        find: 'if (error) sum.requestErrorWeight += weight;',
        replace: 'sum.requestErrorWeight += weight;',
      },
    ],
  },
  {
    name: 'first seen in the last trace',
    description: 'the first start of a resource is that of its last trace',
    edits: [
      {
        file: 'resource-graph.ts',
        find: 'if (sum.spans === 0 || firstStart < sum.firstStart) sum.firstStart = firstStart;',
        replace: 'sum.firstStart = firstStart;',
      },
    ],
  },
  {
    name: 'scope for resource',
    description: 'calls are counted at the scopes of their spans, not at their resources',
    edits: [
      {
        file: 'sqlite-tables/span-tables.ts',
        find: 'place: Number(of[0]),',
        replace: 'place: Number(of[1]),',
      },
    ],
  },
  {
    name: 'RED by the end',
    description: 'a request is counted in the bucket in which it ends, not in the one in which it starts',
    edits: [
      {
        file: 'red.ts',
        find: 'bucketAt(filter.window, count, placed.start)',
        replace: 'bucketAt(filter.window, count, placed.start + placed.duration)',
      },
    ],
  },
  {
    name: 'RED of every consumer span',
    description: 'a message that is received and processed by one service is counted twice',
    edits: [
      {
        file: 'trace-graph.ts',
        find: 'requests: requestsOf(trace).map(',
        replace: 'requests: requestsOf(new IndexedTrace(spans.map((span) => ({ ...span, peer: undefined })))).map(',
      },
    ],
  },
  {
    name: 'errors unweighted',
    description: 'the weight of failed calls is their number',
    edits: [
      {
        file: 'call-sums.ts',
        find: 'if (error) this.#errorWeight += weight;',
        replace: 'if (error) this.#errorWeight += 1;',
      },
    ],
  },
  {
    name: 'users unasked',
    description: 'RED of edges has the calls of users also when nobody asked for them',
    edits: [
      {
        file: 'red.ts',
        find: 'const graph = this.#lens.see(trace);',
        replace:
          'const seen = this.#lens.see(trace); const graph = { ...seen, calls: [...seen.calls, ...trace.userCalls.map((one) => ({ ...one, through: [] }))] };',
      },
    ],
  },
  {
    name: 'split by the first trace',
    description: 'of a service that is known by its name alone the value is that of the first trace that has it',
    edits: [
      {
        file: 'graph-lens.ts',
        find: "values.set(id, known === undefined || known === value ? value : '');",
        replace: 'values.set(id, known ?? value);',
      },
    ],
  },
  {
    name: 'cause of another call',
    description: 'kept with a trace is which call caused another one, but the last call of all is taken for it',
    edits: [
      {
        file: 'trace-graph.ts',
        find: 'return { edge: edgeName(nodeId(call.client), server), server, call, cause };',
        replace:
          'return { edge: edgeName(nodeId(call.client), server), server, call, cause: cause === undefined ? cause : 0 };',
      },
    ],
  },
  {
    name: 'folded nodes stay',
    description: 'a service whose calls are all folded is still among the services',
    edits: [
      {
        file: 'aggregates.ts',
        find: '.filter(([id, { node }]) => ends.has(id) || !this.#folded.has(nodeId(wholeNode(node))))',
        replace: '',
      },
    ],
  },
  {
    name: 'edge filter unfolded',
    description: 'the edge filter looks at calls as they were made, also where they are asked for folded',
    edits: [
      {
        file: 'sqlite-tables/trace-search.ts',
        find: 'new EdgeMatcher(edge, this.#resourceOf)',
        replace: 'new EdgeMatcher({ client: edge.client, server: edge.server }, this.#resourceOf)',
      },
    ],
  },
];

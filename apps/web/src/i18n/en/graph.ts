// Words of the parts that pages on the service graph share.

export const graph = {
  kind: { service: 'service', database: 'database', queue: 'queue', external: 'inferred host', user: 'users' },
  state: {
    bad: 'errors begin here',
    warn: 'errors passed on from a callee',
    ghost: 'sends no spans',
  },
  comma: ', ',
  tracesBehind: 'Traces behind it',
  asOf: 'as of {{time}}',
  newerTraces: 'Show newer traces',
  readingTraces: 'Reading traces',
  tracesProblem: 'The traces could not be read. {{message}}',
  noTraces: 'No trace in this time goes through it.',
  allInSearch: 'All of them in Search',
  rootMissing: 'root missing',
  traceErrors_one: '{{count}} error',
  traceErrors_other: '{{count}} errors',
  live: 'Live, {{age}}',
  notLive: 'Not live, last values {{age}}',
  fixedWindow: 'Fixed time',
  valuesChanged_zero: 'values unchanged',
  valuesChanged_one: '{{count}} value changed',
  valuesChanged_other: '{{count}} values changed',
  view: 'View',
};

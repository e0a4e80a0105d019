// What a person reads of a server's status.
import type { StatusResponse } from '@spanloom/api-schema';

export function statusText(status: StatusResponse): string {
  const { version, startedAt, now, listeners, store, ingest, demo, auth, loopbackOnly } = status;
  const rows: readonly (readonly [string, string])[] = [
    ['up', duration(BigInt(now) - BigInt(startedAt))],
    ...listeners.map(({ name, host, port }) => [name, `${host.includes(':') ? `[${host}]` : host}:${port}`] as const),
    [
      'access',
      `${loopbackOnly ? 'this machine only' : 'other machines too'}, ${auth ? 'with a token' : 'without a token'}`,
    ],
    ['data', store.folder],
    ['stored', `${count(store.traces, 'trace')}, ${count(store.spans, 'span')}, ${bytes(store.bytes)}`],
    ['coming in', `${ingest.spansPerSecond.toLocaleString('en-US')} spans/s over the last 10 s`],
    [
      'since start',
      `${count(ingest.acceptedSpans, 'span')} accepted, ${number(ingest.duplicateSpans)} sent twice, ${number(ingest.rejectedSpans)} rejected`,
    ],
    [
      'requests',
      `${number(ingest.refusedRequests)} refused, ${number(ingest.abortedRequests)} aborted by their senders`,
    ],
    ['demo', demo.state === 'off' ? 'off' : `${demo.state}, ${count(demo.sentSpans, 'span')} sent`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length)) + 2;
  return [`Spanloom ${version} is ready`, ...rows.map(([name, text]) => `  ${name.padEnd(width)}${text}`), ''].join(
    '\n',
  );
}

function number(value: number): string {
  return value.toLocaleString('en-US');
}

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

function bytes(value: number): string {
  const step = value < 1 ? 0 : Math.min(BYTE_UNITS.length - 1, Math.floor(Math.log2(value) / 10));
  const scaled = value / 1024 ** step;
  return `${step === 0 ? scaled : scaled.toFixed(1)} ${BYTE_UNITS[step]}`;
}

/** The two largest units. */
function duration(nanos: bigint): string {
  const seconds = Number(nanos / 1_000_000_000n);
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([value]) => value > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .map(([value, unit]) => `${value} ${unit}`)
    .join(' ');
}

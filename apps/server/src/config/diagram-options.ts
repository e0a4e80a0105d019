// The options of `spanloom diagram`.
import { DIAGRAM_LANGUAGES, type DiagramLanguage } from '@spanloom/api-schema';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { resolve } from 'node:path';
import type { OptionsTable } from './options.ts';
import { tokenOption } from './settings.ts';
import { serverOption } from './status-options.ts';

/** What a file may be, by its ending. */
export const FILE_FORMATS = ['svg', 'png', 'html', 'mmd', 'md'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

export interface OutFile {
  /** Absolute. */
  readonly path: string;
  readonly format: FileFormat;
}

/** What a diagram is compared with: the window of a map, so many nanoseconds earlier, or another trace. */
export type Against =
  | { readonly kind: 'earlier'; readonly nanos: bigint }
  | { readonly kind: 'trace'; readonly id: string };

export interface DiagramOptions {
  readonly out: OutFile | undefined;
  /** Without a slash at the end. */
  readonly server: string;
  readonly token: string | undefined;
  /** Absolute path; undefined: a server is asked. */
  readonly data: string | undefined;
  /** Nanoseconds. */
  readonly window: bigint;
  /** End of the window in nanoseconds since 1970; undefined: now. */
  readonly end: bigint | undefined;
  /** Filters as the API takes them. */
  readonly query: URLSearchParams;
  readonly against: Against | undefined;
  readonly without: string | undefined;
  readonly fold: string | undefined;
  readonly split: string | undefined;
  readonly trace: string | undefined;
  readonly participants: string | undefined;
  readonly by: string | undefined;
  readonly redact: string | undefined;
  readonly theme: 'light' | 'dark';
  readonly language: DiagramLanguage;
}

const UNITS: Readonly<Record<string, bigint>> = {
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
  d: 86_400_000_000_000n,
};

/** Given to the API as they are, which says what is wrong with them. */
function handedOn(flag: string, placeholder: string, help: string): OptionsTable<DiagramOptions>['trace'] {
  return { flag, placeholder, fallback: undefined, fallbackText: undefined, help, parse: ok };
}

export const DIAGRAM_OPTIONS: OptionsTable<DiagramOptions> = {
  out: {
    flag: '--out',
    placeholder: 'FILE',
    fallback: undefined,
    fallbackText: undefined,
    help: 'where to write it; the ending says what: .svg, .png, .html (opens without a server), .mmd (Mermaid text) or .md (a fence of it)',
    parse: parseOut,
  },
  server: serverOption('the server to ask'),
  token: tokenOption('what that server was started with'),
  data: {
    flag: '--data',
    placeholder: 'FOLDER',
    fallback: undefined,
    fallbackText: undefined,
    help: 'read this folder instead of asking a server; one may be working in it',
    parse: (text) => (text === '' ? err('must name a folder') : ok(resolve(text))),
  },
  window: {
    flag: '--window',
    placeholder: 'LENGTH',
    fallback: UNITS['h'] ?? 0n,
    fallbackText: '1h',
    help: 'of a window: its length, such as 15m, 1h or 7d',
    parse: parseLength,
  },
  end: {
    flag: '--end',
    placeholder: 'TIME',
    fallback: undefined,
    fallbackText: 'now',
    help: 'of a window: when it ends, such as 2026-11-20T13:25:00Z',
    parse: parseTime,
  },
  query: {
    flag: '--query',
    placeholder: 'FILTERS',
    fallback: new URLSearchParams(),
    fallbackText: 'all traces',
    help: 'of a window: which traces, as the API takes it: service=payment&status=error',
    parse: (text) => ok(new URLSearchParams(text)),
  },
  against: {
    flag: '--against',
    placeholder: 'LENGTH|ID',
    fallback: undefined,
    fallbackText: undefined,
    help: 'mark what differs: of the map from the same length of time so much earlier, such as 1h or 7d; of calls from another trace',
    parse: parseAgainst,
  },
  without: handedOn('--without', 'KINDS', 'of the map: nodes to leave out, some of database,queue,external'),
  fold: handedOn(
    '--fold',
    'WHAT',
    'of the map: calls through it are one call; proxies, or a node such as service:gateway',
  ),
  split: handedOn('--split', 'BY', 'of the map: a node for each cluster, namespace, version or instance of a service'),
  trace: handedOn('--trace', 'ID', 'of a trace: which one'),
  participants: handedOn('--participants', 'all', 'of sequence: all of them, not only as many as are readable'),
  by: handedOn(
    '--by',
    'WHAT',
    'of states: what tells them, events, workflow or the key of an attribute; else the life of spans',
  ),
  redact: handedOn(
    '--redact',
    'WHAT',
    'of a window or a trace: what to replace, some of services,labels: names become service-1 and so on',
  ),
  theme: {
    flag: '--theme',
    placeholder: 'THEME',
    fallback: 'light',
    fallbackText: 'light',
    help: 'light or dark',
    parse: (text) => (text === 'light' || text === 'dark' ? ok(text) : err('must be light or dark')),
  },
  language: {
    flag: '--language',
    placeholder: 'LANGUAGE',
    fallback: 'en',
    fallbackText: 'en',
    help: 'en or zh: the language of the words that are not telemetry',
    parse: (text) => {
      const known = DIAGRAM_LANGUAGES.find((one) => one === text);
      return known === undefined ? err(`must be ${DIAGRAM_LANGUAGES.join(' or ')}`) : ok(known);
    },
  },
};

function parseOut(text: string): Result<OutFile, string> {
  const format = FILE_FORMATS.find((ending) => text.toLowerCase().endsWith(`.${ending}`));
  return format === undefined
    ? err('must end with .svg, .png, .html, .mmd or .md')
    : ok({ path: resolve(text), format });
}

function parseAgainst(text: string): Result<Against, string> {
  if (/^[\da-f]{32}$/i.test(text)) return ok({ kind: 'trace', id: text });
  const nanos = parseLength(text);
  return nanos.ok
    ? ok({ kind: 'earlier', nanos: nanos.value })
    : err('must be a length of time such as 15m, 1h or 7d, or the id of a trace, 32 hex digits');
}

function parseLength(text: string): Result<bigint, string> {
  const [, number = '', unit = ''] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const size = UNITS[unit];
  return size === undefined || Number(number) === 0
    ? err('must be a length of time such as 15m, 1h or 7d')
    : ok(BigInt(number) * size);
}

function parseTime(text: string): Result<bigint, string> {
  const millis = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN;
  return millis >= 0 ? ok(BigInt(millis) * 1_000_000n) : err('must be a time such as 2026-11-20T13:25:00Z');
}

// Every setting of `spanloom serve`.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '@spanloom/otlp-model';
import type { OptionsTable } from './options.ts';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** How the server runs. Port 0 means: any free port. */
export interface Settings {
  /** Absolute path. */
  readonly data: string;
  readonly host: string;
  readonly port: number;
  readonly otlpHttpPort: number;
  readonly otlpGrpcPort: number;
  /** What everybody has to show; undefined = nothing. */
  readonly token: string | undefined;
  /** Origins whose pages may send to the OTLP/HTTP port, each as a browser writes it. */
  readonly corsOrigins: readonly string[];
  /** The origin under which others reach this server, such as that of a proxy; undefined = nobody said. */
  readonly publicUrl: string | undefined;
  /** Origins whose pages may frame what is shared. */
  readonly embedOrigins: readonly string[];
  readonly demo: boolean;
  readonly logLevel: LogLevel;
}

export const SETTINGS: OptionsTable<Settings> = {
  data: {
    flag: '--data',
    placeholder: 'FOLDER',
    fallback: join(homedir(), '.spanloom'),
    fallbackText: '~/.spanloom',
    help: 'where traces are kept; made when it is missing',
    parse: (text) => (text === '' ? err('must name a folder') : ok(resolve(text))),
  },
  host: {
    flag: '--host',
    placeholder: 'HOST',
    fallback: '127.0.0.1',
    fallbackText: '127.0.0.1',
    help: 'address to listen on; 0.0.0.0 lets other machines in',
    parse: (text) => (/^[\w.:-]+$/.test(text) ? ok(text) : err('must be a host name or an IP address')),
  },
  port: port('--port', 4319, 'port of the web UI and its API'),
  otlpHttpPort: port('--otlp-http-port', 4318, 'port for OTLP over HTTP (protobuf and JSON)'),
  otlpGrpcPort: port('--otlp-grpc-port', 4317, 'port for OTLP over gRPC'),
  token: tokenOption('what everybody must show to read or send; better given as variable: flags are seen by others'),
  corsOrigins: {
    flag: '--cors-origin',
    placeholder: 'ORIGIN',
    list: true,
    help: 'a site whose pages may send spans, such as https://shop.example; may be repeated',
    parse: parseOrigin,
  },
  publicUrl: {
    flag: '--public-url',
    placeholder: 'ORIGIN',
    fallback: undefined,
    fallbackText: undefined,
    help: 'where others open this server, such as https://traces.example: for shared links, and a name to answer to',
    parse: parseOrigin,
  },
  embedOrigins: {
    flag: '--embed-origin',
    placeholder: 'ORIGIN',
    list: true,
    help: 'a site whose pages may frame shared diagrams, such as https://wiki.example; may be repeated',
    parse: parseOrigin,
  },
  demo: {
    flag: '--demo',
    placeholder: undefined,
    help: 'send the traces of a made-up shop through the OTLP endpoint',
  },
  logLevel: {
    flag: '--log-level',
    placeholder: 'LEVEL',
    fallback: 'info',
    fallbackText: 'info',
    help: `how much is logged to stderr: ${LOG_LEVELS.join(', ')}`,
    parse: (text) => {
      const level = LOG_LEVELS.find((candidate) => candidate === text);
      return level === undefined ? err(`must be one of ${LOG_LEVELS.join(', ')}`) : ok(level);
    },
  },
};

function port(flag: string, fallback: number, help: string): OptionsTable<Settings>['port'] {
  return {
    flag,
    placeholder: 'PORT',
    fallback,
    fallbackText: String(fallback),
    help: `${help}; 0 picks a free one`,
    parse: (text) => {
      const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
      return number <= 65_535 ? ok(number) : err('must be a port number from 0 to 65535');
    },
  };
}

/** Fit for a header, and too long to be guessed. */
const TOKEN = /^[\x21-\x7e]{16,512}$/;

/** The same for every command that speaks to a server with a token. */
export function tokenOption(help: string): OptionsTable<Settings>['token'] {
  return {
    flag: '--token',
    placeholder: 'TOKEN',
    fallback: undefined,
    fallbackText: undefined,
    help,
    secret: true,
    parse: (text) => (TOKEN.test(text) ? ok(text) : err('must be 16 to 512 ASCII characters without spaces')),
  };
}

/** A browser writes an origin without a path and without the port that its protocol implies. */
function parseOrigin(text: string): Result<string, string> {
  const url = URL.parse(text);
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  // A pattern would be taken for a host of that name, and never match.
  return isWeb && url.origin === text.toLowerCase() && !url.origin.includes('*')
    ? ok(url.origin)
    : err('must be an origin such as https://shop.example:8443, and neither * nor null');
}

// Every setting of `spanloom serve` in one table: the flag, its default, how its text is read, what --help says.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { err, ok, type Result } from '@spanloom/otlp-model';

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
  readonly demo: boolean;
  readonly logLevel: LogLevel;
}

interface TextSetting<T> {
  readonly flag: string;
  /** What stands for the value in --help. */
  readonly placeholder: string;
  readonly fallback: T;
  /** How --help shows the fallback. */
  readonly fallbackText: string;
  readonly help: string;
  /** The error says what the value must be. */
  readonly parse: (text: string) => Result<T, string>;
}

interface SwitchSetting {
  readonly flag: string;
  readonly placeholder: undefined;
  readonly fallback: boolean;
  readonly help: string;
}

type SettingOf<T> = [T] extends [boolean] ? SwitchSetting : TextSetting<T>;
type SettingsTable = { readonly [K in keyof Settings]: SettingOf<Settings[K]> };

export const SETTINGS: SettingsTable = {
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
  demo: {
    flag: '--demo',
    placeholder: undefined,
    fallback: false,
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

function port(flag: string, fallback: number, help: string): TextSetting<number> {
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

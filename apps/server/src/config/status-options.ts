// The options of `spanloom status`.
import { err, ok } from '@spanloom/otlp-model';
import type { OptionsTable } from './options.ts';
import { tokenOption } from './settings.ts';

export interface StatusOptions {
  /** Without a slash at the end. */
  readonly server: string;
  readonly token: string | undefined;
  readonly json: boolean;
}

/** The same for every command that asks a server. */
export function serverOption(help: string): OptionsTable<StatusOptions>['server'] {
  return {
    flag: '--server',
    placeholder: 'URL',
    fallback: 'http://127.0.0.1:4319',
    fallbackText: 'http://127.0.0.1:4319',
    help,
    parse: (text) => {
      const url = URL.parse(text);
      const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
      return isWeb
        ? ok(`${url.origin}${url.pathname.replace(/\/+$/, '')}`)
        : err('must be a URL such as http://127.0.0.1:4319');
    },
  };
}

export const STATUS_OPTIONS: OptionsTable<StatusOptions> = {
  server: serverOption('where the web UI of the server is'),
  token: tokenOption('what that server was started with'),
  json: { flag: '--json', placeholder: undefined, help: 'print the whole answer as JSON' },
};

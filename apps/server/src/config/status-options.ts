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

export const STATUS_OPTIONS: OptionsTable<StatusOptions> = {
  server: {
    flag: '--server',
    placeholder: 'URL',
    fallback: 'http://127.0.0.1:4319',
    fallbackText: 'http://127.0.0.1:4319',
    help: 'where the web UI of the server is',
    parse: (text) => {
      const url = URL.parse(text);
      const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
      return isWeb
        ? ok(`${url.origin}${url.pathname.replace(/\/+$/, '')}`)
        : err('must be a URL such as http://127.0.0.1:4319');
    },
  },
  token: tokenOption('what that server was started with'),
  json: { flag: '--json', placeholder: undefined, help: 'print the whole answer as JSON' },
};

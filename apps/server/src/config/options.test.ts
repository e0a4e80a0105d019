import { describe, expect, test } from 'vitest';
import { type Environment, parseOptions } from './options.ts';
import { SETTINGS, type Settings } from './settings.ts';

const TOKEN = 'correct horse'.replace(' ', '-').repeat(2);

function settings(args: readonly string[], environment: Environment = {}) {
  return parseOptions<Settings>(SETTINGS, args, environment);
}

function problem(args: readonly string[], environment: Environment = {}): string {
  const parsed = settings(args, environment);
  if (parsed.ok) throw new Error('expected these options to be refused');
  return parsed.error;
}

describe('flags', () => {
  test('takes the defaults of the table', () => {
    expect(settings([])).toMatchObject({
      ok: true,
      value: {
        host: '127.0.0.1',
        port: 4319,
        otlpHttpPort: 4318,
        otlpGrpcPort: 4317,
        demo: false,
        logLevel: 'info',
        token: undefined,
        corsOrigins: [],
        publicUrl: undefined,
        embedOrigins: [],
      },
    });
  });

  test('reads a value after a space or after =', () => {
    const parsed = settings(['--port', '0', '--otlp-http-port=5000', '--demo', '--data=/tmp/x', '--log-level', 'warn']);
    expect(parsed).toMatchObject({
      ok: true,
      value: { port: 0, otlpHttpPort: 5000, demo: true, data: '/tmp/x', logLevel: 'warn' },
    });
  });

  test('makes a relative folder absolute', () => {
    expect(settings(['--data', 'traces'])).toMatchObject({ value: { data: `${process.cwd()}/traces` } });
  });

  test('suggests the flag that was meant', () => {
    expect(problem(['--prot', '1'])).toBe('Unknown flag "--prot". Did you mean --port?');
    expect(problem(['--otlp-htp-port=1'])).toContain('Did you mean --otlp-http-port?');
    expect(problem(['--something-else-entirely'])).toContain('See --help');
    expect(problem(['extra'])).toContain('Unknown argument "extra"');
  });

  test.each([
    [['--port', '65536'], '--port must be a port number from 0 to 65535, but it is "65536".'],
    [['--port', '-1'], '--port must be a port number from 0 to 65535, but it is "-1".'],
    [['--port', '--demo'], '--port needs a value: --port PORT.'],
    [['--data'], '--data needs a value: --data FOLDER.'],
    [['--data='], '--data must name a folder, but it is "".'],
    [['--demo=yes'], '--demo takes no value.'],
    [['--log-level', 'loud'], '--log-level must be one of trace, debug, info, warn, error, silent, but it is "loud".'],
    [['--token', 'short'], '--token must be 16 to 512 ASCII characters without spaces.'],
    [['--token', 'sixteen letters!'], '--token must be 16 to 512 ASCII characters without spaces.'],
    [['--token', 'x'.repeat(513)], '--token must be 16 to 512 ASCII characters without spaces.'],
    [['--host', 'a b'], '--host must be a host name or an IP address, but it is "a b".'],
  ])('refuses %j', (args, message) => {
    expect(problem(args)).toBe(message);
  });
});

describe('environment variables', () => {
  test('say what no flag says', () => {
    const environment = {
      SPANLOOM_DATA: '/tmp/x',
      SPANLOOM_HOST: '0.0.0.0',
      SPANLOOM_PORT: '1',
      SPANLOOM_OTLP_HTTP_PORT: '2',
      SPANLOOM_OTLP_GRPC_PORT: '3',
      SPANLOOM_TOKEN: TOKEN,
      SPANLOOM_CORS_ORIGIN: 'https://a.example, http://b.example:8080,',
      SPANLOOM_PUBLIC_URL: 'https://traces.example',
      SPANLOOM_EMBED_ORIGIN: 'https://wiki.example',
      SPANLOOM_DEMO: '1',
      SPANLOOM_LOG_LEVEL: 'debug',
    };
    expect(settings([], environment)).toEqual({
      ok: true,
      value: {
        data: '/tmp/x',
        host: '0.0.0.0',
        port: 1,
        otlpHttpPort: 2,
        otlpGrpcPort: 3,
        token: TOKEN,
        corsOrigins: ['https://a.example', 'http://b.example:8080'],
        publicUrl: 'https://traces.example',
        embedOrigins: ['https://wiki.example'],
        demo: true,
        logLevel: 'debug',
      },
    });
    expect(settings(['--port', '9', '--cors-origin=https://c.example'], environment)).toMatchObject({
      value: { port: 9, otlpHttpPort: 2, corsOrigins: ['https://c.example'] },
    });
  });

  test.each([
    ['1', true],
    ['true', true],
    ['TRUE', true],
    ['0', false],
    ['false', false],
  ])('a switch is %s', (text, demo) => {
    expect(settings([], { SPANLOOM_DEMO: text })).toMatchObject({ ok: true, value: { demo } });
    expect(settings(['--demo'], { SPANLOOM_DEMO: text })).toMatchObject({ ok: true, value: { demo: true } });
  });

  test.each([
    [{ SPANLOOM_PORT: 'x' }, 'SPANLOOM_PORT must be a port number from 0 to 65535, but it is "x".'],
    [{ SPANLOOM_PORT: '' }, 'SPANLOOM_PORT must be a port number from 0 to 65535, but it is "".'],
    [{ SPANLOOM_DEMO: 'yes' }, 'SPANLOOM_DEMO must be 1, true, 0 or false, but it is "yes".'],
    // An empty token is one that somebody forgot to fill in, not a wish to be open to all.
    [{ SPANLOOM_TOKEN: '' }, 'SPANLOOM_TOKEN must be 16 to 512 ASCII characters without spaces.'],
    [
      { SPANLOOM_CORS_ORIGIN: 'https://a.example,*' },
      'SPANLOOM_CORS_ORIGIN must be an origin such as https://shop.example:8443, and neither * nor null, but it is "*".',
    ],
  ])('refuses %j and names the variable', (environment, message) => {
    expect(problem([], environment)).toBe(message);
  });

  test('that are none of ours are left alone', () => {
    expect(settings([], { SPANLOOM_SEED: '7', SPANLOOM_BROWSER: '/x', PORT: '80' })).toMatchObject({
      ok: true,
      value: { port: 4319 },
    });
  });
});

describe('origins', () => {
  test('may be several', () => {
    const args = ['--cors-origin', 'https://a.example', '--cors-origin', 'HTTP://B.example:8080'];
    expect(settings(args)).toMatchObject({ value: { corsOrigins: ['https://a.example', 'http://b.example:8080'] } });
  });

  test.each([
    '*',
    'null',
    'a.example',
    'https://*.example',
    'https://a.example/',
    'https://a.example/path',
    'https://user@a.example',
    'https://a.example:443',
    'ftp://a.example',
    'file:///x',
    'https://',
    '',
  ])('refuses %j', (origin) => {
    expect(problem([`--cors-origin=${origin}`])).toContain('--cors-origin must be an origin such as');
  });
});

import { describe, expect, test } from 'vitest';
import { parseSettings } from './parse-settings.ts';

function problem(...args: string[]): string {
  const parsed = parseSettings(args);
  if (parsed.ok) throw new Error('expected these arguments to be refused');
  return parsed.error;
}

describe('parseSettings', () => {
  test('takes the defaults of the table', () => {
    expect(parseSettings([])).toMatchObject({
      ok: true,
      value: { host: '127.0.0.1', port: 4319, otlpHttpPort: 4318, otlpGrpcPort: 4317, demo: false, logLevel: 'info' },
    });
  });

  test('reads a value after a space or after =', () => {
    const parsed = parseSettings([
      '--port',
      '0',
      '--otlp-http-port=5000',
      '--demo',
      '--data=/tmp/x',
      '--log-level',
      'warn',
    ]);
    expect(parsed).toMatchObject({
      ok: true,
      value: { port: 0, otlpHttpPort: 5000, demo: true, data: '/tmp/x', logLevel: 'warn' },
    });
  });

  test('makes a relative folder absolute', () => {
    expect(parseSettings(['--data', 'traces'])).toMatchObject({ value: { data: `${process.cwd()}/traces` } });
  });

  test('suggests the flag that was meant', () => {
    expect(problem('--prot', '1')).toBe('Unknown flag "--prot". Did you mean --port?');
    expect(problem('--otlp-htp-port=1')).toContain('Did you mean --otlp-http-port?');
    expect(problem('--something-else-entirely')).toContain('See --help');
    expect(problem('extra')).toContain('Unknown argument "extra"');
  });

  test.each([
    [['--port', '65536'], '--port must be a port number from 0 to 65535, but it is "65536".'],
    [['--port', '-1'], '--port must be a port number from 0 to 65535, but it is "-1".'],
    [['--port', '--demo'], '--port needs a value: --port PORT.'],
    [['--data'], '--data needs a value: --data FOLDER.'],
    [['--data='], '--data must name a folder, but it is "".'],
    [['--demo=yes'], '--demo takes no value.'],
    [['--log-level', 'loud'], '--log-level must be one of trace, debug, info, warn, error, silent, but it is "loud".'],
    [['--host', 'a b'], '--host must be a host name or an IP address, but it is "a b".'],
  ])('refuses %j', (args, message) => {
    expect(problem(...args)).toBe(message);
  });
});

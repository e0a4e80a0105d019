import { describe, expect, it } from 'vitest';
import { endpointsOf } from './endpoints.ts';

describe('endpointsOf', () => {
  it('names a listener on all addresses as the page was reached', () => {
    const listeners = [
      { name: 'otlp-http', host: '0.0.0.0', port: 4318 },
      { name: 'otlp-grpc', host: '::', port: 4317 },
    ] as const;
    expect(endpointsOf(listeners, 'traces.lan')).toEqual({
      'otlp-http': 'traces.lan:4318',
      'otlp-grpc': 'traces.lan:4317',
    });
  });

  it('leaves the address of any other listener as it is, whatever the page was called', () => {
    const listeners = [
      { name: 'otlp-http', host: '127.0.0.1', port: 14318 },
      { name: 'ui', host: '10.0.0.7', port: 80 },
    ] as const;
    expect(endpointsOf(listeners, 'localhost')).toEqual({ 'otlp-http': '127.0.0.1:14318', ui: '10.0.0.7:80' });
  });

  it('puts an IPv6 address in brackets, once', () => {
    expect(endpointsOf([{ name: 'ui', host: '::1', port: 1 }], 'x')).toEqual({ ui: '[::1]:1' });
    expect(endpointsOf([{ name: 'ui', host: '::', port: 2 }], '[fe80::1]')).toEqual({ ui: '[fe80::1]:2' });
  });
});

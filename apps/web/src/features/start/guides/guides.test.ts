import { describe, expect, it } from 'vitest';
import { GUIDES, type Guide } from './guides.ts';
import { PROTOCOLS, type Protocol, type Target, TOKEN_PLACEHOLDER } from './step.ts';

function target(protocol: Protocol, auth = false): Target {
  return { protocol, endpoint: `http://127.0.0.1:${protocol === 'grpc' ? 14317 : 14318}`, auth };
}

function textOf(guide: Guide, to: Target): string {
  return guide
    .steps(to)
    .map((step) => step.code)
    .join('\n\n');
}

const CASES = GUIDES.flatMap((guide) => PROTOCOLS.map((protocol) => ({ id: guide.id, guide, protocol })));

describe.each(CASES)('$id over $protocol', ({ guide, protocol }) => {
  it('names the real port, and not the one of the other protocol', () => {
    const text = textOf(guide, target(protocol));
    expect(text).toContain(protocol === 'grpc' ? '127.0.0.1:14317' : '127.0.0.1:14318');
    expect(text).not.toContain(protocol === 'grpc' ? '14318' : '14317');
  });

  it('says nothing of a token unless the server asks for one', () => {
    expect(textOf(guide, target(protocol))).not.toMatch(/authorization|bearer/i);
    const text = textOf(guide, target(protocol, true));
    expect(text).toMatch(guide.id === 'collector' ? /authorization: Bearer / : /HEADERS=authorization=Bearer%20/);
    expect(text).toContain(TOKEN_PLACEHOLDER);
  });

  it('can be pasted: no line ends in a space, and every step says something', () => {
    for (const step of guide.steps(target(protocol, true))) {
      expect(step.code).not.toMatch(/[ \t]$/m);
      expect(step.code.trim()).not.toBe('');
    }
  });
});

it('gives SDKs that read it the name of the protocol', () => {
  for (const id of ['javascript', 'python', 'java', 'dotnet']) {
    const guide = GUIDES.find((one) => one.id === id);
    if (guide === undefined) throw new Error(`no guide ${id}`);
    expect(textOf(guide, target('http'))).toContain('OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf\n');
    expect(textOf(guide, target('grpc'))).toContain('OTEL_EXPORTER_OTLP_PROTOCOL=grpc\n');
  }
});

it('gives the Collector a gRPC endpoint without a scheme, quoted where YAML would read a list', () => {
  const collector = GUIDES.find((one) => one.id === 'collector');
  const text = collector?.steps({ protocol: 'grpc', endpoint: 'http://[::1]:4317', auth: false })[0]?.code;
  expect(text).toContain('endpoint: "[::1]:4317"\n    tls:\n      insecure: true');
});

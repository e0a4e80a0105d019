import { describe, expect, test } from 'vitest';
import { createCors } from './cors.ts';

const cors = createCors(['https://app.example.org', 'https://shop.example:8443']);

describe('origins', () => {
  test.each([
    'http://localhost',
    'http://localhost:3000',
    'https://localhost:5173',
    'http://127.0.0.1:8080',
    'https://127.0.0.1',
    'http://[::1]:4000',
    'https://app.example.org',
    'https://shop.example:8443',
  ])('%s may send', (origin) => {
    expect(cors.headers(origin)).toMatchObject({
      Vary: 'Origin',
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
    });
  });

  test.each([
    'null',
    '',
    '*',
    'localhost',
    'http://localhost.evil.com',
    'http://localhost:3000.evil.com',
    'http://evil.com/localhost',
    'http://localhost@evil.com',
    'http://user@localhost',
    'http://localhost/',
    'http://LOCALHOST',
    'http://127.0.0.1.evil.com',
    'https://127.0.0.1.evil',
    'http://127.0.0.2',
    'http://0.0.0.0:3000',
    'http://[::1].evil.com',
    'http://127.1',
    'file://localhost',
    'ftp://localhost',
    'https://app.example.org.evil.com',
    'http://app.example.org',
    'https://app.example.org:444',
    'https://evil.com',
  ])('%s may not, and is never reflected', (origin) => {
    expect(cors.allows(origin)).toBe(false);
    expect(cors.headers(origin)).toStrictEqual({ Vary: 'Origin' });
  });
});

test('a preflight allows the headers that exporters use, and no others', () => {
  expect(
    cors.preflightHeaders(
      'Content-Type, content-encoding,authorization , X-Api-Key, traceparent, cookie, host, x-, a b',
    ),
  ).toStrictEqual({
    'Access-Control-Allow-Methods': 'POST',
    'Access-Control-Allow-Headers': 'content-type, content-encoding, authorization, x-api-key, traceparent',
    'Access-Control-Max-Age': '600',
  });
  expect(cors.preflightHeaders('')).not.toHaveProperty('Access-Control-Allow-Headers');
});

// Unit and integration tests: pure packages and the server in Node, components in jsdom. The server's tests in
// apps/server/test run the built server, so `npm test` builds first.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'packages', environment: 'node', include: ['packages/*/src/**/*.test.ts'] } },
      { test: { name: 'scripts', environment: 'node', include: ['scripts/**/*.test.mjs'] } },
      { test: { name: 'server', environment: 'node', include: ['apps/server/src/**/*.test.ts'] } },
      {
        test: {
          name: 'server-built',
          environment: 'node',
          include: ['apps/server/test/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'web', environment: 'node', root: 'apps/web', include: ['src/**/*.test.ts'] } },
      { test: { name: 'web-components', environment: 'jsdom', root: 'apps/web', include: ['src/**/*.test.tsx'] } },
    ],
  },
});

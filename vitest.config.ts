// Unit and integration tests: pure packages and the server in Node, components in jsdom. The server's tests in
// apps/server/test run the built server, so `npm test` builds first.
import { defineConfig } from 'vitest/config';

// A busy machine is no failure; a test that waits for something that never comes still ends.
const patient = { testTimeout: 60_000, hookTimeout: 60_000 };
const inNode = { ...patient, environment: 'node' };

export default defineConfig({
  test: {
    // Left alone, Vitest keeps one core for itself, which on two cores is half of them.
    maxWorkers: '100%',
    projects: [
      { test: { ...inNode, name: 'packages', include: ['packages/*/src/**/*.test.ts'] } },
      { test: { ...inNode, name: 'scripts', include: ['scripts/**/*.test.mjs'] } },
      { test: { ...inNode, name: 'server', include: ['apps/server/src/**/*.test.ts'] } },
      { test: { ...inNode, name: 'server-built', include: ['apps/server/test/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { ...inNode, name: 'web', root: 'apps/web', include: ['src/**/*.test.ts'] } },
      {
        test: {
          ...patient,
          name: 'web-components',
          environment: 'jsdom',
          root: 'apps/web',
          include: ['src/**/*.test.tsx'],
        },
      },
    ],
  },
});

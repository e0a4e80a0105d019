// End-to-end tests in a real Chromium. Each test starts its own server (e2e/support); the browser's path comes from
// `npm test`, which finds or installs one.
import { defineConfig } from '@playwright/test';
import { disabledFeatures } from './e2e/support/browser-features.ts';

const executablePath = process.env['SPANLOOM_BROWSER'];
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  forbidOnly: true,
  // No test shares anything with another: by files, one worker would wait for the other's last file.
  fullyParallel: true,
  retries: 0,
  // Most of a test is waiting: two processors have time for three.
  workers: 3,
  timeout: 240_000,
  // Patience for a loaded machine. What must be quick says so itself.
  expect: { timeout: 45_000 },
  // `npm run screenshots` takes the pictures for the README with the same machinery.
  testMatch: process.env['SPANLOOM_SCREENSHOTS'] === undefined ? '**/*.spec.ts' : '**/*.shots.ts',
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    // The film of a trace costs a quarter of the whole run; the snapshots of the pages show the same, step by step.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        disabledFeatures(),
      ],
    },
  },
});

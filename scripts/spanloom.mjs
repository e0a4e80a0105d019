#!/usr/bin/env node
// The `spanloom` command of the installed package, which brings the built app along. It imports nothing
// until it knows that this Node is new enough.

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 15)) {
  process.stderr.write(
    `spanloom needs Node 22.15 or newer; this is ${process.versions.node}.\n` +
      'Install Node 24 from https://nodejs.org, then run it again.\n',
  );
  process.exitCode = 1;
} else {
  await import(new URL('../apps/server/dist/main.js', import.meta.url).href);
}

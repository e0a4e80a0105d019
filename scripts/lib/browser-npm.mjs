// The last resort: @sparticuz/chromium brings a headless Chromium for Linux x64 inside an npm package, together with
// the libraries that a bare system lacks.
import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from './errors.mjs';
import { npmInstall } from './npm.mjs';
import { toolsDir } from './paths.mjs';
import { step } from './progress.mjs';
import { runCaptured } from './process.mjs';

const VERSION = '153.0.0';

const UNPACK = `
import chromium, { inflate } from '@sparticuz/chromium';
import { join } from 'node:path';
await inflate(join(process.cwd(), 'node_modules/@sparticuz/chromium/bin/al2023.tar.br'));
await chromium.executablePath();
`;

/** The browser's own libraries come last and its fonts only where there are none: what the system has is better. */
const START = `#!/bin/sh
here=$(dirname "$0")
export LD_LIBRARY_PATH="\${LD_LIBRARY_PATH:+$LD_LIBRARY_PATH:}/lib/x86_64-linux-gnu:/usr/lib/x86_64-linux-gnu:/usr/lib64:$here/al2023/lib"
[ -d /etc/fonts ] || export FONTCONFIG_PATH="$here/fonts"
exec "$here/chromium" "$@"
`;

/** @returns {Promise<readonly string[] | string>} the unpacked browser, or why there is none */
export async function npmChromium() {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it exists for Linux x64 only';
  const folder = join(toolsDir, `chromium-${VERSION}`);
  const unpacked = join(folder, 'unpacked');
  const start = join(unpacked, 'start.sh');
  if (existsSync(start)) return [start];
  try {
    await step('Installing @sparticuz/chromium (about 70 MB, once)', async () => {
      rmSync(folder, { recursive: true, force: true });
      await npmInstall(folder, `@sparticuz/chromium@${VERSION}`);
      mkdirSync(unpacked, { recursive: true });
      // It unpacks into the temporary folder: that is ours here.
      const result = await runCaptured(process.execPath, ['--input-type=module', '--eval', UNPACK], {
        cwd: folder,
        env: { TMPDIR: unpacked },
      });
      if (result.code !== 0) throw new UserError(`unpacking failed: ${result.stderr.trim()}`);
      writeFileSync(start, START);
      chmodSync(start, 0o755);
    });
    return [start];
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
}

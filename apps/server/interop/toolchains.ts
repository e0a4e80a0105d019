// The SDKs of other languages: how each is got ready and run. Everything they download or build goes into a folder
// outside the repository.
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuiltServer } from '../test/support/built-server.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));

export interface Toolchain {
  readonly name: string;
  /** Programs that the machine must have. */
  readonly needs: readonly string[];
  /** Downloads and builds in `folder`, which holds a copy of the sources. Throws with the tool's own output. */
  prepare(folder: string): void;
  command(folder: string, protocol: Protocol, server: BuiltServer): readonly [program: string, ...args: string[]];
}

export const PROTOCOLS = ['grpc', 'http'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** host:port or http://host:port, as an SDK wants it. */
function place(server: BuiltServer, protocol: Protocol): string {
  return protocol === 'grpc' ? server.otlpGrpc : new URL(server.otlpHttp).host;
}

export const TOOLCHAINS: readonly Toolchain[] = [
  {
    name: 'python',
    needs: ['python3'],
    prepare(folder) {
      run(folder, 'python3', ['-m', 'venv', 'venv']);
      run(folder, join(folder, 'venv', 'bin', 'pip'), ['install', '--quiet', '-r', 'requirements.txt']);
    },
    command: (folder, protocol, server) => [
      join(folder, 'venv', 'bin', 'python'),
      join(folder, 'app.py'),
      protocol,
      `http://${place(server, protocol)}`,
    ],
  },
  {
    name: 'go',
    needs: ['go'],
    prepare: (folder) => run(folder, 'go', ['build', '-o', 'interop', '.']),
    command: (folder, protocol, server) => [join(folder, 'interop'), protocol, place(server, protocol)],
  },
  {
    name: 'java',
    needs: ['java', 'mvn'],
    prepare: (folder) =>
      run(folder, 'mvn', ['-q', '-B', 'compile', 'dependency:build-classpath', '-Dmdep.outputFile=classpath.txt']),
    command: (folder, protocol, server) => {
      const classpath = `target/classes:${readFileSync(join(folder, 'classpath.txt'), 'utf8').trim()}`;
      return ['java', '-cp', classpath, 'Interop', protocol, `http://${place(server, protocol)}`];
    },
  },
];

/** The programs that are missing. */
export function missing({ needs }: Toolchain): readonly string[] {
  return needs.filter((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined);
}

export function copySources({ name }: Toolchain, folder: string): void {
  cpSync(join(HERE, name), folder, { recursive: true });
}

function run(cwd: string, program: string, args: readonly string[]): void {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed:\n${stdout}${stderr}`);
}

// The commands of the program: one line here and one file each, loaded only when it runs.
import type { Result } from '@spanloom/otlp-model';
import { DIAGRAM_OPTIONS } from '../config/diagram-options.ts';
import type { AnyOption } from '../config/options.ts';
import { SETTINGS } from '../config/settings.ts';
import { STATUS_OPTIONS } from '../config/status-options.ts';

/** What a command gets from the entry file. */
export interface CommandContext {
  /** When the process started, milliseconds since the epoch. */
  readonly startedAt: number;
  /** Where a worker's entry file lies. */
  readonly workerEntry: (
    name: 'ingest-worker' | 'reader-worker' | 'demo-worker' | 'drawing-worker' | 'shares-worker',
  ) => URL;
  /** Where the built web app lies. */
  readonly webFolder: URL;
}

/** Runs until the command is done or has started its server. The error is wrong usage, told to the user; exit code 2. */
export type RunCommand = (args: readonly string[], context: CommandContext) => Promise<Result<void, string>>;

export interface Command {
  readonly name: string;
  readonly summary: string;
  /** For --help. */
  readonly options: Readonly<Record<string, AnyOption>>;
  readonly load: () => Promise<RunCommand>;
  /** What it can be told to do, for --help: rows of a table below this heading. */
  readonly topics?: { readonly heading: string; readonly load: () => Promise<readonly (readonly string[])[]> };
}

export const DEFAULT_COMMAND = 'serve';

export const COMMANDS: readonly Command[] = [
  {
    name: 'serve',
    summary: 'take in traces and show them (the default)',
    options: SETTINGS,
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'status',
    summary: 'ask a running server how it is; exit code 0 when it is ready',
    options: STATUS_OPTIONS,
    load: async () => (await import('./status.ts')).status,
  },
  {
    name: 'diagram',
    summary: 'draw into a file: diagram KIND --out FILE; exit code 0 when it is written',
    options: DIAGRAM_OPTIONS,
    load: async () => (await import('./diagram.ts')).diagram,
    topics: { heading: 'Kinds of diagram', load: async () => (await import('./diagram.ts')).KINDS_HELP },
  },
];

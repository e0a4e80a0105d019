// `spanloom diagram KIND`: a diagram into a file, for READMEs and pipelines. A running server draws it, or this process does
// from a data folder; the file is the same.
import { writeFileSync } from 'node:fs';
import {
  type DiagramFormat,
  diagramFormats,
  DRAWN_KINDS,
  SERVER_DIAGRAMS,
  TRACE_DIAGRAMS,
  WINDOW_DIAGRAMS,
} from '@spanloom/api-schema';
import { err, ok, type Result } from '@spanloom/otlp-model';
import { type Against, DIAGRAM_OPTIONS, type DiagramOptions, type OutFile } from '../config/diagram-options.ts';
import { nearest } from '../config/nearest.ts';
import { parseOptions } from '../config/options.ts';
import { readDiagramRequest } from '../http/diagram-request.ts';
import type { CommandContext, RunCommand } from './commands.ts';

/** A diagram as it goes into the file, or a sentence for the user. */
type Drawn = Result<string | Uint8Array, string>;

const KINDS: readonly string[] = DRAWN_KINDS;
const OF_A_WINDOW: readonly string[] = [...WINDOW_DIAGRAMS, 'results'];
const OF_A_TRACE: readonly string[] = [...TRACE_DIAGRAMS, 'waterfall'];

/** For --help: what each kind is drawn of, by which flag, and the kinds. */
export const KINDS_HELP: readonly (readonly string[])[] = [
  ['of a window', '--window, --query', OF_A_WINDOW.join(', ')],
  ['of a trace', '--trace', OF_A_TRACE.join(', ')],
  ['of a server itself', '--server', SERVER_DIAGRAMS.join(', ')],
];

/** Exit code 0 when the file is written, 1 when it could not be. */
export const diagram: RunCommand = async ([kind = '', ...flags], context) => {
  if (!KINDS.includes(kind)) return err(wrongKind(kind));
  const parsed = parseOptions<DiagramOptions>(DIAGRAM_OPTIONS, flags, process.env);
  if (!parsed.ok) return parsed;
  const { out } = parsed.value;
  if (out === undefined)
    return err('Where is it to be written? Say --out FILE, ending with .svg, .png, .html, .mmd or .md.');
  const format = out.format === 'md' ? 'mmd' : out.format;
  const formats = diagramFormats(kind);
  if (!formats.includes(format)) {
    return err(`There is no Mermaid text of ${kind}: it is written as ${formats.map((one) => `.${one}`).join(', ')}.`);
  }
  const source = sourceOf(flags, parsed.value);
  if (!source.ok) return source;
  const parameters = parametersOf(kind, parsed.value);
  if (!parameters.ok) return parameters;

  const drawn = await draw(
    { kind, format, parameters: parameters.value, options: parsed.value },
    source.value,
    context,
  );
  const failure = drawn.ok ? write(out, drawn.value) : drawn.error;
  if (failure !== undefined) {
    process.stderr.write(`spanloom: ${failure}\n`);
    process.exitCode = 1;
  }
  return ok(undefined);
};

function wrongKind(kind: string): string {
  const known = `Diagrams that can be drawn: ${KINDS.join(', ')}.`;
  if (kind === '' || kind.startsWith('-')) return `Which diagram? Say spanloom diagram KIND. ${known}`;
  const similar = nearest(kind, KINDS);
  return `There is no diagram "${kind}". ${similar === undefined ? known : `Did you mean ${similar}?`}`;
}

/** A flag wins over variables, so a folder in the environment is no answer to `--server`. */
function sourceOf(flags: readonly string[], { data }: DiagramOptions): Result<string | undefined, string> {
  const says = (flag: string): boolean => flags.some((one) => one === flag || one.startsWith(`${flag}=`));
  if (says('--data') && says('--server')) return err('Say --server or --data, not both.');
  const servers = says('--server') || (!says('--data') && process.env['SPANLOOM_SERVER'] !== undefined);
  return ok(servers ? undefined : data);
}

function parametersOf(kind: string, options: DiagramOptions): Result<URLSearchParams, string> {
  const { query, window, end, against, without, fold, split, trace, participants, by, redact, theme, language } =
    options;
  const isTrace = OF_A_TRACE.includes(kind);
  if (isTrace && trace === undefined) return err(`Which trace? Say --trace ID.`);
  const wrong = wrongAgainst(kind, against);
  if (wrong !== undefined) return err(wrong);
  const isOfWindow = OF_A_WINDOW.includes(kind);
  const parameters = new URLSearchParams(isOfWindow ? query : []);
  const set = (name: string, value: string | undefined): void => {
    if (value !== undefined) parameters.set(name, value);
  };
  if (isTrace) {
    set('trace', trace);
    set('participants', participants);
    set('by', by);
    if (against?.kind === 'trace') set('against', against.id);
  } else if (isOfWindow) {
    const last = end ?? BigInt(Date.now()) * 1_000_000n;
    const first = last > window ? last - window : 0n;
    set('start', String(first));
    set('end', String(last));
    if (against?.kind === 'earlier') {
      const earlier = first > against.nanos ? first - against.nanos : 0n;
      set('against', `${earlier},${earlier + (last - first)}`);
    }
    set('without', without);
    if (fold !== undefined) parameters.append('fold', fold);
    set('split', split);
  }
  set('redact', redact);
  set('theme', theme);
  set('language', language);
  return ok(parameters);
}

/** undefined: it goes with the kind. */
function wrongAgainst(kind: string, against: Against | undefined): string | undefined {
  if (against === undefined) return undefined;
  if (kind === 'map')
    return against.kind === 'earlier' ? undefined : 'A map is compared with a time: say --against LENGTH.';
  if (kind === 'calls')
    return against.kind === 'trace' ? undefined : 'Calls are compared with another trace: say --against ID.';
  return `--against goes with map and calls, not with ${kind}.`;
}

export interface Wanted {
  readonly kind: string;
  readonly format: DiagramFormat;
  /** As the API takes them. */
  readonly parameters: URLSearchParams;
  readonly options: DiagramOptions;
}

async function draw(wanted: Wanted, folder: string | undefined, context: CommandContext): Promise<Drawn> {
  if (folder === undefined) return (await import('./diagram-from-server.ts')).diagramFromServer(wanted);
  const request = readDiagramRequest(wanted.kind, wanted.parameters);
  if (!request.ok) return err(request.error.message);
  const { diagramFromFolder } = await import('./diagram-from-folder.ts');
  return diagramFromFolder(request.value, wanted.format, folder, context);
}

/** undefined when it is written, else why not. */
function write({ path, format }: OutFile, content: string | Uint8Array): string | undefined {
  try {
    writeFileSync(path, format === 'md' ? `\`\`\`mermaid\n${Buffer.from(content).toString()}\`\`\`\n` : content);
    return undefined;
  } catch (error) {
    return `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

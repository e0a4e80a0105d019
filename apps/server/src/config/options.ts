// The options of a command: one table says the flag of each, its default, how its text is read and what --help says.
// Every flag is an environment variable too, and wins over it.
import { err, ok, type Result } from '@spanloom/otlp-model';
import { nearest } from './nearest.ts';

interface Described {
  /** Such as --log-level; its environment variable is SPANLOOM_LOG_LEVEL. */
  readonly flag: string;
  readonly help: string;
}

interface TextOption<T> extends Described {
  /** What stands for the value in --help. */
  readonly placeholder: string;
  readonly fallback: T;
  /** How --help shows the fallback; undefined when there is none. */
  readonly fallbackText: string | undefined;
  /** Must not be shown or logged. */
  readonly secret?: true;
  /** The error says what the value must be. */
  readonly parse: (text: string) => Result<T, string>;
}

/** May stand several times; in the environment its values are separated by commas. */
interface ListOption<T> extends Described {
  readonly placeholder: string;
  readonly list: true;
  readonly parse: (text: string) => Result<T, string>;
}

interface SwitchOption extends Described {
  readonly placeholder: undefined;
}

type OptionOf<T> = [T] extends [boolean]
  ? SwitchOption
  : [T] extends [readonly (infer Item)[]]
    ? ListOption<Item>
    : TextOption<T>;

/** One entry for every field of `T`. */
export type OptionsTable<T> = { readonly [K in keyof T]: OptionOf<T[K]> };

export type AnyOption = TextOption<unknown> | ListOption<unknown> | SwitchOption;

export type Environment = Readonly<Record<string, string | undefined>>;

/** `--otlp-http-port` -> `SPANLOOM_OTLP_HTTP_PORT` */
export function variableOf({ flag }: { readonly flag: string }): string {
  return `SPANLOOM_${flag.slice(2).replaceAll('-', '_').toUpperCase()}`;
}

/**
 * Reads `--flag value`, `--flag=value` and switches, then the environment for what no flag said. Variables that the table
 * does not know are left alone. The error is a sentence for the user.
 */
export function parseOptions<T>(
  table: OptionsTable<T>,
  args: readonly string[],
  environment: Environment,
): Result<T, string> {
  const options = Object.entries(table as Readonly<Record<string, AnyOption>>);
  const chosen = new Map<string, unknown>();

  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    const equals = argument.indexOf('=');
    const flag = equals === -1 ? argument : argument.slice(0, equals);
    const inline = equals === -1 ? undefined : argument.slice(equals + 1);
    const [name, option] = options.find(([, candidate]) => candidate.flag === flag) ?? [];
    if (name === undefined || option === undefined) return err(unknownArgument(flag, options));
    if (option.placeholder === undefined) {
      if (inline !== undefined) return err(`${flag} takes no value.`);
      chosen.set(name, true);
      continue;
    }
    const text = inline ?? args[++i];
    if (text === undefined || (inline === undefined && text.startsWith('--'))) {
      return err(`${flag} needs a value: ${flag} ${option.placeholder}.`);
    }
    const value = parseText(option, text, flag);
    if (!value.ok) return value;
    const before = chosen.get(name);
    chosen.set(name, 'list' in option ? [...(Array.isArray(before) ? before : []), value.value] : value.value);
  }

  for (const [name, option] of options) {
    if (chosen.has(name)) continue;
    const text = environment[variableOf(option)];
    const value = text === undefined ? ok(fallbackOf(option)) : parseVariable(option, text);
    if (!value.ok) return value;
    chosen.set(name, value.value);
  }
  // Every key of the table was filled with a value of its own type above.
  return ok(Object.fromEntries(chosen) as T);
}

function fallbackOf(option: AnyOption): unknown {
  if (option.placeholder === undefined) return false;
  return 'list' in option ? [] : option.fallback;
}

function parseText(
  option: TextOption<unknown> | ListOption<unknown>,
  text: string,
  name: string,
): Result<unknown, string> {
  const value = option.parse(text);
  if (value.ok) return value;
  return err('secret' in option ? `${name} ${value.error}.` : `${name} ${value.error}, but it is "${text}".`);
}

const SWITCH_TEXTS: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['0', false],
  ['false', false],
]);

function parseVariable(option: AnyOption, text: string): Result<unknown, string> {
  const variable = variableOf(option);
  if (option.placeholder === undefined) {
    const on = SWITCH_TEXTS.get(text.toLowerCase());
    return on === undefined ? err(`${variable} must be 1, true, 0 or false, but it is "${text}".`) : ok(on);
  }
  if (!('list' in option)) return parseText(option, text, variable);
  const values: unknown[] = [];
  for (const item of text.split(',').map((part) => part.trim())) {
    if (item === '') continue;
    const value = parseText(option, item, variable);
    if (!value.ok) return value;
    values.push(value.value);
  }
  return ok(values);
}

function unknownArgument(argument: string, options: readonly (readonly [string, AnyOption])[]): string {
  const flags = [...options.map(([, { flag }]) => flag), '--help', '--version'];
  const similar = argument.startsWith('-') ? nearest(argument, flags) : undefined;
  const kind = argument.startsWith('-') ? 'flag' : 'argument';
  const hint = similar === undefined ? 'See --help for all flags.' : `Did you mean ${similar}?`;
  return `Unknown ${kind} "${argument}". ${hint}`;
}

// Command line arguments -> Settings, by the table in settings.ts.
import { err, ok, type Result } from '@spanloom/otlp-model';
import { SETTINGS, type Settings } from './settings.ts';
import { nearest } from './nearest.ts';

/** Reads `--flag value`, `--flag=value` and switches. The error is a sentence for the user. */
export function parseSettings(args: readonly string[]): Result<Settings, string> {
  const chosen: Record<string, unknown> = {};
  const names = Object.keys(SETTINGS) as (keyof Settings)[];
  for (const name of names) chosen[name] = SETTINGS[name].fallback;

  for (let i = 0; i < args.length; i++) {
    const argument = args[i] ?? '';
    const equals = argument.indexOf('=');
    const flag = equals === -1 ? argument : argument.slice(0, equals);
    const inline = equals === -1 ? undefined : argument.slice(equals + 1);
    const name = names.find((candidate) => SETTINGS[candidate].flag === flag);
    if (name === undefined) return err(unknownArgument(flag));
    const setting = SETTINGS[name];
    if (setting.placeholder === undefined) {
      if (inline !== undefined) return err(`${flag} takes no value.`);
      chosen[name] = true;
      continue;
    }
    const text = inline ?? args[++i];
    if (text === undefined || (inline === undefined && text.startsWith('--'))) {
      return err(`${flag} needs a value: ${flag} ${setting.placeholder}.`);
    }
    const value = setting.parse(text);
    if (!value.ok) return err(`${flag} ${value.error}, but it is "${text}".`);
    chosen[name] = value.value;
  }
  // Every key of the table was filled with a value of its own type above.
  return ok(chosen as unknown as Settings);
}

function unknownArgument(argument: string): string {
  const flags = [...Object.values(SETTINGS).map((setting) => setting.flag), '--help', '--version'];
  const similar = argument.startsWith('-') ? nearest(argument, flags) : undefined;
  const kind = argument.startsWith('-') ? 'flag' : 'argument';
  const hint = similar === undefined ? 'See --help for all flags.' : `Did you mean ${similar}?`;
  return `Unknown ${kind} "${argument}". ${hint}`;
}

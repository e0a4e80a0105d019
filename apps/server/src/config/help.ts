// The text of --help, from the tables of commands and settings.
import { SETTINGS } from './settings.ts';

export interface CommandHelp {
  readonly name: string;
  readonly summary: string;
}

export function helpText(version: string, commands: readonly CommandHelp[]): string {
  const flags = [
    ...Object.values(SETTINGS).map((setting) => ({
      left: setting.placeholder === undefined ? setting.flag : `${setting.flag} ${setting.placeholder}`,
      right: setting.placeholder === undefined ? setting.help : `${setting.help} (default ${setting.fallbackText})`,
    })),
    { left: '--help', right: 'show this text' },
    { left: '--version', right: 'show the version' },
  ];
  return [
    `Spanloom ${version}: traces in, waterfalls and live architecture diagrams out.`,
    '',
    'Usage: spanloom [COMMAND] [FLAGS]',
    '',
    'Commands:',
    ...columns(commands.map((command) => ({ left: command.name, right: command.summary }))),
    '',
    'Flags of serve:',
    ...columns(flags),
    '',
  ].join('\n');
}

function columns(rows: readonly { readonly left: string; readonly right: string }[]): string[] {
  const width = Math.max(...rows.map((row) => row.left.length)) + 2;
  return rows.map((row) => `  ${row.left.padEnd(width)}${row.right}`);
}

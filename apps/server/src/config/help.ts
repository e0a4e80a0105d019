// The text of --help, from the tables of commands and their options.
import { type AnyOption, variableOf } from './options.ts';

export interface CommandHelp {
  readonly name: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, AnyOption>>;
  readonly topics?: { readonly heading: string; readonly load: () => Promise<readonly (readonly string[])[]> };
}

export async function helpText(version: string, commands: readonly CommandHelp[]): Promise<string> {
  const always = [
    ['help, --help', 'show this text'],
    ['--version', 'show the version'],
  ];
  return [
    `Spanloom ${version}: traces in, waterfalls and live architecture diagrams out.`,
    '',
    'Usage: spanloom [COMMAND] [FLAGS]',
    '',
    'Commands:',
    ...columns([...commands.map(({ name, summary }) => [name, summary]), ...always]),
    ...(await Promise.all(commands.map(ofCommand))).flat(),
    '',
    'A flag wins over its variable. A switch is on with 1 or true; a list in a variable is separated by commas.',
    '',
  ].join('\n');
}

async function ofCommand({ name, options, topics }: CommandHelp): Promise<string[]> {
  return [
    ...(topics === undefined ? [] : ['', `${topics.heading}:`, ...columns(await topics.load())]),
    '',
    `Flags of ${name}, or environment variables:`,
    ...flags(options),
  ];
}

function flags(options: CommandHelp['options']): string[] {
  const rows = Object.values(options).map((option) => {
    const left = option.placeholder === undefined ? option.flag : `${option.flag} ${option.placeholder}`;
    const fallback = 'fallbackText' in option && option.fallbackText !== undefined ? option.fallbackText : undefined;
    return [left, variableOf(option), fallback === undefined ? option.help : `${option.help} (default ${fallback})`];
  });
  return columns(rows);
}

/** All but the last cell of a row are as wide as the widest of their column. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0)) + 2;
  return rows.map((row) => `  ${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(width(i)))).join('')}`);
}

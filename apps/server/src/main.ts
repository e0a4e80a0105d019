// Entry of the process and of its main thread: picks the command, which lives in a file of its own.
import { type Command, type CommandContext, COMMANDS, DEFAULT_COMMAND } from './commands/commands.ts';
import { helpText } from './config/help.ts';
import { nearest } from './config/nearest.ts';
import { VERSION } from './config/version.ts';

const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const context: CommandContext = {
  startedAt: Date.now() - Math.round(performance.now()),
  workerEntry: (name) => new URL(`./${name}.${extension}`, import.meta.url),
  webFolder: new URL('../../web/dist/', import.meta.url),
};

function fail(message: string): void {
  process.stderr.write(`spanloom: ${message}\n`);
  process.exitCode = 2;
}

async function main(args: readonly string[]): Promise<void> {
  const [first = '', ...rest] = args;
  const named = first.startsWith('-') || first === '' ? undefined : first;
  const flags = named === undefined ? args : rest;
  if (named === 'help' || flags.includes('--help') || flags.includes('-h')) {
    process.stdout.write(await helpText(VERSION, COMMANDS));
    return;
  }
  if (flags.includes('--version')) {
    process.stdout.write(`${VERSION}\n`);
    return;
  }
  const command: Command | undefined = COMMANDS.find(({ name }) => name === (named ?? DEFAULT_COMMAND));
  if (command === undefined) {
    const similar = nearest(named ?? '', [...COMMANDS.map(({ name }) => name), 'help']);
    fail(`Unknown command "${named}". ${similar === undefined ? 'See --help.' : `Did you mean ${similar}?`}`);
    return;
  }
  const run = await command.load();
  const outcome = await run(flags, context);
  if (!outcome.ok) fail(outcome.error);
}

await main(process.argv.slice(2));

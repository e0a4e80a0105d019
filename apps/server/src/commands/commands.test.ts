// What --help and the README tell of the commands, held against what the code can do.
import { readFileSync } from 'node:fs';
import { DRAWN_KINDS } from '@spanloom/api-schema';
import { expect, test } from 'vitest';
import { helpText } from '../config/help.ts';
import { COMMANDS } from './commands.ts';
import { KINDS_HELP } from './diagram.ts';

test('every kind of diagram is named once by --help, below what it is drawn of', async () => {
  const kinds = KINDS_HELP.flatMap((row) => row.at(-1)?.split(', ') ?? []);
  expect(kinds.toSorted()).toEqual([...DRAWN_KINDS].sort());
  const help = await helpText('1.2.3', COMMANDS);
  for (const row of KINDS_HELP) for (const cell of row) expect(help).toContain(cell);
});

test('what a flag of diagram is for is said in the words of those rows', () => {
  const { options = {} } = COMMANDS.find(({ name }) => name === 'diagram') ?? {};
  const subjects = new Set([...KINDS_HELP.map(([subject = '']) => subject), 'of the map', 'of sequence', 'of states']);
  for (const { flag, help } of Object.values(options)) {
    const [, subject] = /^(of [^:]+):/.exec(help) ?? [];
    for (const one of subject?.split(' or ') ?? []) {
      expect(subjects, flag).toContain(one.startsWith('of ') ? one : `of ${one}`);
    }
  }
});

test('the README names every kind of diagram', () => {
  const readme = readFileSync(new URL('../../../../README.md', import.meta.url), 'utf8');
  const [, section = ''] = /\n### Diagrams as files\n(.*?)\n### /s.exec(readme) ?? [];
  for (const kind of DRAWN_KINDS) expect(section, kind).toContain(`\`${kind}\``);
});

// Which commands answer what is typed.
import { describe, expect, it } from 'vitest';
import { type Command, type CommandGroup, matchingCommands } from './command.ts';

const command = (group: CommandGroup, label: string, more: Partial<Command> = {}): Command => ({
  id: label,
  group,
  label,
  run: () => undefined,
  ...more,
});

const COMMANDS = [
  command('look', '深色', { alias: 'dark theme' }),
  command('goTo', 'Go to Search'),
  command('services', 'checkout', { detail: 'shop' }),
  command('page', 'Add filter'),
  command('found', 'Open trace 4bf9'),
];
const labels = (typed: string): string[] => matchingCommands(COMMANDS, typed).map(({ label }) => label);

describe('matchingCommands', () => {
  it('is everything in the order of groups until something is typed', () => {
    expect(labels('')).toEqual(['Open trace 4bf9', 'Add filter', 'Go to Search', 'checkout', '深色']);
  });

  it('wants every word, in label, detail or alias, in any order and case', () => {
    expect(labels('SHOP check')).toEqual(['Open trace 4bf9', 'checkout']);
    expect(labels('dark')).toEqual(['Open trace 4bf9', '深色']);
    expect(labels('checkout dark')).toEqual(['Open trace 4bf9']);
  });

  it('shows few of a group unasked, more when asked', () => {
    const many = Array.from({ length: 20 }, (_, index) => command('services', `service ${index}`));
    expect(matchingCommands(many, '')).toHaveLength(4);
    expect(matchingCommands(many, 'service')).toHaveLength(8);
  });
});

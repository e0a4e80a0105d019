// Frames are found whatever the chunks they come in.
import { expect, test } from 'vitest';
import {
  cancelFrame,
  dataFrame,
  END_HEADERS,
  END_STREAM,
  headersFrame,
  pingFrame,
  settingsFrame,
} from '../../../test/support/http2-frames.ts';
import { createFrameReader, type Frame } from './frame-reader.ts';

const SKIPPED = Buffer.from('preface');
const FRAMES = [
  settingsFrame(),
  headersFrame(1, Buffer.alloc(300, 1), END_HEADERS),
  dataFrame(1, Buffer.alloc(70_000, 3)),
  pingFrame(),
  cancelFrame(3),
  dataFrame(1, Buffer.alloc(0), END_STREAM),
];
const ALL = Buffer.concat([SKIPPED, ...FRAMES]);
const EXPECTED = [
  'begin 4 0 0 0',
  'end 4 0 0 0',
  'begin 1 4 1 0',
  'end 1 4 1 0',
  'begin 0 0 1 0',
  'end 0 0 1 0',
  'begin 6 0 0 0',
  'end 6 0 0 0',
  'begin 3 0 3 0',
  'end 3 0 3 8',
  'begin 0 1 1 0',
  'end 0 1 1 0',
];

function reading() {
  const seen: string[] = [];
  const note =
    (what: string) =>
    ({ type, flags, stream, code }: Frame): void =>
      void seen.push(`${what} ${type} ${flags} ${stream} ${code}`);
  return { seen, reader: createFrameReader(SKIPPED.length, { began: note('begin'), ended: note('end') }) };
}

test.each([1, 2, 8, 9, 10, 13, 4096, ALL.length])('in chunks of %i bytes', (size) => {
  const { seen, reader } = reading();
  for (let at = 0; at < ALL.length; at += size) reader.read(ALL.subarray(at, at + size));
  expect(seen).toEqual(EXPECTED);
  expect(reader.unfinished()).toBe('nothing');
});

test('says what the bytes end in', () => {
  const { reader } = reading();
  const upTo = (bytes: number, from: number): ReturnType<typeof reader.unfinished> => {
    reader.read(ALL.subarray(from, bytes));
    return reader.unfinished();
  };
  expect(upTo(3, 0)).toBe('head');
  expect(upTo(7, 3)).toBe('nothing');
  expect(upTo(8, 7)).toBe('head');
  expect(upTo(16, 8)).toBe('nothing');
  expect(upTo(26, 16)).toMatchObject({ type: 1, stream: 1 });
});

import { expect, test } from 'vitest';
import { paintValue } from './paint-value.ts';

test.each([
  ['#FFF', { paint: '#fff' }],
  ['#11223380', { paint: '#112233', opacity: 0.502 }],
  ['none', { paint: 'none' }],
  ['transparent', { paint: 'none' }],
  ['rgb(1, 2, 3)', { paint: '#010203' }],
  ['rgba(127, 135, 144, 0.16)', { paint: '#7f8790', opacity: 0.16 }],
  ['rgb(1 2 3 / 50%)', { paint: '#010203', opacity: 0.5 }],
  ['hsl(0, 100%, 50%)', { paint: '#ff0000' }],
  ['hsl(-120, 100%, 25.5%)', { paint: '#000082' }],
  ['hsl(210, 20.5%, -3%)', { paint: '#000000' }],
  ['url(#head)', { paint: 'url(#head)' }],
])('%s', (written, paint) => {
  expect(paintValue(written)).toEqual(paint);
});

test.each(['url(http://evil.example/a)', 'url(//evil)', 'var(--x)', 'expression(alert(1))', 'rgb(a, b, c)', '', '#12'])(
  '%j is no paint',
  (written) => {
    expect(paintValue(written)).toBeUndefined();
  },
);

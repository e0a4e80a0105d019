import { expect, test } from 'vitest';
import { parseHtml } from '../../test/support/drawers.ts';
import { compileStyleSheet } from './style-sheet.ts';

const PROPERTIES = new Set(['fill', 'stroke', 'font-size']);

function fillOf(css: string, svg: string): string | undefined {
  const document = parseHtml(`<svg id="d">${svg}</svg>`);
  const element = document.body.querySelector('#x');
  if (element === null) throw new Error('no element #x');
  return compileStyleSheet(css, PROPERTIES).declarationsOf(element).get('fill');
}

test.each([
  ['an attribute alone', '', '<rect id="x" fill="red"/>', 'red'],
  ['a rule over an attribute', 'rect{fill:blue}', '<rect id="x" fill="red"/>', 'blue'],
  ['a style over a rule', '#x{fill:blue}', '<rect id="x" style="fill: red"/>', 'red'],
  ['!important over a style', '.a{fill:blue!important}', '<rect id="x" class="a" style="fill:red"/>', 'blue'],
  ['an id over a class over a tag', '#x{fill:blue}.a{fill:green}rect{fill:red}', '<rect id="x" class="a"/>', 'blue'],
  ['the later of two alike', '.a{fill:red}.a{fill:blue}', '<rect id="x" class="a"/>', 'blue'],
  ['an ancestor', '#d .g rect{fill:blue}', '<g class="g"><g><rect id="x"/></g></g>', 'blue'],
  ['no such ancestor', '.h rect{fill:blue}', '<g class="g"><rect id="x"/></g>', undefined],
  ['a parent', '.g>rect{fill:blue}', '<g class="g"><rect id="x"/></g>', 'blue'],
  ['a grandparent is no parent', '.g > rect{fill:blue}', '<g class="g"><g><rect id="x"/></g></g>', undefined],
  ['all classes', '.a.b{fill:blue}', '<rect id="x" class="b c a"/>', 'blue'],
  ['one of the classes is missing', '.a.b{fill:blue}', '<rect id="x" class="ab a"/>', undefined],
  ['the end of an attribute', 'rect[data-k$="end"]{fill:blue}', '<rect id="x" data-k="the-end"/>', 'blue'],
  ['a list', '.z, rect{fill:blue}', '<rect id="x"/>', 'blue'],
  ['a state that a picture has not', 'rect:hover{fill:blue}', '<rect id="x"/>', undefined],
  ['after an animation', '@keyframes a{from{fill:red}to{fill:green}}rect{fill:blue}', '<rect id="x"/>', 'blue'],
  ['within a condition', '@media print{rect{fill:red}}', '<rect id="x"/>', undefined],
])('%s', (_, css, svg, fill) => {
  expect(fillOf(css, svg)).toBe(fill);
});

test('only properties that are asked for are kept', () => {
  const document = parseHtml('<svg><rect id="x" style="fill:red;background:url(x)"/></svg>');
  const element = document.body.querySelector('#x');
  const found = element === null ? [] : compileStyleSheet('', PROPERTIES).declarationsOf(element);
  expect([...found]).toEqual([['fill', 'red']]);
});

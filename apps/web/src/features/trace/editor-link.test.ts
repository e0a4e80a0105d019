import { describe, expect, it } from 'vitest';
import { codePlace, EDITORS, editorLink, mappedPath, placeText } from './editor-link.ts';
import { textAttribute } from './testing/sample-trace.ts';

const attributes = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([key, text]) => textAttribute(key, text));

describe('codePlace', () => {
  it('reads the current names and the older ones', () => {
    const place = { path: '/srv/app.py', line: 218, name: 'authorize' };
    const now = { 'code.file.path': '/srv/app.py', 'code.line.number': '218', 'code.function.name': 'authorize' };
    const before = { 'code.filepath': '/srv/app.py', 'code.lineno': '218', 'code.function': 'authorize' };
    expect(codePlace(attributes(now))).toEqual(place);
    expect(codePlace(attributes(before))).toEqual(place);
  });

  it('does without a line that is none', () => {
    for (const line of ['', '0', '-3', '1e3', '12:rm', '999999999999']) {
      const given = attributes({ 'code.file.path': '/a.py', 'code.line.number': line });
      expect(codePlace(given)?.line).toBeUndefined();
    }
    expect(codePlace(attributes({ 'code.line.number': '3' }))).toBeUndefined();
  });
});

describe('editorLink', () => {
  it('opens a place in each editor', () => {
    expect(EDITORS.map((editor) => editorLink(editor, '/srv/my app/é.py', 7))).toEqual([
      'vscode://file/srv/my%20app/%C3%A9.py:7',
      'idea://open?file=/srv/my%20app/%C3%A9.py&line=7',
      'cursor://file/srv/my%20app/%C3%A9.py:7',
      'zed://file/srv/my%20app/%C3%A9.py:7',
    ]);
    expect(editorLink('vscode', 'C:\\src\\app.cs', undefined)).toBe('vscode://file/C:/src/app.cs');
  });

  it('encodes whatever could mean something in an address', () => {
    const link = editorLink('jetbrains', '/a&line=1?x#y:z"<b>%00.py', 2) ?? '';
    expect(link).toBe('idea://open?file=/a%26line%3D1%3Fx%23y%3Az%22%3Cb%3E%2500.py&line=2');
    expect(new URL(link).searchParams.getAll('line')).toEqual(['2']);
  });

  it('refuses what is no absolute path of this machine', () => {
    const hostile = [
      'app.py',
      '//evil.example/share/x.py',
      '\\\\evil.example\\share\\x.py',
      'javascript:alert(1)',
      'https://evil.example/x.py',
      '/srv/../../etc/passwd',
      'C:\\..\\x',
      '/srv/\u0000x',
      '/srv/\nx',
      '/srv/\u202egnp.py',
      '/srv/\ud800.py',
      '/srv\\x.py',
      `/${'a'.repeat(1000)}`,
      '',
    ];
    for (const path of hostile) expect(editorLink('vscode', path, 1), path).toBeUndefined();
  });
});

it('puts the beginning of a path in its place', () => {
  expect(mappedPath('/srv/app/x.py', { from: '/srv/app', to: '/home/me/shop' })).toBe('/home/me/shop/x.py');
  expect(mappedPath('/opt/x.py', { from: '/srv', to: '/home' })).toBe('/opt/x.py');
  expect(mappedPath('/opt/x.py', { from: '', to: '/home' })).toBe('/opt/x.py');
  expect(placeText('/opt/x.py', 3)).toBe('/opt/x.py:3');
  expect(placeText('/opt/x.py', undefined)).toBe('/opt/x.py');
});

// Where in the sources a span was made, and the address that opens it in an editor. The path is text from outside: only
// absolute paths of this machine get into an address, each part of them encoded.
// https://opentelemetry.io/docs/specs/semconv/registry/attributes/code/
import type { ApiAttribute } from '@spanloom/api-schema';

export const EDITORS = ['vscode', 'jetbrains', 'cursor', 'zed'] as const;
export type Editor = (typeof EDITORS)[number];

export const EDITOR_NAMES: Readonly<Record<Editor, string>> = {
  vscode: 'VS Code',
  jetbrains: 'JetBrains',
  cursor: 'Cursor',
  zed: 'Zed',
};

export interface CodePlace {
  readonly path: string;
  /** From 1. */
  readonly line: number | undefined;
  readonly name: string | undefined;
}

/** The program may run elsewhere than its sources lie: the beginning of its paths, and what stands here instead. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}

/** The place that a span names, in the current words of the conventions or the older ones. */
export function codePlace(attributes: readonly ApiAttribute[]): CodePlace | undefined {
  const valueOf = (...keys: readonly string[]): string | undefined => {
    for (const key of keys) {
      const text = attributes.find((attribute) => attribute.key === key)?.text;
      if (text !== undefined && text !== '') return text;
    }
    return undefined;
  };
  const path = valueOf('code.file.path', 'code.filepath');
  if (path === undefined) return undefined;
  const line = valueOf('code.line.number', 'code.lineno') ?? '';
  return {
    path,
    line: /^[1-9]\d{0,7}$/.test(line) ? Number(line) : undefined,
    name: valueOf('code.function.name', 'code.function'),
  };
}

/** The path as it is on this machine. */
export function mappedPath(path: string, { from, to }: PathMapping): string {
  return from !== '' && path.startsWith(from) ? to + path.slice(from.length) : path;
}

/** `path:line`, as editors and terminals read it. */
export function placeText(path: string, line: number | undefined): string {
  return line === undefined ? path : `${path}:${line}`;
}

/** The address that opens the place; undefined for a path that is not safe or not absolute. */
export function editorLink(editor: Editor, path: string, line: number | undefined): string | undefined {
  const slashed = /^[a-z]:\\/i.test(path) ? `/${path.replaceAll('\\', '/')}` : path;
  if (!isLocalPath(slashed)) return undefined;
  const encoded = slashed
    .split('/')
    .map((part, index) => (index === 1 && /^[a-z]:$/i.test(part) ? part : encodeURIComponent(part)))
    .join('/');
  if (editor === 'jetbrains') {
    return `idea://open?file=${encoded}${line === undefined ? '' : `&line=${line}`}`;
  }
  return `${editor}://file${encoded}${line === undefined ? '' : `:${line}`}`;
}

/** No machine of the network, no way up, nothing that does not print. Lone surrogates cannot be encoded. */
function isLocalPath(path: string): boolean {
  if (!path.startsWith('/') || path.startsWith('//') || path.includes('\\') || path.length > 1000) return false;
  return !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(path) && !path.split('/').includes('..');
}

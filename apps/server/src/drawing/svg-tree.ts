// A finished picture as plain data, and its text. Whatever is not in this tree cannot be in the file.

export interface SvgNode {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (SvgNode | string)[];
}

const REFERENCE = /url\(#([^)]+)\)/g;

/** Ids are given anew by first use, and only to what is referred to: Mermaid counts them on from picture to picture. */
export function renumberIds(root: SvgNode): SvgNode {
  const names = new Map<string, string>();
  collectReferences(root, names);
  return rename(root, names);
}

function collectReferences({ attributes, children }: SvgNode, names: Map<string, string>): void {
  for (const [name, value] of attributes) {
    const found = name === 'aria-labelledby' || name === 'aria-describedby' ? [value] : referencesIn(value);
    for (const id of found) if (!names.has(id)) names.set(id, `s${names.size}`);
  }
  for (const child of children) if (typeof child !== 'string') collectReferences(child, names);
}

export function referencesIn(value: string): string[] {
  return [...value.matchAll(REFERENCE)].map(([, id = '']) => id);
}

function rename(node: SvgNode, names: ReadonlyMap<string, string>): SvgNode {
  const attributes = new Map<string, string>();
  for (const [name, value] of node.attributes) {
    if (name === 'id') {
      const id = names.get(value);
      if (id !== undefined) attributes.set(name, id);
    } else if (name === 'aria-labelledby' || name === 'aria-describedby') {
      attributes.set(name, names.get(value) ?? '');
    } else {
      attributes.set(
        name,
        value.replaceAll(REFERENCE, (_, id: string) => `url(#${names.get(id) ?? ''})`),
      );
    }
  }
  const children = node.children
    .map((child) => (typeof child === 'string' ? child : rename(child, names)))
    // Mermaid brings a marker for every kind of arrow there is.
    .filter((child) => typeof child === 'string' || child.name !== 'marker' || child.attributes.has('id'))
    .filter((child) => typeof child === 'string' || child.name !== 'g' || child.children.length > 0);
  return { name: node.name, attributes, children };
}

/** XML, with one element a line as far as no text is in the way. */
export function svgText(root: SvgNode): string {
  return `${print(root)}\n`;
}

function print({ name, attributes, children }: SvgNode): string {
  const written = [...attributes].map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
  if (children.length === 0) return `<${name}${written}/>`;
  const hasText = children.some((child) => typeof child === 'string');
  const inner = children.map((child) => (typeof child === 'string' ? escapeXml(child) : print(child)));
  return hasText
    ? `<${name}${written}>${inner.join('')}</${name}>`
    : `<${name}${written}>\n${inner.join('\n')}\n</${name}>`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** https://www.w3.org/TR/xml/#charsets */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(NOT_XML, '')
    .replaceAll(/[&<>"]/g, (character) => ESCAPES[character] ?? '');
}

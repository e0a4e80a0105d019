// The style sheet inside a picture, as far as Mermaid writes one: which declarations hold for an element. jsdom's own
// getComputedStyle takes seconds for a large picture, and knows little of SVG.
import type { DomElement } from './dom.ts';

/** Property -> value, as written. */
export type Declarations = ReadonlyMap<string, string>;

export interface StyleSheet {
  /** What rules, `style` and presentation attributes declare for the element itself, by their precedence. */
  declarationsOf(element: DomElement): Declarations;
}

interface Compound {
  readonly tag: string | undefined;
  readonly id: string | undefined;
  readonly classes: readonly string[];
  readonly attributes: readonly { readonly name: string; readonly operator: string; readonly value: string }[];
}

interface Selector {
  /** From the element itself to its ancestors; `child`: the next one is the parent, not any ancestor. */
  readonly parts: readonly { readonly compound: Compound; readonly child: boolean }[];
  readonly specificity: number;
}

interface Declaration {
  readonly property: string;
  readonly value: string;
  readonly important: boolean;
}

interface Rule {
  readonly selector: Selector;
  readonly declarations: readonly Declaration[];
}

/** `properties`: those that anybody will ask for; rules about others are left out. */
export function compileStyleSheet(css: string, properties: ReadonlySet<string>): StyleSheet {
  const candidatesOf = indexRules(parseRules(css, properties));
  return {
    declarationsOf(element) {
      const plain = new Map<string, string>();
      const important = new Map<string, string>();
      const apply = ({ property, value, important: strong }: Declaration): void =>
        void (strong ? important : plain).set(property, value);
      for (const name of element.getAttributeNames()) {
        if (properties.has(name)) plain.set(name, element.getAttribute(name) ?? '');
      }
      for (const { selector, declarations } of candidatesOf(element)) {
        if (matches(selector, element)) declarations.forEach(apply);
      }
      const style = element.getAttribute('style');
      if (style !== null) parseDeclarations(style, properties).forEach(apply);
      for (const [property, value] of important) plain.set(property, value);
      return plain;
    },
  };
}

/** Finds the few rules that may hold for an element by one of its classes, its id or its name; the weakest first. */
function indexRules(rules: readonly Rule[]): (element: DomElement) => readonly Rule[] {
  const ordered = rules.toSorted((a, b) => a.selector.specificity - b.selector.specificity);
  const byKey = new Map<string, number[]>();
  for (const [index, { selector }] of ordered.entries()) {
    const key = keyOf(selector.parts[0]?.compound);
    byKey.set(key, [...(byKey.get(key) ?? []), index]);
  }
  return (element) => {
    const classes = (element.getAttribute('class') ?? '').split(/\s+/).map((name) => `.${name}`);
    const keys = new Set(['*', element.localName, `#${element.getAttribute('id') ?? ''}`, ...classes]);
    const found = [...keys].flatMap((key) => byKey.get(key) ?? []).sort((a, b) => a - b);
    return found.flatMap((index) => ordered[index] ?? []);
  };
}

/** What an element must have for the rule to hold. */
function keyOf(compound: Compound | undefined): string {
  const [name] = compound?.classes ?? [];
  if (name !== undefined) return `.${name}`;
  return compound?.id === undefined ? (compound?.tag ?? '*') : `#${compound.id}`;
}

function parseRules(css: string, properties: ReadonlySet<string>): Rule[] {
  const rules: Rule[] = [];
  for (const [, head = '', body = ''] of withoutAtRules(css).matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const declarations = parseDeclarations(body, properties);
    if (declarations.length === 0) continue;
    for (const text of head.split(',')) {
      const selector = parseSelector(text.trim());
      if (selector !== undefined) rules.push({ selector, declarations });
    }
  }
  return rules;
}

/** Animations and the like: a picture that stands still has no use for them. */
function withoutAtRules(css: string): string {
  const clean = css.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/@(?:import|charset|namespace)[^;{}]*;/g, '');
  let kept = '';
  let at = 0;
  for (let start = clean.indexOf('@'); start !== -1; start = clean.indexOf('@', at)) {
    kept += clean.slice(at, start);
    at = endOfBlock(clean, start);
  }
  return kept + clean.slice(at);
}

function endOfBlock(css: string, start: number): number {
  let depth = 0;
  for (let i = start; i < css.length; i++) {
    if (css[i] === '{') depth += 1;
    if (css[i] === '}' && --depth <= 0) return i + 1;
  }
  return css.length;
}

function parseDeclarations(text: string, properties: ReadonlySet<string>): Declaration[] {
  return text.split(';').flatMap((item): Declaration[] => {
    const colon = item.indexOf(':');
    const property = item.slice(0, Math.max(0, colon)).trim().toLowerCase();
    if (!properties.has(property)) return [];
    const written = item.slice(colon + 1).trim();
    const value = written.replace(/\s*!important$/i, '');
    return value === '' ? [] : [{ property, value, important: value !== written }];
  });
}

const SIMPLE = /([#.]?)(-?[\w][\w-]*|\*)|\[([\w-]+)(?:([~|^$*]?=)["']?([^"'\]]*)["']?)?\]/y;

/** undefined: it is about something that a still picture is not (`:hover`), or that Mermaid never writes. */
function parseSelector(text: string): Selector | undefined {
  const parts: { compound: Compound; child: boolean }[] = [];
  let specificity = 0;
  let child = false;
  for (const word of text.replaceAll(/\s*>\s*/g, ' > ').split(/\s+/)) {
    if (word === '>') {
      child = true;
      continue;
    }
    const compound = parseCompound(word.replace(/:root$/, ''));
    if (compound === undefined) return undefined;
    const { id, classes, attributes, tag } = compound;
    specificity += (id === undefined ? 0 : 10_000) + 100 * (classes.length + attributes.length);
    specificity += tag === undefined ? 0 : 1;
    parts.unshift({ compound, child });
    child = false;
  }
  return parts.length === 0 ? undefined : { parts, specificity };
}

function parseCompound(word: string): Compound | undefined {
  const classes: string[] = [];
  const attributes: { name: string; operator: string; value: string }[] = [];
  let tag: string | undefined;
  let id: string | undefined;
  let at = 0;
  while (at < word.length) {
    SIMPLE.lastIndex = at;
    const match = SIMPLE.exec(word);
    if (match === null) return undefined;
    at = SIMPLE.lastIndex;
    const [, sign, name = '', attribute, operator = '', value = ''] = match;
    if (attribute !== undefined) attributes.push({ name: attribute, operator, value });
    else if (sign === '#') id = name;
    else if (sign === '.') classes.push(name);
    else if (name !== '*') tag = name;
  }
  return { tag, id, classes, attributes };
}

function matches({ parts }: Selector, element: DomElement): boolean {
  return matchesFrom(parts, 0, element);
}

function matchesFrom(parts: Selector['parts'], index: number, element: DomElement): boolean {
  const part = parts[index];
  if (part === undefined) return true;
  if (!matchesCompound(part.compound, element)) return false;
  if (index === parts.length - 1) return true;
  for (let above = element.parentElement; above !== null; above = above.parentElement) {
    if (matchesFrom(parts, index + 1, above)) return true;
    if (part.child) return false;
  }
  return false;
}

function matchesCompound({ tag, id, classes, attributes }: Compound, element: DomElement): boolean {
  if (tag !== undefined && element.localName !== tag) return false;
  if (id !== undefined && element.getAttribute('id') !== id) return false;
  if (classes.length > 0) {
    const own = ` ${element.getAttribute('class') ?? ''} `;
    if (!classes.every((name) => own.includes(` ${name} `))) return false;
  }
  return attributes.every(({ name, operator, value }) => {
    const own = element.getAttribute(name);
    if (own === null) return false;
    switch (operator) {
      case '':
        return true;
      case '=':
        return own === value;
      case '^=':
        return own.startsWith(value);
      case '$=':
        return own.endsWith(value);
      case '*=':
        return own.includes(value);
      default:
        return false;
    }
  });
}

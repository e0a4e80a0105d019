// The entities of a trace as Mermaid text, in the portable dialect.
// https://mermaid.js.org/syntax/entityRelationshipDiagram.html
import { mermaidLabel, visibleLabel } from '../mermaid-label.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted, isoTime } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import type { Entity, EntityName, FieldValue, Relation, TraceEntities } from './trace-entities.ts';

/** More values of a field than this are counted only. */
const MAX_SHARES = 6;
const MAX_VALUE = 20;

const COUNTED = {
  resource: 'resources',
  scope: 'scopes',
  span: 'spans',
  attribute: 'attributes',
  event: 'events',
  link: 'links',
} as const satisfies Readonly<Record<EntityName, string>>;

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function entitiesText(model: TraceEntities, traceId: string): string {
  const { language, entities } = model;
  const [words, nouns, common] = [TRACE_WORDS[language].entities, NOUNS[language], COMMON_WORDS[language]];
  const absent = model.absent.map((name) => words.absent[name]).join(' ');
  const source = [
    common.ofTrace(mermaidLabel(traceId, 64)),
    common.window(isoTime(model.start), isoTime(model.end)),
    counted(model.spans, nouns.spans),
    words.everyOne,
    ...(absent === '' ? [] : [words.noneOf(absent)]),
  ];
  return `${[
    'erDiagram',
    common.source(common.list(source)),
    `accTitle: ${words.title}`,
    `accDescr: ${common.sentence(common.list(entities.map(({ name, count }) => counted(count, nouns[COUNTED[name]]))))}`,
    ...model.relations.map((relation) => relationLine(relation, words)),
    ...entities.flatMap((entity) => entityLines(entity, words)),
  ].join('\n')}\n`;
}

type Words = (typeof TRACE_WORDS)['en']['entities'];

function relationLine(relation: Relation, words: Words): string {
  const { from, to } = relation;
  return `${keyOf(from)} ||--${right(relation)} ${keyOf(to)} : "${mermaidLabel(relationText(relation, words))}"`;
}

/** `1 to 3 each, 8 in all` */
export function relationText(relation: Relation, words: Words): string {
  return words.relation(eachText(relation, words), relation.total);
}

function right({ least, most }: Relation): string {
  if (most > 1) return least > 0 ? '|{' : 'o{';
  return least > 0 ? '||' : 'o|';
}

function entityLines({ name, count, fields }: Entity, words: Words): string[] {
  return [
    `${keyOf(name)}["${mermaidLabel(`${words.names[name]} ×${count}`)}"] {`,
    ...fields.map((field) => `${field.type} ${field.name} "${mermaidLabel(valueText(field.value, words), 200)}"`),
    '}',
  ];
}

function keyOf(name: string): string {
  return name.toUpperCase();
}

/** `3 distinct`, `server 3, client 2` */
export function valueText(value: FieldValue, words: Words): string {
  switch (value.kind) {
    case 'distinct':
      return words.distinct(value.count);
    case 'each':
      return eachText(value, words);
    case 'shares': {
      const shown = value.shares
        .slice(0, MAX_SHARES)
        .map(([word, count]) => `${visibleLabel(word, MAX_VALUE)} ${count}`);
      const more = value.shares.length - shown.length;
      return [...shown, ...(more > 0 ? [words.more(more)] : [])].join(', ');
    }
  }
}

function eachText({ least, most }: { readonly least: number; readonly most: number }, words: Words): string {
  return most === 0 ? words.none : words.each(least, most);
}

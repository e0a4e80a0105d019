// The entities of a trace as Mermaid text, in the portable dialect.
// https://mermaid.js.org/syntax/entityRelationshipDiagram.html
import { mermaidLabel, visibleLabel } from '../mermaid-label.ts';
import { counted, isoTime } from '../words.ts';
import type { Entity, FieldValue, Relation, TraceEntities } from './trace-entities.ts';

/** More values of a field than this are counted only. */
const MAX_SHARES = 6;
const MAX_VALUE = 20;

/** The text that is drawn and copied. `traceId` goes into its comment. */
export function entitiesText(model: TraceEntities, traceId: string): string {
  const absent = model.absent.length === 0 ? '' : `, none of: ${model.absent.join(' ')}`;
  return `${[
    'erDiagram',
    `%% source: trace ${mermaidLabel(traceId, 64)}, ${isoTime(model.start)} to ${isoTime(model.end)}, ${counted(model.spans, 'span')}, every one counted${absent}`,
    'accTitle: Entities of a trace',
    `accDescr: ${model.entities.map(({ name, count }) => counted(count, name)).join(', ')}.`,
    ...model.relations.map(relationLine),
    ...model.entities.flatMap(entityLines),
  ].join('\n')}\n`;
}

function relationLine(relation: Relation): string {
  const { from, to } = relation;
  return `${keyOf(from)} ||--${right(relation)} ${keyOf(to)} : "${mermaidLabel(relationText(relation))}"`;
}

/** `1 to 3 each, 8 in all` */
export function relationText(relation: Relation): string {
  return `${eachText(relation)}, ${relation.total} in all`;
}

function right({ least, most }: Relation): string {
  if (most > 1) return least > 0 ? '|{' : 'o{';
  return least > 0 ? '||' : 'o|';
}

function entityLines({ name, count, fields }: Entity): string[] {
  return [
    `${keyOf(name)}["${mermaidLabel(`${titleOf(name)} ×${count}`)}"] {`,
    ...fields.map((field) => `${field.type} ${field.name} "${mermaidLabel(valueText(field.value), 200)}"`),
    '}',
  ];
}

function keyOf(name: string): string {
  return name.toUpperCase();
}

export function titleOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** `3 distinct`, `server 3, client 2` */
export function valueText(value: FieldValue): string {
  switch (value.kind) {
    case 'distinct':
      return `${value.count} distinct`;
    case 'each':
      return eachText(value);
    case 'shares': {
      const shown = value.shares
        .slice(0, MAX_SHARES)
        .map(([word, count]) => `${visibleLabel(word, MAX_VALUE)} ${count}`);
      const more = value.shares.length - shown.length;
      return [...shown, ...(more > 0 ? [`${more} more`] : [])].join(', ');
    }
  }
}

function eachText({ least, most }: { readonly least: number; readonly most: number }): string {
  if (most === 0) return 'none';
  return least === most ? `${most} each` : `${least} to ${most} each`;
}

// The words of messages and notes. All of them are plain text: sequence-text.ts encodes them.
import { durationText } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { type CallNode, nameOf, type Party } from './call-node.ts';
import { attributeText } from './sequence-span.ts';

const MAX_NAME = 60;
const MAX_PARTICIPANT = 40;
const SEPARATOR = ' · ';

export function participantLabel(party: Party, ambiguous: boolean): string {
  if (party.kind === 'caller') return 'caller';
  const name = party.namespace !== '' && ambiguous ? `${party.namespace}/${party.name}` : party.name;
  if (party.kind === 'service') return visibleLabel(name, MAX_PARTICIPANT);
  const kind = party.kind === 'external' ? 'external' : party.kind;
  return party.name === '' ? kind : joined(visibleLabel(name, MAX_PARTICIPANT), kind);
}

export function spanName(node: CallNode, maxLength = MAX_NAME): string {
  return visibleLabel(nameOf(node), maxLength);
}

/** What is sent: the operation, and what is unusual about it. */
export function callLabel(node: CallNode): string {
  return joined(
    spanName(node),
    retryLabel(node),
    node.way === 'async' && node.to.kind === 'service' && node.loop === undefined ? durationLabel(node) : '',
    node.queued === undefined || node.loop !== undefined ? '' : `queued ${durationText(node.queued)}`,
    linksLabel(node),
    node.way === 'async' && node.error && node.to.kind !== 'service' ? answerStatus(node) : '',
    node.flaw === 'orphan' ? 'parent missing' : node.flaw === 'cycle' ? 'circle of parents cut' : '',
    node.spans.some(({ conflicting }) => conflicting) ? 'id used twice' : '',
  );
}

export function retryLabel(node: CallNode): string {
  if (node.attempt === 0) return '';
  return `retry ${node.attempt}${node.waited > 0 ? ` after ${durationOf(node.waited)}` : ''}`;
}

/** Batch consumers have a link for each message. One to a span that is drawn here says nothing new. */
function linksLabel(node: CallNode): string {
  const links = node.spans.reduce((sum, { source }) => sum + source.links.length, 0);
  const elsewhere = node.spans.reduce((sum, { linksElsewhere }) => sum + linksElsewhere, 0);
  if (links === 1) return elsewhere === 1 ? 'link to elsewhere' : '';
  return links === 0 ? '' : `${links} links${elsewhere > 0 ? `, ${elsewhere} to elsewhere` : ''}`;
}

export function answerLabel(node: CallNode): string {
  return joined(answerStatus(node), durationLabel(node));
}

export function workLabel(node: CallNode): string {
  return joined(
    spanName(node),
    node.error ? answerStatus(node) : '',
    durationLabel(node),
    node.flaw === 'orphan' ? 'parent missing' : node.flaw === 'cycle' ? 'circle of parents cut' : '',
  );
}

export function failureLabel(node: CallNode): string {
  return joined(answerStatus(node), node.way === 'sync' ? 'no end yet' : '');
}

/** `200`, `503`, `error TimeoutError`, '' when nothing is known and nothing failed. */
export function answerStatus(node: CallNode): string {
  const code = firstText(
    node,
    'http.response.status_code',
    'http.status_code',
    'rpc.grpc.status_code',
    'rpc.response.status_code',
  );
  if (!node.error) return visible(code);
  if (code !== '') return joined('error', visible(code)).replace(SEPARATOR, ' ');
  const type = firstText(node, 'error.type', 'exception.type') || firstException(node);
  return type === '' ? 'error' : `error ${visible(type)}`;
}

function durationLabel(node: CallNode): string {
  if (node.duration === undefined) return 'no end yet';
  const backwards = node.spans.some(({ source }) => source.end !== 0n && source.end < source.start);
  return backwards ? 'ends before it starts' : durationText(node.duration);
}

export function durationOf(nanoseconds: number): string {
  return durationText(BigInt(Math.round(nanoseconds)));
}

export function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(SEPARATOR);
}

function visible(text: string): string {
  return text === '' ? '' : visibleLabel(text, 40);
}

function firstText(node: CallNode, ...keys: readonly string[]): string {
  return node.spans.map(({ source }) => attributeText(source, ...keys)).find((text) => text !== '') ?? '';
}

function firstException(node: CallNode): string {
  return node.spans.map(({ source }) => source.exception).find((text) => text !== '') ?? '';
}

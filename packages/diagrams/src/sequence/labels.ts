// The words of messages and notes. All of them are plain text: sequence-text.ts encodes them.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { durationText } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { SEQUENCE_WORDS } from '../words/sequence-words.ts';
import { TRACE_WORDS } from '../words/trace-words.ts';
import { type CallNode, nameOf, type Party } from './call-node.ts';
import { attributeText, type PlacedSpan } from './sequence-span.ts';

const MAX_NAME = 60;
const MAX_PARTICIPANT = 40;
const SEPARATOR = ' · ';

export function participantLabel(party: Party, ambiguous: boolean, language: DiagramLanguage): string {
  const words = SEQUENCE_WORDS[language];
  if (party.kind === 'caller' || party.kind === 'elsewhere') return words.unknown[party.kind];
  const name = party.namespace !== '' && ambiguous ? `${party.namespace}/${party.name}` : party.name;
  if (party.kind === 'service') return visibleLabel(name, MAX_PARTICIPANT);
  const kind = words.kinds[party.kind];
  return party.name === '' ? kind : joined(visibleLabel(name, MAX_PARTICIPANT), kind);
}

export function spanName(node: CallNode, maxLength = MAX_NAME): string {
  return visibleLabel(nameOf(node), maxLength);
}

/** What is sent: the operation, and what is unusual about it. */
export function callLabel(node: CallNode, language: DiagramLanguage): string {
  const words = SEQUENCE_WORDS[language];
  return joined(
    spanName(node),
    retryLabel(node, language),
    node.way === 'async' && node.to.kind === 'service' && node.loop === undefined ? durationLabel(node, language) : '',
    queuedLabel(node, language),
    linksLabel(node, language),
    node.way === 'async' && node.to.kind !== 'service' ? sentLabel(node, language) : '',
    flawLabel(node, language),
    [...node.around, ...node.spans].some(({ conflicting }) => conflicting) ? words.idTwice : '',
  );
}

/** What went wrong with a message to a queue, which nothing answers. */
function sentLabel(node: CallNode, language: DiagramLanguage): string {
  const unfinished = node.duration === undefined ? COMMON_WORDS[language].noEnd : '';
  return joined(node.error ? answerStatus(node, language) : '', unfinished);
}

function flawLabel({ flaw }: CallNode, language: DiagramLanguage): string {
  const { parentMissing, circleCut } = TRACE_WORDS[language];
  return flaw === 'orphan' ? parentMissing : flaw === 'cycle' ? circleCut : '';
}

export function retryLabel(node: CallNode, language: DiagramLanguage): string {
  if (node.attempt === 0) return '';
  return SEQUENCE_WORDS[language].retry(node.attempt, node.waited > 0 ? durationOf(node.waited) : '');
}

function queuedLabel({ queued, loop }: CallNode, language: DiagramLanguage): string {
  return queued === undefined || loop !== undefined ? '' : SEQUENCE_WORDS[language].queued(durationText(queued));
}

/** Batch consumers have a link for each message. */
function linksLabel({ links: { all, elsewhere } }: CallNode, language: DiagramLanguage): string {
  const words = SEQUENCE_WORDS[language];
  if (all === 0) return '';
  return all === 1 && elsewhere === 1 ? words.linkElsewhere : words.links(all, elsewhere);
}

export function answerLabel(node: CallNode, language: DiagramLanguage): string {
  return joined(answerStatus(node, language), durationLabel(node, language));
}

export function workLabel(node: CallNode, language: DiagramLanguage): string {
  return joined(
    spanName(node),
    node.error ? answerStatus(node, language) : '',
    durationLabel(node, language),
    queuedLabel(node, language),
    linksLabel(node, language),
    flawLabel(node, language),
  );
}

export function failureLabel(node: CallNode, language: DiagramLanguage): string {
  return joined(answerStatus(node, language), node.way === 'sync' ? COMMON_WORDS[language].noEnd : '');
}

/** `200`, `503`, `error TimeoutError`, '' when nothing is known and nothing failed. */
export function answerStatus(node: CallNode, language: DiagramLanguage = 'en'): string {
  const words = SEQUENCE_WORDS[language];
  const code = firstText(
    node,
    'http.response.status_code',
    'http.status_code',
    'rpc.grpc.status_code',
    'rpc.response.status_code',
  );
  if (!node.error) return visible(code);
  if (code !== '') return words.error(visible(code));
  const type = firstText(node, 'error.type', 'exception.type') || firstException(node);
  return type === '' ? COMMON_WORDS[language].error : words.error(visible(type));
}

function durationLabel(node: CallNode, language: DiagramLanguage): string {
  if (node.duration === undefined) return COMMON_WORDS[language].noEnd;
  const backwards = [...node.around, ...node.spans].some(
    ({ source }) => source.end !== 0n && source.end < source.start,
  );
  return backwards ? SEQUENCE_WORDS[language].backwards : durationText(node.duration);
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
  return (
    outcomeSpans(node)
      .map(({ source }) => attributeText(source, ...keys))
      .find((text) => text !== '') ?? ''
  );
}

function firstException(node: CallNode): string {
  return (
    outcomeSpans(node)
      .map(({ source }) => source.exception)
      .find((text) => text !== '') ?? ''
  );
}

/** Where one failed around a call that went well, those around it alone say how it ended. */
function outcomeSpans({ spans, around }: CallNode): readonly PlacedSpan[] {
  const failed = around.filter(({ error }) => error);
  return failed.length > 0 && !spans.some(({ error }) => error) ? failed : [...spans, ...failed];
}

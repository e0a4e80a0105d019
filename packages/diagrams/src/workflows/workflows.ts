// Who starts workflows, over which task queues, who runs them, and the activities that they run in turn.
import { nodeId, serviceNode } from '@spanloom/analysis';
import type { BlockDiagram, DiagramLanguage, LiveBlock, LiveFlow } from '@spanloom/api-schema';
import { countField, durationField, VALUE_SEPARATOR, valueTexts } from '../fixed-width.ts';
import { visibleLabel } from '../mermaid-label.ts';
import { compare } from '../sequence/sequence-span.ts';
import { fitLive } from '../window/fit-live.ts';
import { roughSizes } from '../window/rough-size.ts';
import { COMMON_WORDS } from '../words/common-words.ts';
import { counted } from '../words/counting.ts';
import { NOUNS } from '../words/nouns.ts';
import { WINDOW_WORDS } from '../words/window-words.ts';
import { taskOf, WORKFLOW_KEYS, type WorkflowFacts, type WorkflowSpan, type WorkflowTask } from './workflow-facts.ts';

/** Nobody reads more. */
const MAX_PARTS = 60;
const MAX_NAME = 60;
const FAILING_SHARE = 0.01;

export function workflowsOf(facts: WorkflowFacts): BlockDiagram {
  const survey = new Survey(WINDOW_WORDS[facts.language].workflows.untoldQueue);
  for (const trace of facts.traces) survey.add(trace);
  return fitLive((most) => draw(facts, survey, most), MAX_PARTS);
}

interface Step extends WorkflowTask {
  readonly span: WorkflowSpan;
  readonly queue: string | undefined;
}

function stepOf(span: WorkflowSpan): Step | undefined {
  const task = taskOf(span.name);
  const queue = WORKFLOW_KEYS.flatMap((key) => span.attributes.find((one) => one.key === key)?.value ?? [])[0];
  return task && { ...task, span, queue };
}

/** A block that may be drawn, with what goes through it. */
interface Part {
  readonly id: string;
  readonly kind: 'starter' | 'queue' | Step['what'];
  readonly name: string;
  readonly service: WorkflowSpan['service'] | undefined;
  times: number;
  failed: number;
  /** How long each took, or waited. */
  readonly lengths: bigint[];
}

interface Way {
  readonly from: string;
  readonly to: string;
  times: number;
  failed: number;
}

/** Adds up what the traces tell. */
class Survey {
  readonly parts = new Map<string, Part>();
  readonly ways = new Map<string, Way>();
  spans = 0;
  readonly #untoldQueue: string;

  constructor(untoldQueue: string) {
    this.#untoldQueue = untoldQueue;
  }

  add(trace: readonly WorkflowSpan[]): void {
    const steps = trace.toSorted(byContent).flatMap((span) => stepOf(span) ?? []);
    // Of several spans of one id the first.
    const byId = new Map(steps.toReversed().map((step) => [step.span.spanId, step]));
    this.spans += steps.length;
    for (const step of steps) {
      const parent = step.span.parentSpanId === undefined ? undefined : byId.get(step.span.parentSpanId);
      if (step.starts) this.#started(step, parent);
      else this.#run(step, parent);
    }
  }

  /** Something is put on its queue: by a workflow, or by whoever starts one. */
  #started(step: Step, parent: Step | undefined): void {
    const { service, error } = step.span;
    const from =
      parent !== undefined && !parent.starts
        ? this.#runner(parent)
        : this.#part({ kind: 'starter', id: nodeId(serviceNode(service)), name: service.name, service });
    if (from.kind === 'starter') count(from, error);
    this.#way(from, this.#queue(step.queue), error);
  }

  /** A worker takes it, once for each attempt. */
  #run(step: Step, parent: Step | undefined): void {
    const { start, end, error } = step.span;
    const starter = parent?.starts === true ? parent : undefined;
    const queue = this.#queue(step.queue ?? starter?.queue);
    count(queue, error);
    if (starter !== undefined && start > starter.span.end) queue.lengths.push(start - starter.span.end);
    const runner = this.#runner(step);
    count(runner, error);
    runner.lengths.push(end > start ? end - start : 0n);
    this.#way(queue, runner, error);
  }

  #runner({ what, name, span: { service } }: Step): Part {
    return this.#part({ kind: what, id: JSON.stringify([what, nodeId(serviceNode(service)), name]), name, service });
  }

  #queue(name: string | undefined): Part {
    const told = name ?? this.#untoldQueue;
    return this.#part({ kind: 'queue', id: JSON.stringify(['queue', name ?? null]), name: told, service: undefined });
  }

  #part(made: Pick<Part, 'kind' | 'id' | 'name' | 'service'>): Part {
    const part = this.parts.get(made.id) ?? { ...made, times: 0, failed: 0, lengths: [] };
    this.parts.set(made.id, part);
    return part;
  }

  #way(from: Part, to: Part, error: boolean): void {
    const key = JSON.stringify([from.id, to.id]);
    const way = this.ways.get(key) ?? { from: from.id, to: to.id, times: 0, failed: 0 };
    count(way, error);
    this.ways.set(key, way);
  }
}

function byContent(a: WorkflowSpan, b: WorkflowSpan): number {
  const [one, other] = [a, b].map(({ service, attributes, name, spanId, parentSpanId, error }) =>
    JSON.stringify([spanId, name, parentSpanId ?? '', error, service.namespace, service.name, attributes]),
  ) as [string, string];
  return compare(a.start, b.start) || compare(a.end, b.end) || compare(one, other);
}

function count(sum: { times: number; failed: number }, error: boolean): void {
  sum.times++;
  if (error) sum.failed++;
}

function isFailing({ times, failed }: { readonly times: number; readonly failed: number }): boolean {
  return failed > 0 && failed / times >= FAILING_SHARE;
}

// ---------------------------------------------------------------------------------------------------------- drawing

function draw(
  { source, traces, found, language }: WorkflowFacts,
  { parts, ways, spans }: Survey,
  most: number,
): BlockDiagram {
  const [common, { workflows: words }, nouns] = [COMMON_WORDS[language], WINDOW_WORDS[language], NOUNS[language]];
  const all = [...parts.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const size = roughSizes(all.map(({ times }) => times));
  const kept = all
    .toSorted((a, b) => Number(isFailing(b)) - Number(isFailing(a)) || size(b.times) - size(a.times))
    .slice(0, most);
  const shown = new Set(kept.map(({ id }) => id));
  const flows = [...ways]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, way]) => (shown.has(way.from) && shown.has(way.to) ? [way] : []));
  const hidden = all.length - kept.length;
  return {
    type: 'flowchart',
    direction: 'LR',
    ours: false,
    language,
    title: words.title,
    source,
    facts: [
      { name: 'shown', value: common.list([counted(kept.length, nouns.parts), counted(flows.length, nouns.ways)]) },
      ...(hidden === 0
        ? []
        : [
            {
              name: 'hidden' as const,
              value: common.list([
                counted(hidden, nouns.parts),
                common.ofThemFailing(all.filter((one) => !shown.has(one.id) && isFailing(one)).length),
              ]),
            },
          ]),
      {
        name: 'basis',
        value: words.basis(
          counted(spans, nouns.spans),
          traces.length < found ? words.newest(traces.length, found) : counted(found, nouns.traces),
        ),
      },
    ],
    blocks: all.filter(({ id }) => shown.has(id)).map((part) => blockOf(part, ways, parts, language)),
    flows: flows.map((way) => flowOf(way, language)),
    notes: [],
  };
}

const UNITS = { starter: 'starts', queue: 'tasks', workflow: 'runs', activity: 'attempts' } as const;

function blockOf(
  part: Part,
  ways: ReadonlyMap<string, Way>,
  parts: ReadonlyMap<string, Part>,
  language: DiagramLanguage,
): LiveBlock {
  const [{ workflows: words }, nouns] = [WINDOW_WORDS[language], NOUNS[language]];
  const { id, kind, name, service, times, failed, lengths } = part;
  const runs = kind === 'workflow' || kind === 'activity';
  return {
    id,
    name: visibleLabel(name, MAX_NAME),
    shape: kind === 'queue' ? 'queue' : kind === 'workflow' ? 'round' : 'box',
    values: [
      [countField(times, nouns[UNITS[kind]]), ...(runs ? [sharesOf(part)] : [])].join(VALUE_SEPARATOR),
      ...(lengths.length === 0 ? [] : [durationField(kind === 'queue' ? words.p50Wait : 'p50', median(lengths))]),
    ],
    state: !runs || !isFailing({ times, failed }) ? 'ok' : callsFailing(id, ways, parts) ? 'warn' : 'bad',
    within: service === undefined ? [] : [(kind === 'starter' ? words.startedBy : words.worker)(service.name)],
    ...(service === undefined ? {} : { color: service.color, secondLap: service.secondLap }),
    leads: targetOf(part),
  };
}

/** A workflow fails with its activities: the failure begins there. */
function callsFailing(id: string, ways: ReadonlyMap<string, Way>, parts: ReadonlyMap<string, Part>): boolean {
  if (parts.get(id)?.kind !== 'workflow') return false;
  const queues = new Set([...ways.values()].flatMap(({ from, to }) => (from === id ? [to] : [])));
  return [...ways.values()].some(
    ({ from, to }) => queues.has(from) && parts.get(to)?.kind === 'activity' && isFailing(parts.get(to) ?? NOTHING),
  );
}

const NOTHING = { times: 0, failed: 0 };

function targetOf({ id, kind, name, service }: Part): LiveBlock['leads'] {
  switch (kind) {
    case 'starter':
      return { to: 'node', node: id };
    case 'queue':
      return undefined;
    default: {
      const operation = `Run${kind === 'workflow' ? 'Workflow' : 'Activity'}:${name}`;
      return { to: 'search', operation, ...(service === undefined ? {} : { service: service.name }) };
    }
  }
}

function flowOf(way: Way, language: DiagramLanguage): LiveFlow {
  const { from, to, times } = way;
  return {
    from,
    to,
    line: 'dashed',
    label: '',
    values: [[countField(times, NOUNS[language].times), sharesOf(way)].join(VALUE_SEPARATOR)],
    failing: isFailing(way),
  };
}

function sharesOf({ times, failed }: { readonly times: number; readonly failed: number }): string {
  return valueTexts(0, times === 0 ? 0 : failed / times, 0n).errors;
}

function median(lengths: readonly bigint[]): bigint {
  const sorted = lengths.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted[(sorted.length - 1) >> 1] ?? 0n;
}

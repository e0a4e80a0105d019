// What diagrams of a window are made of, without what redactLive cannot tell from other words: names inside of values, and
// operations that are names of parts. Everything else is replaced there.
import type { SenderFacts } from '../window/sender-facts.ts';
import { taskOf, type WorkflowFacts, type WorkflowTask } from '../workflows/workflow-facts.ts';
import type { Redaction } from './redact-trace.ts';
import { standIns } from './stand-ins.ts';

/** Attributes whose values stand below the name of a workload, and what is said instead. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['k8s.pod.name', 'pod'],
  ['service.instance.id', 'instance'],
  ['host.name', 'host'],
  ['cloud.region', 'region'],
  ['cloud.availability_zone', 'zone'],
]);

/** `services` numbers replicas and where they run; who is the same one, stays so. */
export function redactSenders(facts: SenderFacts, { services }: Pick<Redaction, 'services'>): SenderFacts {
  if (!services) return facts;
  const attributes = facts.senders.flatMap((sender) => sender.attributes);
  const numbered = new Map(
    [...WORDS].map(([key, word]) => [
      key,
      standIns(
        attributes.flatMap((one) => (one.key === key && one.value !== '' ? [one.value] : [])),
        word,
      ),
    ]),
  );
  return {
    ...facts,
    senders: facts.senders.map((sender) => ({
      ...sender,
      attributes: sender.attributes.map(({ key, value }) => ({
        key,
        value: numbered.get(key)?.get(value) ?? value,
      })),
    })),
  };
}

/** `labels` numbers workflows and activities. */
export function redactWorkflows(facts: WorkflowFacts, { labels }: Pick<Redaction, 'labels'>): WorkflowFacts {
  if (!labels) return facts;
  const names = (what: WorkflowTask['what']) =>
    standIns(
      facts.traces.flatMap((spans) =>
        spans.flatMap(({ name }) => {
          const task = taskOf(name);
          return task?.what === what ? [task.name] : [];
        }),
      ),
      what,
    );
  const numbered = { workflow: names('workflow'), activity: names('activity') };
  return {
    ...facts,
    traces: facts.traces.map((spans) =>
      spans.map((span) => {
        const task = taskOf(span.name);
        if (task === undefined) return span;
        const verb = span.name.slice(0, span.name.length - task.name.length);
        return { ...span, name: `${verb}${numbered[task.what].get(task.name) ?? ''}` };
      }),
    ),
  };
}

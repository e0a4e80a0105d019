// Plays the steps of a topology: what services do when they are called.
import type { AskStep, CallStep, LocalStep, QueryStep, SendStep, Step } from '../topology/topology.ts';
import { codeOf } from '../world/source-code.ts';
import { callOperation } from './calls.ts';
import type { Change, Course, Played } from './course.ts';
import { databaseCall } from './database.ts';
import { drawn, drawnAll } from './draws.ts';
import { tellException } from './exceptions.ts';
import { httpClient } from './http.ts';
import { processMessages, sendMessage } from './messaging.ts';
import { OK, type Outcome } from './outcome.ts';
import type { OpenSpan, Scene } from './scene.ts';

/** Plays steps one after the other and stops at the first that fails. `around` is the span that is open. */
export function playSteps(scene: Scene, around: OpenSpan, steps: readonly Step[]): Outcome {
  for (const step of steps) {
    const outcome = playStep(scene, around, step);
    if (outcome.kind === 'failed') return outcome;
  }
  return OK;
}

function playStep(scene: Scene, around: OpenSpan, step: Step): Outcome {
  switch (step.kind) {
    case 'work':
      scene.work(step.ms, step.spread);
      return OK;
    case 'local':
      return playLocal(scene, step);
    case 'call':
      return playCall(scene, around, step);
    case 'query':
      return playQuery(scene, around, step);
    case 'ask':
      return at(scene, around, step.id, (change) => ask(scene, step, change));
    case 'send':
      playSend(scene, step);
      return OK;
    case 'together':
      return playTogether(scene, around, step.branches);
    case 'either':
      return playSteps(scene, around, scene.random.chance(step.share) ? step.steps : (step.otherwise ?? []));
    case 'reject': {
      const { share, httpStatus, errorType, message } = step;
      return scene.random.chance(share) ? { kind: 'failed', httpStatus, errorType, message } : OK;
    }
  }
}

/** A step with one span of the caller, which a phenomenon may play in another way. */
function at(scene: Scene, span: OpenSpan, site: string, play: (change: Change) => Played): Outcome {
  const course: Course = { span, play, normal: () => play({}).outcome };
  return scene.at(site, course);
}

function playLocal(scene: Scene, step: LocalStep): Outcome {
  const attributes = {
    ...drawnAll(step.attributes, scene.random, scene.values),
    ...codeOf(scene.service, step.name),
  };
  return scene.span({ name: step.name, kind: 'internal', scope: 'own', attributes }, (span) => {
    scene.work(step.ms, step.spread);
    const outcome = playSteps(scene, span, step.steps ?? []);
    if (step.event !== undefined) span.event(step.event);
    return tellException(scene, span, step.name, outcome);
  });
}

function playCall(scene: Scene, around: OpenSpan, step: CallStep): Outcome {
  const operation = scene.index.operation(step.operation);
  const serve = (span: OpenSpan): Outcome => serveOperation(scene, span, operation.id);
  const outcome = at(scene, around, step.id, (change) =>
    callOperation(scene, operation, serve, { ...change, sidecars: scene.hasSidecars(step.id) }),
  );
  return step.optional === true ? OK : outcome;
}

/** What a service does when one of its operations is called; `span` is the SERVER span. */
export function serveOperation(scene: Scene, span: OpenSpan, id: string): Outcome {
  const operation = scene.index.operation(id);
  span.set(drawnAll(operation.attributes, scene.random, scene.values));
  const normal = (): Outcome => playSteps(scene, span, operation.steps);
  return scene.at(`serve ${operation.service}`, {
    span,
    normal,
    play: () => ({ outcome: normal(), spanId: span.spanId, servedIn: span.traceId }),
  });
}

function playQuery(scene: Scene, around: OpenSpan, step: QueryStep): Outcome {
  const times = step.times === undefined ? 1 : Number(drawn(step.times, scene.random, scene.values));
  for (let i = 0; i < times; i++) {
    const outcome = at(scene, around, step.id, (change) => databaseCall(scene, step, change));
    if (outcome.kind === 'failed') return outcome;
  }
  return OK;
}

function ask(scene: Scene, step: AskStep, change: Change): Played {
  const host = scene.index.host(step.host);
  const attributes = { ...drawnAll(step.attributes, scene.random, scene.values), ...change.attributes };
  const outcome = change.answer ?? OK;
  const answer = (span: OpenSpan): Played => {
    span.set(attributes);
    scene.work(change.ms ?? step.ms);
    scene.called({
      client: { kind: 'service', name: scene.service.name },
      server: { kind: 'external', name: host.name },
      async: false,
      error: outcome.kind === 'failed',
      clientSpan: span.spanId,
      serverSpan: undefined,
      cut: false,
      address: host.name,
    });
    return { outcome, spanId: span.spanId, servedIn: span.traceId };
  };
  if (step.protocol === 'http') {
    const request = { method: 'POST', route: step.route, path: step.route, okStatus: step.okStatus ?? 200 } as const;
    const to = { address: host.name, port: host.port };
    return httpClient(scene, to, request, change.attempt ?? 0, (span) => ({ outcome, result: answer(span) }));
  }
  const smtp = { 'server.address': host.name, 'server.port': host.port, 'network.protocol.name': 'smtp' };
  return scene.span({ name: step.route, kind: 'client', scope: 'own', attributes: smtp }, (span) => {
    const played = answer(span);
    span.set({ 'smtp.response.code': outcome.kind === 'ok' ? 250 : outcome.httpStatus });
    if (outcome.kind === 'failed') {
      span.set({ 'error.type': outcome.errorType });
      span.fail(outcome.message);
    }
    return played;
  });
}

function playSend(scene: Scene, step: SendStep): void {
  sendMessage(scene, step, (message) => {
    for (const consumer of scene.index.consumers(step.queue)) {
      if (consumer.mode.kind === 'at-once') consumeMessages(scene, consumer, [message]);
    }
  });
}

/** What a consumer does with the messages that it took. */
export function consumeMessages(
  scene: Scene,
  consumer: Parameters<typeof processMessages>[1],
  messages: Parameters<typeof processMessages>[2],
): void {
  processMessages(scene, consumer, messages, (span) => {
    const normal = (): Outcome => playSteps(scene, span, consumer.steps);
    return scene.at(`consume ${consumer.service}`, {
      span,
      normal,
      play: () => ({ outcome: normal(), spanId: span.spanId, servedIn: span.traceId }),
    });
  });
}

/** All branches are played, also when one fails. */
function playTogether(scene: Scene, around: OpenSpan, branches: readonly (readonly Step[])[]): Outcome {
  const outcomes: Outcome[] = [];
  scene.parallel(branches.map((steps) => () => void outcomes.push(playSteps(scene, around, steps))));
  return outcomes.find((outcome) => outcome.kind === 'failed') ?? OK;
}

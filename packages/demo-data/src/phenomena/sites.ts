// Places that several phenomena look for.
import type { Result } from '@spanloom/otlp-model';
import { type PlacedStep, stepsOfKind } from '../topology/index-topology.ts';
import type { AskStep, CallStep, QueryStep, ServiceSpec, Topology } from '../topology/topology.ts';
import { choose, type Ground } from './phenomenon.ts';

/** What a service says of its own work cannot be heard where only a probe listens. */
function speaks({ index }: Ground, service: string): boolean {
  return index.service(service).seenBy === undefined;
}

/** A step whose caller speaks HTTP: to a host of others when there is one, else to another service. */
export function chooseHttpStep(ground: Ground): Result<PlacedStep<AskStep | CallStep>, string> {
  const asks = stepsOfKind(ground.index.topology, 'ask').filter(
    ({ step, service, inRequest, always }) =>
      step.protocol === 'http' && inRequest && always && speaks(ground, service),
  );
  const places = asks.length > 0 ? asks : httpCalls(ground);
  return choose<PlacedStep<AskStep | CallStep>>(
    ground,
    places,
    ({ step }) => step.id,
    'nobody calls anybody over HTTP',
  );
}

/** A host of others that is asked over HTTP, by requests or by consumers. */
export function chooseHttpAsk(ground: Ground): Result<PlacedStep<AskStep>, string> {
  const asks = stepsOfKind(ground.index.topology, 'ask').filter(
    ({ step, service, always }) => step.protocol === 'http' && always && speaks(ground, service),
  );
  return choose(ground, asks, ({ step }) => step.id, 'nobody asks a host of others over HTTP');
}

/** A call of another service over HTTP. */
export function chooseHttpCall(ground: Ground): Result<PlacedStep<CallStep>, string> {
  return choose(ground, httpCalls(ground), ({ step }) => step.id, 'no service calls another over HTTP');
}

function httpCalls(ground: Ground): PlacedStep<CallStep>[] {
  const { index } = ground;
  return stepsOfKind(index.topology, 'call').filter(
    ({ step, service, always }) =>
      always && index.operation(step.operation).protocol === 'http' && speaks(ground, service),
  );
}

/** A query that every request of its operation makes once; `relational`: of an SQL database, by SELECT. */
export function chooseQuery(ground: Ground, relational: boolean): Result<PlacedStep<QueryStep>, string> {
  const queries = stepsOfKind(ground.index.topology, 'query').filter(({ step, inRequest, always }) => {
    const { system } = ground.index.database(step.database);
    const sql = system === 'postgresql' || system === 'mysql';
    return inRequest && always && step.times === undefined && (!relational || (sql && step.operation === 'SELECT'));
  });
  const why = relational ? 'no request reads an SQL database' : 'no request asks a database';
  return choose(ground, queries, ({ step }) => step.id, why);
}

/** A service with pods that answers calls of others. */
export function chooseService(
  ground: Ground,
  suits: (service: ServiceSpec) => boolean = () => true,
): Result<ServiceSpec, string> {
  const first = firstServices(ground.index.topology, (id) => ground.index.operation(id).service);
  const called = new Set(ground.index.topology.operations.map(({ service }) => service));
  const services = ground.index.topology.services.filter(
    (service) =>
      called.has(service.name) &&
      !first.has(service.name) &&
      service.replicas > 0 &&
      service.seenBy === undefined &&
      suits(service),
  );
  return choose(ground, services, ({ name }) => name, 'no service behind the first one fits');
}

/** The services that customers' requests meet first: a fault in one of those would be in every trace. */
function firstServices({ flows, browser }: Topology, serviceOf: (operation: string) => string): ReadonlySet<string> {
  return new Set([...flows.map(({ operation }) => serviceOf(operation)), ...(browser === undefined ? [] : [browser])]);
}

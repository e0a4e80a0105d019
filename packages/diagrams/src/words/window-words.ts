// The words of the diagrams of a window. English says which there are: a word that Chinese lacks does not compile.
import type { DiagramLanguage } from '@spanloom/api-schema';

/** What was read of the traces of a window. */
interface TracesRead {
  /** Counted, with their nouns. */
  readonly spans: string;
  readonly foundTraces: string;
  /** Not all were read. */
  readonly newest: { readonly read: string; readonly found: string } | undefined;
  readonly withWorkflows: boolean;
  readonly sampled: boolean;
}

const ENGLISH = {
  deployment: {
    title: 'What runs where, and who calls whom',
    /** What Kubernetes calls a kind of workload, it is called in every language. */
    kind: (kind: string) => kind,
    withSidecar: (instances: string) => `${instances} with sidecar`,
    silent: (instances: string) => `${instances} silent`,
    silentFor: 'silent for',
    /** After the share that failed. */
    ofRequests: 'of requests fail',
    ofSpans: 'of spans fail',
    last: 'last',
    /** Its spans end after the window does. */
    stillActive: 'still active',
    zone: (name: string) => `zone ${name}`,
    namespace: (name: string) => `namespace ${name}`,
    cluster: (name: string) => `cluster ${name}`,
    unplaced: (services: string) => `${services} of which nothing tells where it runs`,
    basis: (spans: string, inside: string, toSilent: string) =>
      `resource attributes of ${spans}; ${inside} inside a workload and ${toSilent} to what sends no spans are not drawn`,
  },
  sdks: {
    title: 'By what spans are made',
    boxes: { services: 'Services', sdk: 'SDKs', probe: 'eBPF probes', proxy: 'Proxies', none: 'Not told' },
    server: 'This server',
    noSdk: 'no SDK told',
    makers: (count: number) => `${count} by which their spans are made`,
    hidden: (services: string, spans: string) => `${services} with ${spans}`,
    basis: (spans: string) => `resource attributes and scopes of ${spans}`,
  },
  workflows: {
    title: 'Workflows, their task queues and workers',
    untoldQueue: 'a queue that is not told',
    p50Wait: 'p50 wait',
    startedBy: (service: string) => `started by ${service}`,
    worker: (service: string) => `worker ${service}`,
    newest: (read: number, found: number) => `the newest ${read} of ${found} traces`,
    basis: (spans: string, traces: string) => `${spans} of ${traces} with workflows`,
  },
  workflowStates: {
    title: 'States of workflows and their activities',
    inferred: (compensations: string) => `${compensations}, by names and their order`,
    states: {
      workflowScheduled: 'Workflow scheduled',
      workflowRunning: 'Workflow running',
      compensating: 'Compensating',
      workflowCompleted: 'Workflow completed',
      workflowFailed: 'Workflow failed',
      workflowTimedOut: 'Workflow timed out',
      workflowCancelled: 'Workflow cancelled',
      workflowOpen: 'Workflow has no end yet',
      workflowNotTaken: 'Workflow not taken',
      activityScheduled: 'Activity scheduled',
      activityStarted: 'Activity started',
      waiting: 'Waiting to retry',
      activityRetried: 'Activity retried',
      activityCompleted: 'Activity completed',
      activityFailed: 'Activity failed',
      activityTimedOut: 'Activity timed out',
      activityCancelled: 'Activity cancelled',
      activityOpen: 'Activity has no end yet',
      activityNotTaken: 'Activity not taken',
      activityCompensated: 'Activity compensated',
    },
  },
  hops: {
    title: 'Trace context from hop to hop',
    parentNotHere: 'parent not here',
    flaws: {
      'parent not here': 'parent not here',
      'goes on as another trace': 'continued as another trace',
      'no SERVER span': 'no SERVER span',
      'sampled flag differs': 'sampled flag differs',
    },
    whole: 'whole',
    sampled: 'sampled',
    unanswered: 'unanswered',
    notWhole: (count: string) => `of them not whole: ${count}`,
    lost: (flaws: string) => `contexts lost or changed: ${flaws}`,
    unchecked: (count: string) => `calls to databases and queues are not checked: ${count}`,
  },
  contextStates: {
    title: 'States of trace contexts',
    holds: (what: string) => `✓ ${what}`,
    broken: (what: string) => `✗ not always: ${what}`,
    invariants: {
      roots: ['each trace has one root', 'traces without one root'],
      parents: ['every parent is here', 'traces with parents that are not here'],
      circles: ['no circle of parents', 'traces with circles of parents'],
      ids: ['every id once', 'traces with an id used twice'],
      ended: ['every span has an end', 'traces with spans without an end'],
    },
    states: {
      none: 'No context',
      elsewhere: 'Context from elsewhere',
      handedOn: 'Context handed on',
      root: 'Root started',
      linked: 'Root started, with links',
      local: 'Child in the process',
      remote: 'Child of a remote span',
      circle: 'In a circle of parents',
      lostRemote: 'Remote parent not here',
      lostLocal: 'Local parent not here',
      lost: 'Parent not here',
      sampled: 'Sampled',
      notSampled: 'Not sampled',
      notTold: 'Sampled or not: not told',
      changed: 'Sampled otherwise than its parent',
      completed: 'Completed',
      failed: 'Failed',
      open: 'No end yet',
    },
  },
  /** What went wrong with a transition. */
  wrong: { '': '', error: 'error', lost: 'lost' },
  tracesRead: ({ spans, foundTraces, newest, withWorkflows, sampled }: TracesRead) => {
    const traces = newest === undefined ? foundTraces : `${newest.read} of ${newest.found} traces, the newest`;
    return `${spans} of ${traces}${withWorkflows ? ' with workflows' : ''}${sampled ? '; counts are weighted by sampling' : ''}`;
  },
};

type WindowWords = typeof ENGLISH;

const CHINESE: WindowWords = {
  deployment: {
    title: '各部分的运行位置及其间的调用',
    kind: (kind) => (kind === 'service' ? '服务' : kind),
    withSidecar: (instances) => `带 Sidecar：${instances}`,
    silent: (instances) => `无数据：${instances}`,
    silentFor: '无数据已',
    ofRequests: '的请求失败',
    ofSpans: '的 Span 失败',
    last: '最近',
    stillActive: '仍在发送',
    zone: (name) => `可用区 ${name}`,
    namespace: (name) => `命名空间 ${name}`,
    cluster: (name) => `集群 ${name}`,
    unplaced: (services) => `${services}无从得知运行位置`,
    basis: (spans, inside, toSilent) =>
      `${spans} 的资源属性；未绘制工作负载内部的 ${inside}，以及对不发送 Span 者的 ${toSilent} 次调用`,
  },
  sdks: {
    title: 'Span 由什么生成',
    boxes: { services: '服务', sdk: 'SDK', probe: 'eBPF 探针', proxy: '代理', none: '未说明' },
    server: '本服务器',
    noSdk: '未说明 SDK',
    makers: (count) => `生成其 Span 的 ${count} 种来源`,
    hidden: (services, spans) => `${services}，${spans}`,
    basis: (spans) => `${spans} 的资源属性与 Scope`,
  },
  workflows: {
    title: '工作流及其任务队列和工作进程',
    untoldQueue: '未说明的队列',
    p50Wait: '等待 p50',
    startedBy: (service) => `启动方 ${service}`,
    worker: (service) => `工作进程 ${service}`,
    newest: (read, found) => `最新的 ${read} 条链路（共 ${found} 条）`,
    basis: (spans, traces) => `${traces}中的 ${spans}，均含工作流`,
  },
  workflowStates: {
    title: '工作流及其活动的状态',
    inferred: (compensations) => `${compensations}，依据名称及其顺序`,
    states: {
      workflowScheduled: '工作流已排队',
      workflowRunning: '工作流运行中',
      compensating: '补偿中',
      workflowCompleted: '工作流完成',
      workflowFailed: '工作流失败',
      workflowTimedOut: '工作流超时',
      workflowCancelled: '工作流已取消',
      workflowOpen: '工作流尚未结束',
      workflowNotTaken: '工作流未被领取',
      activityScheduled: '活动已排队',
      activityStarted: '活动已开始',
      waiting: '等待重试',
      activityRetried: '活动已重试',
      activityCompleted: '活动完成',
      activityFailed: '活动失败',
      activityTimedOut: '活动超时',
      activityCancelled: '活动已取消',
      activityOpen: '活动尚未结束',
      activityNotTaken: '活动未被领取',
      activityCompensated: '活动已补偿',
    },
  },
  hops: {
    title: '逐跳上下文传播',
    parentNotHere: '父 Span 不在此',
    flaws: {
      'parent not here': '父 Span 不在此',
      'goes on as another trace': '作为另一条链路继续',
      'no SERVER span': '没有 SERVER Span',
      'sampled flag differs': '采样标志不一致',
    },
    whole: '完整',
    sampled: '被采样',
    unanswered: '无应答',
    notWhole: (count) => `其中不完整 ${count}`,
    lost: (flaws) => `丢失或改变的上下文：${flaws}`,
    unchecked: (count) => `未检查到数据库和队列的调用：${count}`,
  },
  contextStates: {
    title: '链路上下文的状态',
    holds: (what) => `✓ ${what}`,
    broken: (what) => `✗ 并非总是：${what}`,
    invariants: {
      roots: ['每条链路只有一个根', '不是只有一个根的链路'],
      parents: ['每个父 Span 都在此', '缺少父 Span 的链路'],
      circles: ['没有父级循环', '有父级循环的链路'],
      ids: ['每个 ID 只用一次', 'ID 重复使用的链路'],
      ended: ['每个 Span 都已结束', '有 Span 没有结束的链路'],
    },
    states: {
      none: '没有上下文',
      elsewhere: '上下文来自别处',
      handedOn: '上下文已传递',
      root: '根已开始',
      linked: '根已开始，带 Link',
      local: '进程内的子 Span',
      remote: '远端 Span 的子 Span',
      circle: '处于父级循环中',
      lostRemote: '远端父 Span 不在此',
      lostLocal: '本地父 Span 不在此',
      lost: '父 Span 不在此',
      sampled: '被采样',
      notSampled: '未被采样',
      notTold: '未说明是否采样',
      changed: '采样与父 Span 不同',
      completed: '完成',
      failed: '失败',
      open: '尚未结束',
    },
  },
  wrong: { '': '', error: '错误', lost: '丢失' },
  tracesRead: ({ spans, foundTraces, newest, withWorkflows, sampled }) => {
    const traces = newest === undefined ? foundTraces : `最新的 ${newest.read} 条链路（共 ${newest.found} 条）`;
    return `${traces}中的 ${spans}${withWorkflows ? '，均含工作流' : ''}${sampled ? '；数量按采样加权' : ''}`;
  },
};

export const WINDOW_WORDS: Readonly<Record<DiagramLanguage, WindowWords>> = { en: ENGLISH, zh: CHINESE };

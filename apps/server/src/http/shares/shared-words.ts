// The words of the pages that a link opens. They are made by the server, so they do not come from the browser app.
import type { SharedKind } from '@spanloom/api-schema';
import { type FoundResults, searchIn } from '@spanloom/diagrams';
import { type PageLanguage, pageLanguage } from '../language.ts';

export interface SharedWords {
  readonly lang: PageLanguage;
  readonly shared: string;
  readonly snapshot: string;
  readonly kinds: Readonly<Record<SharedKind, string>>;
  /** What the picture means. */
  readonly reading: Readonly<Record<SharedKind, string>>;
  readonly howToRead: string;
  readonly frozen: (time: string) => string;
  readonly expires: (time: string) => string;
  readonly picture: (title: string) => string;
  readonly zoom: string;
  readonly fit: string;
  readonly readable: string;
  readonly text: string;
  readonly steps: (count: number) => string;
  /** Of a waterfall. */
  readonly spans: (count: number) => string;
  readonly leftOut: (hidden: number, of: number, failed: number) => string;
  readonly below: (hidden: number) => string;
  readonly missingParent: (spanId: string) => string;
  readonly noEnd: string;
  readonly failed: string;
  readonly results: {
    readonly columns: Readonly<Record<'start' | 'traces' | 'spans' | 'duration' | 'errors', string>>;
    /** What was asked, and whether this is all. */
    readonly told: (results: Pick<FoundResults, 'list' | 'order' | 'query' | 'rows' | 'more'>) => string;
  };
  readonly drawnBy: (version: string) => string;
  readonly redacted: { readonly services: string; readonly labels: string };
  readonly endedTitle: string;
  readonly ended: string;
  readonly unknownTitle: string;
  readonly unknown: string;
  readonly waitTitle: string;
  readonly wait: (seconds: number) => string;
  readonly troubleTitle: string;
  /** A window of time; both in milliseconds since the epoch. */
  readonly window: (start: number, end: number) => string;
  readonly moment: (time: number) => string;
  readonly second: (time: number) => string;
}

const ENGLISH: SharedWords = {
  lang: 'en',
  shared: 'shared, read-only',
  snapshot: 'snapshot',
  kinds: {
    map: 'Architecture map',
    deployment: 'Deployment',
    workflows: 'Workflows',
    'workflow-states': 'States of workflows',
    hops: 'Context from hop to hop',
    'context-states': 'States of trace contexts',
    sdks: 'SDKs in use',
    sequence: 'Trace sequence',
    gantt: 'Trace as a gantt',
    entities: 'Entities of a trace',
    propagation: 'Propagation check',
    states: 'States of a trace',
    calls: 'Calls of a trace',
    pipeline: 'Ingest pipeline',
    layers: 'Layers of the server',
    'data-path': 'What became of what was sent',
    waterfall: 'Trace waterfall',
    results: 'Search results',
    transport: 'How traces come in',
    ingest: 'Ingest of a request',
    'span-life': 'Life of a span',
    health: 'Health of the pipeline',
  },
  reading: {
    map: 'Each arrow: calls per second, the share that failed, the 95th percentile of their time. Red arrow: 1% or more failed. Red box: errors begin here; amber: passed on from a callee. Dashed arrow: through a queue. Dashed box: inferred, sends no spans.',
    deployment:
      'Boxes: clusters, namespaces, and the workloads in them, with spans per second and the share that failed: of the requests that they answered, of their spans where they answered none. Red box: errors begin here; amber: passed on from another. Each arrow: calls per second, and the share that failed. Dashed arrow: through a queue. Dashed box: silent lately.',
    workflows:
      'Who starts workflows, the task queues, and the workers that run workflows and their activities, with how often and the share that failed. Red box: failures begin here; amber: an activity failed.',
    'workflow-states':
      'States of workflows and of their activities. Each arrow: how often one state followed the other, the share of all ways out of it, and the median and mean time. Red: it failed; amber: tried again or undone.',
    hops: 'Each arrow: how often the trace context went from one service to the next, and the share that arrived whole. Red, with a cross: lost or changed, as far as the spans let one suspect. Dashed arrow: in a message. Dashed box: sends no spans.',
    'context-states':
      'From where spans have their trace context, whether they are sampled, and how they ended. Each arrow: how often one state followed the other, with the median and mean time. Red: lost, changed or failed.',
    sdks: 'Services, the SDKs, eBPF probes and proxies that make their spans, and this server, with spans per second. Dashed box: nothing is told of an SDK.',
    sequence:
      'Time runs from top to bottom. Solid arrow: a call; dashed: its answer, with the time that it took. A cross, in red: it failed. Dashed box: inferred, sends no spans.',
    gantt:
      'Each bar is a span, by service; time runs from left to right. Red: it failed. The trace waited for the highlighted ones.',
    entities: 'The data model of OTLP with the numbers of this trace.',
    propagation:
      'Each arrow is a hop from one service to the next: whether the ids arrived, and whether the sampled flags agree. Red: lost or different; the cause is only suspected.',
    states: 'Each arrow: how often one state followed the other, with the median time. Red: it failed.',
    calls:
      'Services by operation, databases, queues and hosts, and the calls between them. Thick: the trace waited for it. Red: it failed.',
    layers:
      'The layers of the server from top to bottom: what sends, how it comes in, what is made of it, where it is kept and who reads it. Dashed box: nothing came there.',
    'data-path':
      'Requests since this server started, and the spans in those that it took, by what became of them, with the share of each. Red: lost; amber: lost if it is not sent again. Dashed box: nothing came there.',
    pipeline: 'What came in since this server started, and where it went. Dashed box: nothing came there.',
    results: 'Each row is a trace, or a span, that the search found. Red, with a cross: it failed.',
    waterfall:
      'Each row is a span below the one that caused it; its bar is when it ran, in the colour of its service. Underlined: the trace waited for it. Red, with a cross: it failed. ×3: so many of the same beside each other.',
    transport:
      'From the left: requests by protocol and encoding, whether they came compressed, what they were decoded from and how long they took until stored. Dashed box: nothing came that way.',
    ingest:
      'Time runs from top to bottom: the stages of a request for traces, each with the median and the 95th percentile of the last ones. In red: requests that were sent away.',
    'span-life':
      'The states of spans since this server started. Dashed: in the SDK, which reports nothing of it, or nothing came there.',
    health:
      'The states of the ingest pipeline, how long each lasted, and how often one followed the other. The filled one is the present state; dashed: it never was in that state.',
  },
  howToRead: 'How to read it',
  frozen: (time) => `frozen ${time}`,
  expires: (time) => `expires ${time}`,
  picture: (title) => `${title}, picture; scrolls`,
  zoom: 'Size of the picture',
  fit: 'Page width',
  readable: 'Readable',
  text: 'The same as Mermaid text',
  steps: (count) => `What the picture shows, in its order: ${count}`,
  spans: (count) => `Steps: ${count} ${count === 1 ? 'span' : 'spans'}`,
  leftOut: (hidden, of, failed) =>
    `${hidden} of ${of} spans are left out, of them failed: ${failed}. First come those that failed, those that the trace waited for, and the longest.`,
  below: (hidden) => `+${hidden} left out`,
  missingParent: (spanId) => `Parent ${spanId} is missing`,
  noEnd: 'no end yet',
  failed: 'failed',
  results: {
    columns: { start: 'Start (UTC)', traces: 'Trace', spans: 'Spans', duration: 'Duration', errors: 'Errors' },
    told: ({ list, order, query, rows, more }) =>
      `${more ? 'The first ' : ''}${rows.length} ${list === 'traces' ? 'traces' : 'spans'}, ${order} first: ${query}`,
  },
  drawnBy: (version) => `Drawn by Spanloom ${version} from OpenTelemetry data`,
  redacted: {
    services: 'Names of services, databases, queues and hosts were replaced before sharing.',
    labels: 'Labels were left out before sharing.',
  },
  endedTitle: 'This link has ended',
  ended: 'What was shared here has expired or was deleted.',
  unknownTitle: 'There is no such link',
  unknown: 'Nothing is shared under this address. Look whether it was copied whole.',
  waitTitle: 'Too many wrong links',
  wait: (seconds) => `They came from your address. Try again in ${seconds} s.`,
  troubleTitle: 'It cannot be shown right now',
  window(start, end) {
    const from = `${day(start)} ${MONTHS[new Date(start).getUTCMonth()]} ${year(start)}, ${clock(start)}`;
    const to = sameDay(start, end) ? clock(end) : this.moment(end).replace(/ UTC$/, '');
    return clock(start) === to ? `${from} UTC` : `${from} – ${to} UTC`;
  },
  second: secondOf,
  moment: (time) => `${day(time)} ${MONTHS[new Date(time).getUTCMonth()]} ${year(time)}, ${clock(time)} UTC`,
};

const CHINESE: SharedWords = {
  lang: 'zh-CN',
  shared: '只读分享',
  snapshot: '快照',
  kinds: {
    map: '架构图',
    deployment: '部署图',
    workflows: '工作流',
    'workflow-states': '工作流状态',
    hops: '逐跳上下文传播',
    'context-states': '链路上下文状态',
    sdks: '使用的 SDK',
    sequence: '链路时序图',
    gantt: '链路甘特图',
    entities: '链路实体图',
    propagation: '上下文传播检查',
    states: '链路状态图',
    calls: '链路调用图',
    pipeline: '接收管道',
    layers: '服务器的分层',
    'data-path': '所发数据的去向',
    waterfall: '链路瀑布图',
    results: '搜索结果',
    transport: '传输方式',
    ingest: '请求的接收过程',
    'span-life': 'Span 的生命周期',
    health: '管道健康状态',
  },
  reading: {
    map: '每个箭头：每秒调用次数、失败占比、耗时的第 95 百分位。红色箭头：失败达到 1% 或以上。红框：错误始于此处；琥珀色：由被调用方传来。虚线箭头：经由队列。虚线框：推断得出，不发送 Span。',
    deployment:
      '方框：集群、命名空间及其中的工作负载，附每秒 Span 数及失败占比：按其处理的请求计，未处理请求者按其 Span 计。红框：错误始于此处；琥珀色：由他处传来。每个箭头：每秒调用次数与失败占比。虚线箭头：经由队列。虚线框：近来没有数据。',
    workflows:
      '谁启动工作流、经由哪些任务队列、由哪些工作进程运行工作流及其活动，附次数与失败占比。红框：失败始于此处；琥珀色：由活动传来。',
    'workflow-states':
      '工作流及其活动的状态。每个箭头：一个状态之后出现另一个状态的次数、在所有去向中的占比，以及耗时的中位数与平均值。红色：失败；琥珀色：重试或已补偿。',
    hops: '每个箭头：链路上下文从一个服务传到下一个服务的次数，以及完整到达的占比。红色的叉：根据 Span 推测已丢失或改变。虚线箭头：经由消息。虚线框：不发送 Span。',
    'context-states':
      'Span 的链路上下文来自何处、是否被采样、如何结束。每个箭头：一个状态之后出现另一个状态的次数，以及耗时的中位数与平均值。红色：丢失、改变或失败。',
    sdks: '服务、生成其 Span 的 SDK、eBPF 探针与代理，以及本服务器，附每秒 Span 数。虚线框：未说明 SDK。',
    sequence: '时间自上而下。实线箭头：调用；虚线：响应及其耗时。红色的叉：失败。虚线框：推断得出，不发送 Span。',
    gantt: '每个条是一个 Span，按服务排列，时间自左向右。红色：失败。突出显示的是链路等待的部分。',
    entities: 'OTLP 数据模型以及此链路中的数量。',
    propagation:
      '每个箭头是从一个服务到下一个服务的一跳：ID 是否到达、采样标志是否一致。红色：丢失或不一致；原因仅为推测。',
    states: '每个箭头：一个状态之后出现另一个状态的次数与中位耗时。红色：失败。',
    calls: '按操作划分的服务、数据库、队列、主机及其间的调用。粗线：链路等待了它。红色：失败。',
    pipeline: '服务器启动以来接收了什么、去了哪里。虚线框：没有数据到达。',
    layers: '服务器的各层，自上而下：谁发送、如何接收、如何处理、存于何处、谁读取。虚线框：没有数据到达。',
    'data-path':
      '服务器启动以来的请求及其中所接收的 Span，按结果区分并附占比。红色：已丢失；琥珀色：若不重发即丢失。虚线框：没有数据到达。',
    results: '每行是搜索到的一条链路或一个 Span。红色带叉：失败。',
    waterfall:
      '每行是一个 Span，位于引发它的 Span 之下；条表示其运行的时间，颜色为其服务的颜色。下划线：链路等待了它。红色带叉：失败。×3：并列的相同 Span 的个数。',
    transport: '自左向右：按协议和编码划分的请求、是否压缩、解码方式，以及到落盘的耗时。虚线框：没有数据以此方式到达。',
    ingest: '时间自上而下：链路请求的各个阶段，及最近若干次的中位耗时与第 95 百分位。红色：被拒绝的请求。',
    'span-life': '服务器启动以来 Span 的各个状态。虚线：在 SDK 中（无法得知），或没有 Span 到达此状态。',
    health: '接收管道的各个状态、持续时间及转换次数。填色的是当前状态；虚线：从未处于该状态。',
  },
  howToRead: '图例',
  frozen: (time) => `固定于 ${time}`,
  expires: (time) => `${time} 到期`,
  picture: (title) => `${title}，图片，可滚动`,
  zoom: '图片大小',
  fit: '页宽',
  readable: '易读',
  text: '同一内容的 Mermaid 文本',
  steps: (count) => `图中内容（按顺序）：${count}`,
  spans: (count) => `步骤：${count} 个 Span`,
  leftOut: (hidden, of, failed) =>
    `${of} 个 Span 中省略了 ${hidden} 个，其中失败 ${failed} 个。优先显示失败的、链路等待的以及耗时最长的。`,
  below: (hidden) => `省略 ${hidden} 个`,
  missingParent: (spanId) => `缺少父 Span ${spanId}`,
  noEnd: '尚未结束',
  failed: '失败',
  results: {
    columns: { start: '开始 (UTC)', traces: '链路', spans: 'Span', duration: '耗时', errors: '错误' },
    told: ({ list, order, query, rows, more }) =>
      `${more ? '前 ' : ''}${rows.length} ${list === 'traces' ? '条链路' : '个 Span'}，${order === 'newest' ? '最新' : '最长'}优先：${searchIn('zh', query)}`,
  },
  drawnBy: (version) => `由 Spanloom ${version} 根据 OpenTelemetry 数据绘制`,
  redacted: {
    services: '分享前已替换服务、数据库、队列和主机的名称。',
    labels: '分享前已去除标签。',
  },
  endedTitle: '此链接已结束',
  ended: '此处分享的内容已到期或已删除。',
  unknownTitle: '没有这样的链接',
  unknown: '此地址下没有分享任何内容。请检查链接是否复制完整。',
  waitTitle: '错误的链接过多',
  wait: (seconds) => `这些请求来自您的地址，请在 ${seconds} 秒后重试。`,
  troubleTitle: '暂时无法显示',
  window(start, end) {
    const to = sameDay(start, end) ? clock(end) : `${isoDay(end)} ${clock(end)}`;
    return `${isoDay(start)} ${clock(start)}${clock(start) === to ? '' : ` – ${to}`} UTC`;
  },
  second: secondOf,
  moment: (time) => `${isoDay(time)} ${clock(time)} UTC`,
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const day = (time: number): number => new Date(time).getUTCDate();
const year = (time: number): number => new Date(time).getUTCFullYear();
const isoDay = (time: number): string => new Date(time).toISOString().slice(0, 10);
const clock = (time: number): string => new Date(time).toISOString().slice(11, 16);
/** Times of telemetry may lie where no calendar reaches. */
function secondOf(time: number): string {
  return time > 8.64e15 ? '' : new Date(time).toISOString().slice(0, 19).replace('T', ' ');
}
const sameDay = (a: number, b: number): boolean => isoDay(a) === isoDay(b);

export function sharedWords(acceptLanguage: string | undefined): SharedWords {
  return pageLanguage(acceptLanguage) === 'zh-CN' ? CHINESE : ENGLISH;
}

// 服务图相关页面共用的用语。
import type { graph as english } from '../en/graph.ts';
import type { Translation } from '../translation.ts';

export const graph: Translation<typeof english> = {
  kind: { service: '服务', database: '数据库', queue: '队列', external: '推断的主机', user: '用户' },
  state: { bad: '错误始于此处', warn: '错误由被调用方传来', ghost: '不发送 Span' },
  comma: '，',
  tracesBehind: '对应的链路',
  asOf: '截至 {{time}}',
  newerTraces: '显示更新的链路',
  readingTraces: '正在读取链路',
  tracesProblem: '无法读取链路。{{message}}',
  noTraces: '此时间内没有链路经过它。',
  allInSearch: '在搜索中查看全部',
  rootMissing: '根 Span 缺失',
  traceErrors_other: '{{count}} 个错误',
  live: '实时，{{age}}',
  notLive: '已停止更新，数值为 {{age}}',
  fixedWindow: '固定时间',
  valuesChanged_zero: '值未变',
  valuesChanged_other: '{{count}} 个值已变',
  view: '视图',
  deselect: '取消选择',
  calls: '调用',
  calledBy: '被调用自',
  callsTo: '调用',
  rps: '{{rate}} rps',
  syncWords: '调用与响应',
  asyncWords: '异步，经由队列',
  waySync: '同步',
  wayAsync: '队列',
};

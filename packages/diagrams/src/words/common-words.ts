// Words that the texts of several kinds have in common.
import type { DiagramLanguage, LiveDiagram } from '@spanloom/api-schema';

type FactName = LiveDiagram['facts'][number]['name'];

interface CommonWords {
  /** The comment of a text. */
  readonly source: (what: string) => string;
  readonly window: (start: string, end: string) => string;
  readonly asOf: (time: string) => string;
  readonly ofTrace: (traceId: string) => string;
  /** What of something is drawn. */
  readonly drawnOf: (of: string, what: string) => string;
  readonly drawn: (count: number) => string;
  readonly hidden: (count: number) => string;
  readonly hiddenFailed: (count: number) => string;
  readonly list: (parts: readonly string[]) => string;
  /** Stands after a count. */
  readonly ofThemFailed: (count: string | number) => string;
  readonly ofThemFailing: (count: number) => string;
  readonly sentence: (words: string) => string;
  readonly sentences: (all: readonly string[]) => string;
  readonly and: (one: string, other: string) => string;
  readonly facts: Readonly<Record<FactName, string>>;
  readonly fact: (name: string, value: string) => string;
  readonly error: string;
  readonly noEnd: string;
  readonly unnamedHost: string;
  readonly added: string;
  readonly gone: string;
  readonly allTraces: string;
  readonly untoldSearch: string;
  readonly mean: string;
  readonly spansPerSecond: string;
  /** Stand-ins of parts whose names are not told. */
  readonly part: (number: number) => string;
  readonly participant: (number: number) => string;
  readonly group: (number: number) => string;
}

const ENGLISH: CommonWords = {
  source: (what) => `%% source: ${what}`,
  window: (start, end) => `${start} to ${end}`,
  asOf: (time) => `as of ${time}`,
  ofTrace: (traceId) => `trace ${traceId}`,
  drawnOf: (of, what) => `${of}: ${what}`,
  drawn: (count) => `${count} drawn`,
  hidden: (count) => `${count} hidden`,
  hiddenFailed: (count) => `${count} of them failed`,
  list: (parts) => parts.join(', '),
  ofThemFailed: (count) => `of them failed: ${count}`,
  ofThemFailing: (count) => `of them failing: ${count}`,
  sentence: (words) => `${words}.`,
  sentences: (all) => all.join(' '),
  and: (one, other) => `${one}; ${other}`,
  facts: {
    shown: 'shown',
    hidden: 'hidden',
    inferred: 'inferred',
    broken: 'broken',
    basis: 'basis',
    since: 'since',
    waiting: 'waiting',
  },
  fact: (name, value) => `${name}: ${value}`,
  error: 'error',
  noEnd: 'no end yet',
  unnamedHost: 'unnamed host',
  added: 'new',
  gone: 'gone',
  allTraces: 'all traces',
  untoldSearch: 'some traces, by a filter that is not told',
  mean: 'mean',
  spansPerSecond: 'spans/s',
  part: (number) => `part ${number}`,
  participant: (number) => `participant ${number}`,
  group: (number) => `group ${number}`,
};

const CHINESE: CommonWords = {
  source: (what) => `%% 来源：${what}`,
  window: (start, end) => `${start} 至 ${end}`,
  asOf: (time) => `截至 ${time}`,
  ofTrace: (traceId) => `链路 ${traceId}`,
  drawnOf: (of, what) => `${of}：${what}`,
  drawn: (count) => `绘制 ${count}`,
  hidden: (count) => `隐藏 ${count}`,
  hiddenFailed: (count) => `其中失败 ${count}`,
  list: (parts) => parts.join('，'),
  ofThemFailed: (count) => `其中失败 ${count}`,
  ofThemFailing: (count) => `其中出错 ${count}`,
  sentence: (words) => `${words}。`,
  sentences: (all) => all.join(''),
  and: (one, other) => `${one}；${other}`,
  facts: {
    shown: '已绘制',
    hidden: '隐藏',
    inferred: '推断得出',
    broken: '不成立',
    basis: '数据来源',
    since: '起始时间',
    waiting: '等待数据',
  },
  fact: (name, value) => `${name}：${value}`,
  error: '错误',
  noEnd: '尚未结束',
  unnamedHost: '未命名的主机',
  added: '新增',
  gone: '消失',
  allTraces: '全部链路',
  untoldSearch: '部分链路，筛选条件不显示',
  mean: '平均',
  spansPerSecond: 'Span/s',
  part: (number) => `部分 ${number}`,
  participant: (number) => `参与者 ${number}`,
  group: (number) => `分组 ${number}`,
};

export const COMMON_WORDS: Readonly<Record<DiagramLanguage, CommonWords>> = { en: ENGLISH, zh: CHINESE };

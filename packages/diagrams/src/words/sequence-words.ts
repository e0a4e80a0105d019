// The words of sequences. English says which there are: a word that Chinese lacks does not compile.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { nounFor } from './counting.ts';
import { NOUNS } from './nouns.ts';

const ENGLISH = {
  title: 'Sequence of a trace',
  /** Whom no span names. */
  unknown: { caller: 'caller', elsewhere: 'sender elsewhere' },
  /** Of a party that sends no spans. */
  kinds: { database: 'database', queue: 'queue', external: 'external', user: 'user' },
  cluster: (name: string) => `cluster ${name}`,
  queued: (time: string) => `queued ${time}`,
  /** `after`: '' when it is not known. */
  retry: (number: number, after: string) => `retry ${number}${after === '' ? '' : ` after ${after}`}`,
  idTwice: 'id used twice',
  linkElsewhere: 'link to elsewhere',
  links: (all: number, elsewhere: number) =>
    `${all} ${all === 1 ? 'link' : 'links'}${elsewhere > 0 ? `, ${elsewhere} to elsewhere` : ''}`,
  error: (what: string) => `error ${what}`,
  backwards: 'ends before it starts',
  sum: (time: string) => `sum ${time}`,
  undoes: 'undoes earlier steps',
  undoesInferred: 'undoes earlier steps, inferred from names',
  attemptsFailed: (count: number) => `${count} attempts failed`,
  passedOn: 'failure passed on',
  again: 'again',
  triedLater: 'tried again later',
  without: 'without it',
  goesOn: 'goes on without it',
  skew: (time: string) => `skew ${time}, corrected for the order`,
  probe: (name: string) => `seen by eBPF: ${name}`,
  gap: (time: string) => `${time} without a call`,
  hiddenCalls: (calls: number) => `+${calls} ${nounFor(calls, NOUNS.en.calls)} not drawn`,
  hiddenSteps: (steps: number) => `+${steps} ${nounFor(steps, NOUNS.en.steps)} not drawn`,
  failed: (count: number) => `${count} failed`,
  inferred: (count: number) => `of them inferred: ${count}`,
  drawn: (calls: string) => `${calls} drawn`,
  folded: (count: number) => `${count} folded into loops`,
  inner: (count: number) => `inner work without a line: ${count}`,
};

type SequenceWords = typeof ENGLISH;

const CHINESE: SequenceWords = {
  title: '链路时序图',
  unknown: { caller: '调用方', elsewhere: '别处的发送方' },
  kinds: { database: '数据库', queue: '队列', external: '外部', user: '用户' },
  cluster: (name) => `集群 ${name}`,
  queued: (time) => `排队 ${time}`,
  retry: (number, after) => `第 ${number} 次重试${after === '' ? '' : `，间隔 ${after}`}`,
  idTwice: 'ID 重复使用',
  linkElsewhere: 'Link 到别处',
  links: (all, elsewhere) => `${all} 个 Link${elsewhere > 0 ? `，${elsewhere} 个到别处` : ''}`,
  error: (what) => `错误 ${what}`,
  backwards: '结束早于开始',
  sum: (time) => `合计 ${time}`,
  undoes: '撤销之前的步骤',
  undoesInferred: '撤销之前的步骤，由名称推断',
  attemptsFailed: (count) => `${count} 次尝试均失败`,
  passedOn: '失败向上传递',
  again: '再次尝试',
  triedLater: '稍后再次尝试',
  without: '跳过',
  goesOn: '没有它而继续',
  skew: (time) => `时钟偏差 ${time}，已为排序校正`,
  probe: (name) => `由 eBPF 观测：${name}`,
  gap: (time) => `${time} 内没有调用`,
  hiddenCalls: (calls) => `+${calls} 次调用未绘制`,
  hiddenSteps: (steps) => `+${steps} 步未绘制`,
  failed: (count) => `${count} 次失败`,
  inferred: (count) => `其中推断得出 ${count}`,
  drawn: (calls) => `绘制 ${calls}`,
  folded: (count) => `折叠为循环 ${count}`,
  inner: (count) => `没有单独一行的内部工作 ${count}`,
};

export const SEQUENCE_WORDS: Readonly<Record<DiagramLanguage, SequenceWords>> = { en: ENGLISH, zh: CHINESE };

// The words of the architecture map. English says which there are: a word that Chinese lacks does not compile.
import type { Change, SplitBy } from '@spanloom/analysis';
import type { DiagramLanguage } from '@spanloom/api-schema';
import { nounFor } from './counting.ts';
import { NOUNS } from './nouns.ts';

/** How many of a map there are. */
interface MapCounts {
  readonly nodes: number;
  readonly edges: number;
  readonly hiddenNodes: number;
  readonly hiddenEdges: number;
}

type Differing = Readonly<Record<'added' | 'gone' | 'slower' | 'moreErrors' | 'better', number>>;

const NO_VALUE: Readonly<Record<SplitBy, string>> = {
  cluster: 'no cluster',
  namespace: 'no namespace',
  version: 'no version',
  instance: 'no instance',
};

const CHANGES: Readonly<Record<Change, string>> = {
  added: 'new',
  removed: 'gone',
  moreErrors: 'more errors',
  fewerErrors: 'fewer errors',
  slower: 'slower',
  faster: 'faster',
  seldom: 'too few calls to tell',
};

const ENGLISH = {
  title: 'Architecture map',
  noValue: NO_VALUE,
  changes: CHANGES,
  /** Before what a share of errors differs by, and its unit. */
  errors: 'errors',
  points: ' pt',
  foldedNodes: 'folded nodes',
  via: (names: string, more: number, partly: boolean) =>
    `${partly ? 'partly ' : ''}via ${names}${more === 0 ? '' : ` and ${more} more`}`,
  against: (start: string, end: string) => `against ${start} to ${end}`,
  shown: ({ nodes, edges, hiddenNodes, hiddenEdges }: MapCounts) =>
    `shown ${nodesAndEdges(nodes, edges)}, hidden ${nodesAndEdges(hiddenNodes, hiddenEdges)}`,
  estimated: 'rates estimated from sampled traces',
  splitBy: (by: SplitBy) => `services split by ${by}`,
  foldedOn: (edges: number) => `folded nodes on the way of ${edges} ${nounFor(edges, NOUNS.en.edges)}`,
  users: 'users',
  edgesFailing: (edges: number, failing: number) =>
    `Edges: ${edges}, of them with errors of 1 percent or more: ${failing}.`,
  differing: ({ added, gone, slower, moreErrors, better }: Differing) =>
    ` Nodes and edges that differ from the time before: new ${added}, gone ${gone}, slower ${slower}, with more errors ${moreErrors}, faster or with fewer errors ${better}.`,
};

function nodesAndEdges(nodes: number, edges: number): string {
  return `${nodes} ${nounFor(nodes, NOUNS.en.nodes)} and ${edges} ${nounFor(edges, NOUNS.en.edges)}`;
}

type MapWords = typeof ENGLISH;

const SPLITS: Readonly<Record<SplitBy, string>> = {
  cluster: '集群',
  namespace: '命名空间',
  version: '版本',
  instance: '实例',
};

const CHINESE: MapWords = {
  title: '架构图',
  noValue: { cluster: '无集群', namespace: '无命名空间', version: '无版本', instance: '无实例' },
  changes: {
    added: '新增',
    removed: '消失',
    moreErrors: '错误增多',
    fewerErrors: '错误减少',
    slower: '变慢',
    faster: '变快',
    seldom: '调用太少，无法判断',
  },
  errors: '错误',
  points: ' 百分点',
  foldedNodes: '已折叠的节点',
  via: (names, more, partly) => `${partly ? '部分' : ''}经由 ${names}${more === 0 ? '' : ` 等 ${more + 1} 个`}`,
  against: (start, end) => `对比 ${start} 至 ${end}`,
  shown: ({ nodes, edges, hiddenNodes, hiddenEdges }) =>
    `绘制 ${nodes} 个节点和 ${edges} 条边，隐藏 ${hiddenNodes} 个节点和 ${hiddenEdges} 条边`,
  estimated: '速率由采样链路估算',
  splitBy: (by) => `服务按${SPLITS[by]}划分`,
  foldedOn: (edges) => `${edges} 条边经过已折叠的节点`,
  users: '用户',
  edgesFailing: (edges, failing) => `边：${edges}，其中错误达到 1% 或以上：${failing}。`,
  differing: ({ added, gone, slower, moreErrors, better }) =>
    `与之前的时间不同的节点和边：新增 ${added}，消失 ${gone}，变慢 ${slower}，错误增多 ${moreErrors}，变快或错误减少 ${better}。`,
};

export const MAP_WORDS: Readonly<Record<DiagramLanguage, MapWords>> = { en: ENGLISH, zh: CHINESE };

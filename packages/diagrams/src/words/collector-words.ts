// The words of the diagram of a Collector's configuration.
import type { DiagramLanguage } from '@spanloom/api-schema';

const ENGLISH = {
  title: 'Pipelines of an OpenTelemetry Collector',
  source: 'a pasted configuration',
  boxes: {
    receivers: 'Receivers',
    processors: 'Processors',
    exporters: 'Exporters',
    connectors: 'Connectors',
    extensions: 'Extensions',
  },
  pipeline: (name: string) => `Pipeline ${name}`,
  noProcessors: 'no processors',
  notDeclared: 'not declared',
  inNoPipeline: 'in no pipeline',
  betterFirst: 'better first',
  endsNone: 'ends no pipeline',
  beginsNone: 'begins no pipeline',
  notStarted: 'not started',
};

type CollectorWords = typeof ENGLISH;

const CHINESE: CollectorWords = {
  title: 'OpenTelemetry Collector 的管道',
  source: '粘贴的配置',
  boxes: {
    receivers: '接收器',
    processors: '处理器',
    exporters: '导出器',
    connectors: '连接器',
    extensions: '扩展',
  },
  pipeline: (name) => `管道 ${name}`,
  noProcessors: '没有处理器',
  notDeclared: '未声明',
  inNoPipeline: '不在任何管道中',
  betterFirst: '宜放在首位',
  endsNone: '不是任何管道的终点',
  beginsNone: '不是任何管道的起点',
  notStarted: '未启动',
};

export const COLLECTOR_WORDS: Readonly<Record<DiagramLanguage, CollectorWords>> = { en: ENGLISH, zh: CHINESE };

// 由一条链路绘制的各类图的文字。
import type { Translation } from '../translation.ts';
import type { diagramKinds as en } from '../en/diagram-kinds.ts';

export const diagramKinds: Translation<typeof en> = {
  spans_other: '{{spans}} 个 Span',
  hidden: '因空间不足隐藏',
  hiddenFailed: '隐藏且有错误',
  noEnd: '尚未结束',
  none: '无',
  gantt: {
    pictureLabel: '链路甘特图：按服务以时间条显示其 Span',
    tableLabel: '按服务列出的链路 Span',
    states: { failed: '失败', critical: '链路等待了它', usual: 'Span' },
    folded: '折叠到相同的条中',
    shown_other: '{{spans}} 个 Span，{{bars}} 条',
    columns: { service: '服务', operation: '操作', state: '状态', start: '开始', duration: '耗时', times: '次数' },
  },
  entities: {
    pictureLabel: '链路实体图：OTLP 数据模型及其数量',
    tableLabel: '实体及其字段与关系',
    names: { resource: 'Resource', scope: 'Scope', span: 'Span', attribute: '属性', event: '事件', link: 'Link' },
    relations: { has: '拥有', parent: '父级' },
    count: '共 {{number}} 个',
    distinct: '{{number}} 个不同值',
    each: '每个 {{number}}',
    range: '每个 {{least}} 至 {{most}}',
    absent: '此链路中没有',
    legendOne: '恰好一个',
    legendSome: '一个或多个',
    legendAny: '零个或多个',
    shown_other: '统计 {{spans}} 个 Span',
    columns: { entity: '实体', field: '字段或关系', value: '值' },
  },
};

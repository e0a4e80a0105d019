// 图表页面的用语。
import type { diagrams as english } from '../en/diagrams.ts';
import type { Translation } from '../translation.ts';

export const diagrams: Translation<typeof english> = {
  title: '图表',
};

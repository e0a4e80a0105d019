// 链路页面的用语。
import type { trace as english } from '../en/trace.ts';
import type { Translation } from '../translation.ts';

export const trace: Translation<typeof english> = {
  title: '链路',
};

// 搜索页面的用语。
import type { search as english } from '../en/search.ts';
import type { Translation } from '../translation.ts';

export const search: Translation<typeof english> = {
  title: '搜索',
};

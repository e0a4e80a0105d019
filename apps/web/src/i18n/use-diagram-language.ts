// The language of the words inside of diagrams: that of the page around them.
import type { DiagramLanguage } from '@spanloom/api-schema';
import { useFormat } from './use-format.ts';

export function useDiagramLanguage(): DiagramLanguage {
  return useFormat().language === 'zh-CN' ? 'zh' : 'en';
}

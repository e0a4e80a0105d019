// What a sight of the gallery is called: as its kind, unless it is a further one.
import { useTranslation } from 'react-i18next';
import { isDiagramKind } from '../diagrams-url.ts';
import type { Sight } from '../kinds.tsx';

export function useSightTitle(): (id: Sight['id']) => string {
  const { t } = useTranslation(['gallery', 'diagrams']);
  return (id) => (isDiagramKind(id) ? t(`diagrams:diagramKinds.${id}`) : t(`gallery:sights.${id}`));
}

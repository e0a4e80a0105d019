// What nodes and calls of a picture are called for those who do not see it.
import { edgeTexts, nodeChange, trimPadding } from '@spanloom/diagrams';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PartNames } from './paint-map.ts';

export function usePartNames(): PartNames {
  const { t } = useTranslation(['diagrams', 'graph']);
  return useMemo(
    () => ({
      node: (node) => {
        const kind = t(`graph:kind.${node.source.kind}`);
        const state = node.state === 'bad' || node.state === 'warn' ? [t(`graph:state.${node.state}`)] : [];
        // Seen in the picture, in its words.
        const change = nodeChange(node.source.difference);
        return [change === '' ? node.label : `${node.label} ${change}`, kind, ...state].join(t('graph:comma'));
      },
      edge: (edge) =>
        t('edgeName', {
          client: edge.client.label,
          server: edge.server.label,
          // What is seen stands in the name as it is seen: whoever speaks to the page says what they see.
          values: edgeTexts(edge, [edge.values.rate, edge.values.errors, edge.values.p95]).map(trimPadding).join(' · '),
        }),
    }),
    [t],
  );
}

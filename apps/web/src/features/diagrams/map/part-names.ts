// What nodes and calls of a picture are called for those who do not see it.
import { edgeTexts, nodeChange, trimPadding } from '@spanloom/diagrams';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import type { PartNames } from './paint-map.ts';

/** In the place of what differs from name to name. */
const [CLIENT, SERVER, VALUES] = ['{1}', '{2}', '{3}'];

export function usePartNames(): PartNames {
  const { t } = useTranslation(['diagrams', 'graph']);
  const language = useDiagramLanguage();
  return useMemo(() => {
    // Translated once: there are hundreds of them at each tick, and translating takes longer than all of the rest.
    const parts = t('edgeName', { client: CLIENT, server: SERVER, values: VALUES }).split(/(\{\d\})/);
    const absent = t('graph:absent');
    const comma = t('graph:comma');
    const kinds = new Map<string, string>();
    const states = { bad: t('graph:state.bad'), warn: t('graph:state.warn') };
    return {
      node: (node) => {
        const kind = kinds.get(node.source.kind) ?? t(`graph:kind.${node.source.kind}`);
        kinds.set(node.source.kind, kind);
        const state = node.state === 'bad' || node.state === 'warn' ? [states[node.state]] : [];
        // Seen in the picture, in its words.
        const change = nodeChange(node.source.difference, language);
        const seen = node.source.absent === true ? absent : change;
        return [seen === '' ? node.label : `${node.label} ${seen}`, kind, ...state].join(comma);
      },
      edge: (edge) => {
        const { rate, errors, p95 } = edge.values;
        const values = edge.source.absent === true ? [absent] : edgeTexts(edge, [rate, errors, p95], language);
        const told: Readonly<Record<string, string>> = {
          [CLIENT]: edge.client.label,
          [SERVER]: edge.server.label,
          // What is seen stands in the name as it is seen: whoever speaks to the page says what they see.
          [VALUES]: values.map(trimPadding).join(' · '),
        };
        return parts.map((part) => told[part] ?? part).join('');
      },
    };
  }, [t, language]);
}

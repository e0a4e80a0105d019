// What nodes and edges of the map say: on it, and to those who do not see it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { isBlank } from '../../lib/blank.ts';
import type { MapEdge, MapNode } from './service-map-model.ts';

export interface PartWords {
  readonly edge: (edge: MapEdge) => { readonly rate: string; readonly errors: string; readonly name: string };
  readonly node: (node: MapNode) => {
    readonly label: string;
    readonly rate: string;
    readonly errors: string;
    readonly p95: string;
    readonly name: string;
  };
  /** Without numbers, which one that is a mere block does not show. */
  readonly block: (node: MapNode) => { readonly label: string; readonly name: string };
}

export function usePartWords(): PartWords {
  const { t } = useTranslation(['services', 'graph', 'shell']);
  const format = useFormat();
  return useMemo(() => {
    const labelOf = (node: MapNode): string => (isBlank(node.label) ? t('shell:unnamed') : node.label);
    // Diagrams say rps in every language.
    const rps = (rate: number): string => `${format.rate(rate)} rps`;
    /** What is seen comes first, as it is seen: whoever speaks to the page says what they see. */
    const nameOf = (node: MapNode, ...seen: string[]): string =>
      [
        [labelOf(node), ...seen].join(' '),
        t(`graph:kind.${node.source.kind}`),
        ...(node.state === 'bad' || node.state === 'warn' ? [t(`graph:state.${node.state}`)] : []),
      ].join(t('graph:comma'));
    return {
      edge: ({ source, client, server }) => {
        const [rate, errors] = [rps(source.rate), format.share(source.errorShare)];
        const values = [rate, errors, format.duration(BigInt(source.p95))].join(' · ');
        return { rate, errors, name: t('edgeName', { client: labelOf(client), server: labelOf(server), values }) };
      },
      node: (node) => {
        const { numbers } = node;
        const label = labelOf(node);
        if (numbers === undefined) {
          const rate = t('noCallsIn');
          return { label, rate, errors: '', p95: '', name: nameOf(node, rate) };
        }
        const [rate, errors] = [rps(numbers.rate), format.share(numbers.errorShare)];
        const p95 = format.duration(BigInt(numbers.p95));
        return { label, rate, errors, p95, name: nameOf(node, rate, errors, p95) };
      },
      block: (node) => ({ label: labelOf(node), name: nameOf(node) }),
    };
  }, [t, format]);
}

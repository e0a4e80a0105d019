// What nodes and edges of the map say: on it, and to those who do not see it.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format.ts';
import { type ChangeWord, useChangeWords } from '../../ui/use-change-words.ts';
import { isBlank } from '../../lib/blank.ts';
import type { MapEdge, MapNode } from './service-map-model.ts';

/** Before what is told of calls through a folded node. */
export const FOLDED_SIGN = '»';

export interface PartWords {
  readonly edge: (edge: MapEdge) => {
    readonly rate: string;
    readonly errors: string;
    readonly name: string;
    /** What differs most from the time that it is compared with. */
    readonly change: ChangeWord | undefined;
  };
  readonly node: (node: MapNode) => {
    readonly label: string;
    readonly rate: string;
    readonly errors: string;
    readonly p95: string;
    readonly name: string;
    readonly change: ChangeWord | undefined;
  };
  /** Without numbers, which one that is a mere block does not show. */
  readonly block: (node: MapNode) => { readonly label: string; readonly name: string };
}

export function usePartWords(): PartWords {
  const { t } = useTranslation(['services', 'graph', 'shell']);
  const format = useFormat();
  const changeWords = useChangeWords();
  return useMemo(() => {
    const labelOf = (node: MapNode): string => (isBlank(node.label) ? t('shell:unnamed') : node.label);
    // Diagrams say rps in every language.
    const rps = (rate: number): string => `${format.rate(rate)} rps`;
    const changesOf = ({ source }: MapNode | MapEdge): string[] =>
      changeWords.changes(source.difference).map(({ text }) => text);
    const loudest = ({ source }: MapNode | MapEdge): ChangeWord | undefined =>
      changeWords.changes(source.difference).find(({ tone }) => tone !== 'none');
    const isGone = ({ state }: MapNode): boolean => state === 'gone';
    /** What is seen comes first, as it is seen: whoever speaks to the page says what they see. */
    const nameOf = (node: MapNode, ...seen: string[]): string =>
      [
        [labelOf(node), ...seen].join(' '),
        t(`graph:kind.${node.source.kind}`),
        ...(node.state === 'bad' || node.state === 'warn' ? [t(`graph:state.${node.state}`)] : []),
        ...(isGone(node) ? [] : changesOf(node)),
      ].join(t('graph:comma'));
    return {
      edge: once((edge) => {
        const { source, client, server } = edge;
        const sign = source.folded === undefined ? '' : `${FOLDED_SIGN} `;
        const [rate, errors] = [`${sign}${rps(source.rate)}`, format.share(source.errorShare)];
        const measured =
          source.calls === 0
            ? source.absent === true
              ? [t('graph:absent')]
              : []
            : [rate, errors, format.duration(BigInt(source.p95))];
        const through = source.folded === undefined ? [] : [t('graph:fold.legend')];
        const values = [...measured, ...through, ...changesOf(edge)].join(' · ');
        const name = t('edgeName', { client: labelOf(client), server: labelOf(server), values });
        return { rate, errors, name, change: loudest(edge) };
      }),
      node: once((node) => {
        const { numbers } = node;
        const [label, change] = [labelOf(node), loudest(node)];
        if (numbers === undefined) {
          // Of what is gone that is its only value.
          const rate = isGone(node)
            ? changesOf(node).join('')
            : t(node.source.absent === true ? 'graph:absent' : 'noCallsIn');
          return {
            label,
            rate,
            errors: '',
            p95: '',
            name: nameOf(node, rate),
            change: isGone(node) ? undefined : change,
          };
        }
        const [rate, errors] = [rps(numbers.rate), format.share(numbers.errorShare)];
        const p95 = format.duration(BigInt(numbers.p95));
        return { label, rate, errors, p95, name: nameOf(node, rate, errors, p95), change };
      }),
      block: once((node) => ({ label: labelOf(node), name: nameOf(node, ...(isGone(node) ? changesOf(node) : [])) })),
    };
  }, [t, format, changeWords]);
}

/** Put into words once: a part is the same object until the next tick, however often the map is drawn while it is panned. */
function once<P extends object, W>(make: (part: P) => W): (part: P) => W {
  const made = new WeakMap<P, W>();
  return (part) => {
    const known = made.get(part);
    if (known !== undefined) return known;
    const words = make(part);
    made.set(part, words);
    return words;
  };
}

// How to read the map: each sign with its words.
import { useTranslation } from 'react-i18next';
import { useComparedSigns } from '../../ui/compared-signs.tsx';
import { BoxSign, Legend, LineSign, TextSign } from '../../ui/legend.tsx';
import { edgeWidth } from '../../viz/service-map-edges.ts';
import { FOLDED_SIGN } from './part-words.ts';

/** `compared`: with the signs of a comparison; `folded`: with that of calls through folded nodes. */
export function MapLegend({ compared, folded }: { readonly compared: boolean; readonly folded: boolean }) {
  const { t } = useTranslation(['services', 'graph']);
  const comparedSigns = useComparedSigns();
  return (
    <Legend
      items={[
        ...[1, 1000].map((rate) => ({
          sign: <LineSign style={{ strokeWidth: edgeWidth(rate) }} />,
          words: t('legendRate', { rate: rate === 1 ? '1' : '1,000' }),
        })),
        { sign: <LineSign dash="6 4" />, words: t('legendAsync') },
        { sign: <LineSign failing />, words: t('legendFailing') },
        ...(folded ? [{ sign: <TextSign text={FOLDED_SIGN} />, words: t('graph:fold.legend') }] : []),
        { sign: <BoxSign state="bad" />, words: t('legendBad') },
        { sign: <BoxSign state="warn" />, words: t('legendWarn') },
        {
          sign: <path d="M4 3a11 2 0 0 1 22 0v8a11 2 0 0 1 -22 0zM4 3a11 2 0 0 0 22 0" />,
          words: t('legendDatabase'),
        },
        { sign: <path d="M7 1H28L24 13H3Z" />, words: t('legendQueue') },
        { sign: <BoxSign dash="3 2" />, words: t('legendInferred') },
        ...(compared ? comparedSigns : []),
      ]}
    />
  );
}

// How to read the map: each sign with its word.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useComparedSigns } from '../../../ui/compared-signs.tsx';
import { BoxSign, Legend, LineSign } from '../../../ui/legend.tsx';

/** `compared`: with the signs of a comparison. */
export const MapLegend = memo(function MapLegend({ compared }: { readonly compared: boolean }) {
  const { t } = useTranslation('diagrams');
  const comparedSigns = useComparedSigns();
  return (
    <Legend
      items={[
        { sign: <LineSign />, words: t('legendCall') },
        { sign: <LineSign dash="4 3" />, words: t('legendAsync') },
        { sign: <LineSign failing />, words: t('legendFailing') },
        { sign: <BoxSign state="bad" />, words: t('legendBad') },
        { sign: <BoxSign state="warn" />, words: t('legendWarn') },
        { sign: <BoxSign state="ghost" />, words: t('legendGhost') },
        ...(compared ? comparedSigns : []),
      ]}
    />
  );
});

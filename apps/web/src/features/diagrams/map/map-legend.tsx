// How to read the map: each sign with its word.
import { useTranslation } from 'react-i18next';
import { BoxSign, Legend, LineSign } from '../../../ui/legend.tsx';

export function MapLegend() {
  const { t } = useTranslation('diagrams');
  return (
    <Legend
      items={[
        { sign: <LineSign />, words: t('legendCall') },
        { sign: <LineSign dash="4 3" />, words: t('legendAsync') },
        { sign: <LineSign failing />, words: t('legendFailing') },
        { sign: <BoxSign state="bad" />, words: t('legendBad') },
        { sign: <BoxSign state="warn" />, words: t('legendWarn') },
        { sign: <BoxSign state="ghost" />, words: t('legendGhost') },
      ]}
    />
  );
}

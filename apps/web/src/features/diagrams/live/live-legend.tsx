// How to read a live diagram.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { BoxSign, Legend, LineSign, TextSign } from '../../../ui/legend.tsx';
import { RegionSection } from '../../../ui/region-section.tsx';

const HEAD = 'm23 4 5 3-5 3z';

interface LiveLegendProps {
  /** Of a diagram of states, whose arrows keep their colour: what fails is told in red beside them. */
  readonly ofStates?: boolean;
  /** It draws ways that were not gone, too. */
  readonly hasUsual?: boolean;
}

export const LiveLegend = memo(function LiveLegend({ ofStates = false, hasUsual = false }: LiveLegendProps) {
  const { t } = useTranslation('diagrams');
  return (
    <RegionSection title={t('legend')}>
      <Legend
        items={[
          { sign: <LineSign head={HEAD} />, words: t('live.legendWay') },
          ...(hasUsual ? [{ sign: <LineSign head={HEAD} />, words: t('live.legendUsual') }] : []),
          // Arrows between states are solid.
          ...(ofStates ? [] : [{ sign: <LineSign head={HEAD} dash="4 3" />, words: t('live.legendDashed') }]),
          {
            sign: ofStates ? <TextSign text="×1" failing /> : <LineSign head={HEAD} failing />,
            words: t('live.legendFailing'),
          },
          { sign: <BoxSign state="warn" />, words: t('live.legendWarn') },
          { sign: <BoxSign state="bad" />, words: t('live.legendBad') },
          { sign: <BoxSign state="ghost" />, words: t('live.legendGhost') },
        ]}
      />
    </RegionSection>
  );
});

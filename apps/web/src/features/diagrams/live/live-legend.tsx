// How to read a live diagram: the signs that are in it.
import type { LiveDiagram } from '@spanloom/api-schema';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BoxSign, Legend, LineSign, TextSign } from '../../../ui/legend.tsx';
import { RegionSection } from '../../../ui/region-section.tsx';
import { type LiveSign, signsOf } from './live-signs.ts';

const HEAD = 'm23 4 5 3-5 3z';
const CROSS = 'm23 4 5 6m-5 0 5-6';

interface LiveLegendProps {
  readonly diagram: LiveDiagram;
  /** It draws states and ways that have not happened, too, and tells such ways by no number. */
  readonly hasUsual?: boolean;
}

export function LiveLegend({ diagram, hasUsual = false }: LiveLegendProps) {
  const signs = signsOf(diagram);
  return signs.length > 0 && <Signs type={diagram.type} signs={signs.join(' ')} hasUsual={hasUsual} />;
}

interface SignsProps {
  readonly type: LiveDiagram['type'];
  /** With blanks between: equal while a diagram changes its values only. */
  readonly signs: string;
  readonly hasUsual: boolean;
}

const Signs = memo(function Signs({ type, signs, hasUsual }: SignsProps) {
  const { t } = useTranslation('diagrams');
  const failing = {
    states: <TextSign text="×1" failing />,
    flowchart: <LineSign head={HEAD} failing />,
    sequence: <LineSign head={CROSS} dash="4 3" failing />,
  }[type];
  const all: Readonly<Record<LiveSign, readonly [sign: ReactNode, words: string]>> = {
    way: [<LineSign key="way" head={HEAD} />, t(hasUsual ? 'live.legendUsual' : 'live.legendWay')],
    thick: [<LineSign key="thick" head={HEAD} thick />, t('live.legendThick')],
    dashed: [<LineSign key="dashed" head={HEAD} dash="4 3" />, t('live.legendDashed')],
    call: [<LineSign key="call" head={HEAD} />, t('sequence.legendCall')],
    send: [<LineSign key="send" head="m24 4 4 3-4 3" />, t('sequence.legendSend')],
    answer: [<LineSign key="answer" head={HEAD} dash="4 3" />, t('live.legendAnswer')],
    failing: [failing, t('live.legendFailing')],
    now: [<BoxSign key="now" state="accent" />, t('live.legendNow')],
    warn: [<BoxSign key="warn" state="warn" />, t('live.legendWarn')],
    bad: [<BoxSign key="bad" state="bad" />, t('live.legendBad')],
    root: [<BoxSign key="root" state="root" />, t('live.legendRoot')],
    ghost: [<BoxSign key="ghost" state="ghost" />, t(hasUsual ? 'live.legendNever' : 'live.legendGhost')],
  };
  return (
    <RegionSection title={t('legend')}>
      <Legend
        items={signs.split(' ').map((name) => {
          const [sign, words] = all[name as LiveSign];
          return { sign, words };
        })}
      />
    </RegionSection>
  );
});

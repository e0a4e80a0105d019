// The left region of a live diagram: what it is about, what it was made of, and how to read it.
import { useTranslation } from 'react-i18next';
import { RegionRows, RegionSection, RegionWords } from '../../../ui/region-section.tsx';
import type { DiagramKind, DiagramsUrl } from '../diagrams-url.ts';
import { KindSelect } from '../frame/kind-select.tsx';
import { LiveLegend } from './live-legend.tsx';
import type { LiveReading } from './use-live-diagram.ts';

interface LiveOptionsProps {
  readonly kind: DiagramKind;
  readonly subject: 'server' | 'window';
  readonly reading: LiveReading;
  readonly onChange: (part: Partial<DiagramsUrl>) => void;
}

export function LiveOptions({ kind, subject, reading: { diagram }, onChange }: LiveOptionsProps) {
  const { t } = useTranslation('diagrams');
  return (
    <>
      <RegionSection>
        <KindSelect kind={kind} onChange={onChange} />
      </RegionSection>
      <RegionSection title={t('source')}>
        <RegionWords
          lines={[
            ...(diagram === undefined ? [] : [diagram.source]),
            t(subject === 'server' ? 'live.asOfNow' : 'live.window'),
          ]}
        />
      </RegionSection>
      {diagram !== undefined && diagram.facts.length > 0 && (
        <RegionSection title={t('live.about')}>
          <RegionRows rows={diagram.facts.map(({ name, value }) => [t(`live.facts.${name}`), value])} />
        </RegionSection>
      )}
      {diagram !== undefined && <LiveLegend diagram={diagram} hasUsual={kind === 'health'} />}
    </>
  );
}

// A diagram of what no telemetry tells of: the same every time, with why it is not live.
import { useComputedColorScheme } from '@mantine/core';
import { REFERENCE_DIAGRAMS, type ReferenceDiagram, waysOf } from '@spanloom/diagrams';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { RegionSection, RegionWords } from '../../../ui/region-section.tsx';
import { readView } from '../diagrams-url.ts';
import { DiagramFrame } from '../frame/diagram-frame.tsx';
import { DiagramText } from '../frame/diagram-text.tsx';
import { GeneratedPicture } from '../frame/generated-picture.tsx';
import type { DiagramPageProps } from '../kinds.tsx';
import kindStyles from '../kinds/kind-picture.module.css';

const NEVER_READ = { error: null, failedAt: 0, fetching: false, retry: () => undefined };
const bindsNothing = (): undefined => undefined;

export function ReferencePage({ no, url, change }: DiagramPageProps & { readonly no: ReferenceDiagram }) {
  const { t } = useTranslation(['gallery', 'diagrams']);
  const format = useFormat();
  const view = readView(url);
  const dark = useComputedColorScheme() === 'dark';
  const [drawnMs, setDrawnMs] = useState<number>();
  const text = REFERENCE_DIAGRAMS[no];
  const title = t(`reference.titles.${no}`);
  return (
    <DiagramFrame
      title={title}
      facts={<Badge tone="neutral">{t('reference.badge')}</Badge>}
      view={view}
      onView={(next) => change({ view: next === 'diagram' ? undefined : next })}
      text={text}
      file={undefined}
      shareable={false}
      reading={NEVER_READ}
      options={
        <>
          <RegionSection title={title}>
            <RegionWords lines={[t(`reference.captions.${no}`)]} />
          </RegionSection>
          <RegionSection title={t('reference.why')}>
            <RegionWords lines={[t(`reference.reasons.${no}`)]} />
          </RegionSection>
        </>
      }
      foot={
        drawnMs === undefined || view !== 'diagram'
          ? []
          : [t('diagrams:trace.footDrawn', { duration: format.duration(drawnMs * 1e6) })]
      }
      keyOpen={t('keyOpen')}
    >
      {view === 'diagram' && (
        <GeneratedPicture
          name="sl-reference"
          subject={text}
          textOf={(subject) => subject}
          structure={text}
          dark={dark}
          label={t('reference.pictureLabel', { title })}
          className={kindStyles['place']}
          onShown={bindsNothing}
          onDrawn={setDrawnMs}
          focusable
          cut={{ text: url.cut, onText: (cut) => change({ cut }, true) }}
        />
      )}
      {view === 'text' && <DiagramText name={`reference ${no}`} text={text} />}
      {view === 'table' && <ReferenceTable text={text} label={t('reference.tableLabel', { title })} />}
    </DiagramFrame>
  );
}

const COLUMNS = ['from', 'to', 'label'] as const;

function ReferenceTable({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation('gallery');
  return (
    <DataTable
      label={label}
      columns={COLUMNS.map((id) => ({ id, label: t(`reference.columns.${id}`), number: false }))}
      rows={waysOf(text).map((way, place) => ({
        key: String(place),
        cells: () => (
          <>
            <th scope="row">{way.from}</th>
            <td>{way.to}</td>
            <td>{way.label}</td>
          </>
        ),
      }))}
    />
  );
}

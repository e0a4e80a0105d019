// A diagram of what no telemetry tells of: the same every time, with why it is not live.
import { useComputedColorScheme } from '@mantine/core';
import {
  countsStructure,
  REFERENCE_DIAGRAMS,
  type ReferenceDiagram,
  referenceText,
  trimPadding,
  waysOf,
} from '@spanloom/diagrams';
import { useCallback, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { nanosOfMillis } from '../../../lib/time-range.ts';
import { useNow } from '../../../ui/use-now.ts';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { RegionSection, RegionWords } from '../../../ui/region-section.tsx';
import { readView } from '../diagrams-url.ts';
import { DiagramFrame } from '../frame/diagram-frame.tsx';
import { DiagramText } from '../frame/diagram-text.tsx';
import { GeneratedPicture, type ShownPicture } from '../frame/generated-picture.tsx';
import type { DiagramPageProps } from '../kinds.tsx';
import { Freshness } from '../../../ui/freshness.tsx';
import { RegionRows } from '../../../ui/region-section.tsx';
import { paintCounts, type PaintedCounts, prepareCounts, showCounts } from './paint-counts.ts';
import { useReferenceCounts } from './use-reference-counts.ts';
import styles from './reference-picture.module.css';

export function ReferencePage({ no, url, change }: DiagramPageProps & { readonly no: ReferenceDiagram }) {
  const { t } = useTranslation(['gallery', 'diagrams']);
  const format = useFormat();
  const view = readView(url);
  const dark = useComputedColorScheme() === 'dark';
  const [drawnMs, setDrawnMs] = useState<number>();
  const language = useDiagramLanguage();
  const text = REFERENCE_DIAGRAMS[no][language];
  const title = t(`reference.titles.${no}`);
  const live = useReferenceCounts(no);
  const { counts } = live;
  const [painted, setPainted] = useState<PaintedCounts>();
  const onShown = useCallback(({ picture, subject }: ShownPicture<typeof counts>) => {
    setPainted(prepareCounts(picture, subject));
    return undefined;
  }, []);
  useLayoutEffect(() => {
    if (painted !== undefined) paintCounts(painted, counts);
  }, [painted, counts]);
  return (
    <DiagramFrame
      title={title}
      facts={
        <>
          <Badge tone="neutral">{t('reference.badge')}</Badge>
          {live.told !== undefined && <Freshness live={live} followsClock={live.followsClock} changes={undefined} />}
        </>
      }
      view={view}
      onView={(next) => change({ view: next === 'diagram' ? undefined : next })}
      text={text}
      file={undefined}
      shareable={false}
      reading={live}
      options={
        <>
          <RegionSection title={title}>
            <RegionWords lines={[t(`reference.captions.${no}`)]} />
          </RegionSection>
          <RegionSection title={t('reference.why')}>
            <RegionWords lines={[t(`reference.reasons.${no}`)]} />
          </RegionSection>
          <LiveCounts
            live={live}
            onShow={view === 'diagram' && painted !== undefined ? (part) => showCounts(painted, part) : undefined}
          />
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
          subject={counts}
          textOf={(subject) => referenceText(no, subject, language)}
          structure={countsStructure(no, counts, language)}
          dark={dark}
          label={t('reference.pictureLabel', { title })}
          className={styles.place}
          onShown={onShown}
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

interface LiveCountsProps {
  readonly live: ReturnType<typeof useReferenceCounts>;
  /** Brings a part of the picture into view; undefined while there is no picture. */
  readonly onShow: ((part: string) => void) | undefined;
}

/** What was counted, of which time, and where it is drawn. */
function LiveCounts({ live: { counts, told, isOfWindow }, onShow }: LiveCountsProps) {
  const { t } = useTranslation(['gallery', 'diagrams']);
  const format = useFormat();
  const now = useNow(10_000);
  const diagram = told?.diagram ?? undefined;
  if (told === undefined || diagram === undefined) return undefined;
  const since = diagram.facts.find(({ name }) => name === 'since')?.value;
  const momentOf = (iso: string): string => format.moment(nanosOfMillis(Date.parse(iso)), now);
  const window = format.window(BigInt(told.start), BigInt(told.end), now);
  return (
    <RegionSection title={t('reference.counts')}>
      <RegionWords
        lines={[
          diagram.source,
          isOfWindow
            ? t('reference.countsWindow', { window })
            : t('reference.countsSince', { since: since === undefined ? '' : momentOf(since) }),
        ]}
      />
      <RegionRows
        rows={counts.map(({ part, name, lines }) => [
          name,
          lines.map(trimPadding).join('\n'),
          onShow && (() => onShow(part)),
        ])}
      />
    </RegionSection>
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

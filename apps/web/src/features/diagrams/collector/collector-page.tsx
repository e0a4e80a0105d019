// A pasted Collector configuration as a diagram of its pipelines. Nothing of it leaves the browser.
import { Button, Textarea, useComputedColorScheme } from '@mantine/core';
import { liveText } from '@spanloom/diagrams';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { statusQuery } from '../../../api/queries.ts';
import { useDiagramLanguage } from '../../../i18n/use-diagram-language.ts';
import { useFormat } from '../../../i18n/use-format.ts';
import { RegionSection, RegionWords } from '../../../ui/region-section.tsx';
import { StatePanel } from '../../../ui/states.tsx';
import { type ChangeDiagramsUrl, type DiagramsUrl, readView } from '../diagrams-url.ts';
import { useEditedText } from '../edit/edited-text.ts';
import { DiagramFrame } from '../frame/diagram-frame.tsx';
import { DiagramText } from '../frame/diagram-text.tsx';
import field from '../frame/field.module.css';
import { KindSelect } from '../frame/kind-select.tsx';
import { LiveLegend } from '../live/live-legend.tsx';
import { LivePicture } from '../live/live-picture.tsx';
import { LiveTable } from '../live/live-table.tsx';
import { exampleConfig, OTLP_HTTP_PORT } from './example-config.ts';
import { collectorOfYaml, type YamlProblem } from './read-yaml.ts';

const NOTHING_READ = { error: null, failedAt: 0, fetching: false, retry: () => undefined };

interface CollectorPageProps {
  readonly url: DiagramsUrl;
  readonly change: ChangeDiagramsUrl;
}

export function CollectorPage({ url, change }: CollectorPageProps) {
  const { t } = useTranslation('diagrams');
  const format = useFormat();
  const [pasted = '', setPasted] = useEditedText('collector-config');
  const { data: status } = useQuery(statusQuery());
  const port = status?.listeners.find(({ name }) => name === 'otlp-http')?.port ?? OTLP_HTTP_PORT;
  const language = useDiagramLanguage();
  const made = useMemo(
    () => (pasted.trim() === '' ? undefined : collectorOfYaml(pasted, language)),
    [pasted, language],
  );
  const diagram = made?.ok === true ? made.value : undefined;
  const problem = made?.ok === false ? made.error : undefined;
  const dark = useComputedColorScheme() === 'dark';
  // What is pasted has no time.
  const time = t('collector.pasted');
  const text = useMemo(
    () => diagram && liveText(diagram, { start: time, end: time }, dark ? 'dark' : 'light'),
    [diagram, time, dark],
  );
  const [drawnMs, setDrawnMs] = useState<number>();
  const told = useProblemWords()(problem);
  const view = readView(url);
  const title = t('diagramKinds.collector');
  const example = (
    <Button variant="default" size="xs" onClick={() => setPasted(exampleConfig(port))}>
      {t('collector.example')}
    </Button>
  );
  return (
    <DiagramFrame
      title={title}
      facts={null}
      view={view}
      onView={(next) => change({ view: next === 'diagram' ? undefined : next })}
      text={text}
      file={undefined}
      shareable={false}
      reading={NOTHING_READ}
      options={
        <>
          <RegionSection>
            <KindSelect kind="collector" onChange={change} />
          </RegionSection>
          <RegionSection>
            <Textarea
              label={t('collector.config')}
              classNames={{ label: field.label }}
              styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 11 } }}
              rows={16}
              wrap="off"
              spellCheck={false}
              placeholder={t('collector.paste')}
              value={pasted}
              error={told}
              onChange={(event) => setPasted(event.currentTarget.value)}
            />
            {example}
            <Button variant="subtle" size="xs" disabled={pasted === ''} onClick={() => setPasted(undefined)}>
              {t('collector.clear')}
            </Button>
            <RegionWords lines={[t('collector.stays')]} />
          </RegionSection>
          {diagram !== undefined && <LiveLegend diagram={diagram} />}
        </>
      }
      foot={
        drawnMs === undefined || view !== 'diagram'
          ? []
          : [t('trace.footDrawn', { duration: format.duration(drawnMs * 1e6) })]
      }
      keyOpen={t('live.keyOpen')}
    >
      {diagram === undefined ? (
        <StatePanel
          title={t(problem === undefined ? 'collector.empty' : 'collector.wrong')}
          lead={told ?? t('collector.lead')}
        >
          {problem === undefined && example}
        </StatePanel>
      ) : (
        <>
          {view === 'diagram' && (
            <LivePicture
              kind="collector"
              diagram={diagram}
              dark={dark}
              label={t('collector.pictureLabel')}
              onDrawn={setDrawnMs}
              cut={{ text: url.cut, onText: (cut) => change({ cut }, true) }}
            />
          )}
          {view === 'text' && <DiagramText name="collector" text={text ?? ''} />}
          {view === 'table' && <LiveTable diagram={diagram} label={t('live.tableLabel', { title })} />}
        </>
      )}
    </DiagramFrame>
  );
}

function useProblemWords(): (problem: YamlProblem | undefined) => string | undefined {
  const { t } = useTranslation('diagrams');
  return (problem) => {
    switch (problem?.kind) {
      case undefined:
        return undefined;
      case 'yaml':
        return problem.line === undefined
          ? t('collector.noYaml', { message: problem.message })
          : t('collector.noYamlLine', { line: problem.line, message: problem.message });
      case 'too long':
        return t('collector.tooLong');
      case 'no map':
        return t('collector.noMap');
      case 'no pipelines':
        return t('collector.noPipelines');
      case 'wrong pipeline':
        return t('collector.wrongPipeline', { where: problem.where });
      case 'too many':
        return t('collector.tooMany', { parts: problem.where });
    }
  };
}

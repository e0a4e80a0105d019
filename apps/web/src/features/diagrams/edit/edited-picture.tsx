// Edited text as a picture, in a frame without an origin: whatever stands in the text reaches neither the page nor the server.
// The frame is given Mermaid and texts, one at a time; what it answers is taken for words. A text that keeps it silent is not
// drawn again unless it is asked for, also after the page was loaded again.
import { Button } from '@mantine/core';
import { z } from '@spanloom/api-schema';
import { DIAGRAM_TOKENS, type DiagramTheme, mermaidConfig } from '@spanloom/diagrams';
import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { frameScriptQuery } from '../../../api/frame-script.ts';
import { StatePanel } from '../../../ui/states.tsx';
import { harmlessText } from './harmless-text.ts';
import styles from './diagram-editor.module.css';
import { forgetUnanswered, keepUnanswered, readUnanswered } from './unanswered-text.ts';

/** With the policy of the page, which the frame has too, only the script of the hash that the server names runs. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";
const FONTS = 'system-ui, sans-serif';
/** Mermaid is read within a second; 50,000 characters are drawn within some. */
const START_LIMIT_MS = 5_000;
const DRAW_LIMIT_MS = 10_000;

const answerSchema = z.union([
  z.object({ started: z.literal(true) }),
  z.object({ text: z.string(), failure: z.string().optional() }),
]);

interface EditedPictureProps {
  /** Undefined: what stands there may not be drawn, and the picture stays. */
  readonly text: string | undefined;
  readonly theme: DiagramTheme;
  /** Why the text was not drawn; undefined when it was. */
  readonly onAnswer: (text: string, failure: string | undefined) => void;
}

export function EditedPicture({ text, theme, onAnswer }: EditedPictureProps) {
  const { t } = useTranslation('diagrams');
  const script = useQuery(frameScriptQuery());
  const source = useMemo(() => script.data && frameDocument(script.data), [script.data]);
  const [silencing, setSilencing] = useState(readUnanswered);
  const [frames, setFrames] = useState(0);

  if (script.error !== null) return <Instead title={t('edit.noFrame')} lead={t('edit.noFrameHint')} />;
  if (source === undefined) return <Instead title={t('drawing')} />;
  if (text !== undefined && text === silencing) {
    return (
      <Instead title={t('edit.silent')} lead={t('edit.silentHint')}>
        <Button variant="default" size="xs" onClick={() => setSilencing(undefined)}>
          {t('edit.drawAgain')}
        </Button>
      </Instead>
    );
  }
  return (
    <SandboxedPicture
      // Mermaid never gives way: only another frame ends what this one is at.
      key={frames}
      source={source}
      text={text}
      theme={theme}
      onAnswer={onAnswer}
      onSilent={(drawing) => {
        setSilencing(drawing);
        setFrames((before) => before + 1);
      }}
    />
  );
}

/** Where the picture would be, and as wide. */
function Instead(props: ComponentProps<typeof StatePanel>) {
  return (
    <div className={styles.instead}>
      <StatePanel {...props} />
    </div>
  );
}

interface SandboxedPictureProps extends EditedPictureProps {
  readonly source: string;
  /** It is at this text for too long. */
  readonly onSilent: (text: string) => void;
}

interface Drawing {
  readonly text: string;
  readonly theme: DiagramTheme;
  readonly limit: ReturnType<typeof setTimeout>;
}

function SandboxedPicture({ source, text, theme, onAnswer, onSilent }: SandboxedPictureProps) {
  const { t } = useTranslation('diagrams');
  const frame = useRef<HTMLIFrameElement>(null);
  const drawing = useRef<Drawing>(undefined);
  const [port, setPort] = useState<MessagePort>();
  const [started, setStarted] = useState<boolean>();

  const draw = useEffectEvent(() => {
    if (port === undefined || started !== true || text === undefined || drawing.current !== undefined) return;
    const limit = setTimeout(() => {
      drawing.current = undefined;
      onSilent(text);
    }, DRAW_LIMIT_MS);
    drawing.current = { text, theme, limit };
    // Where frame and page share a thread, the page is as silent: then only who loads it again reads this.
    keepUnanswered(text);
    const config = mermaidConfig({ text, theme, fontFamily: FONTS, htmlLabels: true });
    port.postMessage({ text: harmlessText(text), config, ground: DIAGRAM_TOKENS[theme].bg });
  });
  useEffect(() => draw(), [port, started, text, theme]);

  const answered = useEffectEvent((data: unknown) => {
    const answer = answerSchema.safeParse(data).data;
    if (answer === undefined) return;
    if ('started' in answer) {
      setStarted(true);
      return;
    }
    const done = drawing.current;
    if (done === undefined || harmlessText(done.text) !== answer.text) return;
    onAnswer(done.text, answer.failure);
    clearTimeout(done.limit);
    drawing.current = undefined;
    forgetUnanswered();
    if (text !== done.text || theme !== done.theme) draw();
  });
  useEffect(() => {
    if (port === undefined) return;
    const listener = ({ data }: MessageEvent): void => answered(data);
    port.addEventListener('message', listener);
    port.start();
    const limit = setTimeout(() => setStarted((before) => before ?? false), START_LIMIT_MS);
    return () => {
      clearTimeout(limit);
      port.removeEventListener('message', listener);
    };
  }, [port]);
  useEffect(
    () => () => {
      if (drawing.current === undefined) return;
      // Whoever leaves while it is drawn has a page that answers.
      clearTimeout(drawing.current.limit);
      forgetUnanswered();
    },
    [],
  );

  return (
    <>
      {started === false && (
        <Instead title={t('edit.notStarted')} lead={t('edit.notStartedHint')}>
          <Button variant="default" size="xs" onClick={() => location.reload()}>
            {t('edit.loadAgain')}
          </Button>
        </Instead>
      )}
      <iframe
        ref={frame}
        className={styles.frame}
        title={t('edit.picture')}
        sandbox="allow-scripts"
        srcDoc={source}
        // It may only be late.
        hidden={started === false}
        onLoad={() => {
          // Once: a frame that went elsewhere is told nothing.
          if (port !== undefined) return;
          const channel = new MessageChannel();
          // It has no origin that could be named.
          frame.current?.contentWindow?.postMessage(undefined, '*', [channel.port2]);
          setPort(channel.port1);
        }}
      />
    </>
  );
}

function frameDocument(script: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<style>html{height:100%}body{margin:0;padding:24px;font-family:${FONTS}}</style></head><body><main></main><script>${script}</script></body></html>`;
}

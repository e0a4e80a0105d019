// Edited text as a picture, in a frame without an origin: whatever stands in the text reaches neither the page nor the server.
// The frame is given Mermaid and texts; what it answers is taken for words.
import { z } from '@spanloom/api-schema';
import { DIAGRAM_TOKENS, type DiagramTheme, mermaidConfig } from '@spanloom/diagrams';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { frameScriptQuery } from '../../../api/frame-script.ts';
import { StatePanel } from '../../../ui/states.tsx';
import styles from './diagram-editor.module.css';

/** With the policy of the page, which the frame has too, only the script of the hash that the server names runs. */
const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:";
const FONTS = 'system-ui, sans-serif';

const answerSchema = z.object({ text: z.string(), failure: z.string().optional() });

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
  const frame = useRef<HTMLIFrameElement>(null);
  const [port, setPort] = useState<MessagePort>();
  const source = useMemo(() => script.data && frameDocument(script.data), [script.data]);

  useEffect(() => {
    if (text === undefined) return;
    port?.postMessage({ text, config: mermaidConfig(theme, FONTS, true), ground: DIAGRAM_TOKENS[theme].bg });
  }, [port, text, theme]);
  const answered = useEffectEvent((data: unknown) => {
    const answer = answerSchema.safeParse(data);
    if (answer.success) onAnswer(answer.data.text, answer.data.failure);
  });
  useEffect(() => {
    const listener = ({ data }: MessageEvent): void => answered(data);
    port?.addEventListener('message', listener);
    port?.start();
    return () => port?.removeEventListener('message', listener);
  }, [port]);

  if (script.error !== null) return <StatePanel title={t('edit.noFrame')} lead={t('edit.noFrameHint')} />;
  if (source === undefined) return <StatePanel title={t('drawing')} />;
  return (
    <iframe
      ref={frame}
      className={styles.frame}
      title={t('edit.picture')}
      sandbox="allow-scripts"
      srcDoc={source}
      onLoad={() => {
        // Once: a frame that went elsewhere is told nothing.
        if (port !== undefined) return;
        const channel = new MessageChannel();
        // It has no origin that could be named.
        frame.current?.contentWindow?.postMessage(undefined, '*', [channel.port2]);
        setPort(channel.port1);
      }}
    />
  );
}

function frameDocument(script: string): string {
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">
<style>html{height:100%}body{margin:0;padding:24px;font-family:${FONTS}}</style></head><body><main></main><script>${script}</script></body></html>`;
}

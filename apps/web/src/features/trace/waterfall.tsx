// The waterfall: its head with minimap and axis, and below it the rows.
import { type CSSProperties, type ReactNode, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Splitter, useRegionWidth } from '../../ui/splitter.tsx';
import { useWidth } from '../../ui/use-width.ts';
import { timeScale } from '../../viz/time-scale-layout.ts';
import { indentFor } from './rows-layout.ts';
import type { SpanFinder } from './use-span-finder.ts';
import type { TraceModel } from './trace-model.ts';
import type { FoldState } from './use-fold.ts';
import { useWheelZoom } from './use-wheel-zoom.ts';
import type { Zoom } from './use-zoom.ts';
import { gridLines, WaterfallHead } from './waterfall-head.tsx';
import { WaterfallRows } from './waterfall-rows.tsx';
import styles from './waterfall.module.css';

/** Width of the tree columns, pixels. */
const INITIAL_TREE = 392;
const LEAST_TREE = 200;
const MOST_TREE_SHARE = 0.6;

interface WaterfallProps {
  readonly model: TraceModel;
  readonly fold: FoldState;
  readonly zoom: Zoom;
  readonly selectedKey: string | undefined;
  readonly find: SpanFinder;
  /** Index of the row that the view is narrowed to. */
  readonly within: number | undefined;
  readonly onSelect: (key: string) => void;
  /** What stands below the last row. */
  readonly children?: ReactNode;
}

export function Waterfall(props: WaterfallProps) {
  const { model, fold, zoom, selectedKey, find, within, onSelect, children } = props;
  const frame = useRef<HTMLDivElement>(null);
  const measured = useWidth();
  const { t } = useTranslation('trace');
  const limited = (wanted: number): number => limitedTreeWidth(wanted, measured.width ?? 0);
  const [wantedWidth, setTreeWidth] = useRegionWidth({ name: 'trace-tree', initial: INITIAL_TREE, limited });
  const treeWidth = limited(wantedWidth);
  const width = Math.max((measured.width ?? 0) - treeWidth, 0);
  const scale = useMemo(() => timeScale(zoom.window, width), [zoom.window, width]);
  const base = (within === undefined ? undefined : model.rows[within]?.depth) ?? 0;
  const indent = useMemo(() => indentFor(model.depth - base, treeWidth), [model.depth, base, treeWidth]);
  useWheelZoom(frame, scale, treeWidth, model.extent, zoom);
  const style = {
    '--tree-width': `${treeWidth}px`,
    '--indent': `${indent.step}px`,
    '--grid-lines': useMemo(() => gridLines(scale, treeWidth), [scale, treeWidth]),
  } as CSSProperties;
  return (
    <div className={styles.waterfall} style={style} ref={frame}>
      <WaterfallHead model={model} fold={fold} zoom={zoom} width={width} />
      <div className={styles.body}>
        <WaterfallRows
          model={model}
          fold={fold}
          scale={scale}
          indent={indent}
          base={base}
          selectedKey={selectedKey}
          find={find}
          measured={measured}
          onSelect={onSelect}
        >
          {children}
        </WaterfallRows>
      </div>
      <Splitter
        label={t('resizeTree')}
        width={treeWidth}
        min={LEAST_TREE}
        onWidth={setTreeWidth}
        grows="right"
        left={treeWidth - 4}
      />
    </div>
  );
}

/** `whole`: what there is for tree and timeline; 0 before it is known. */
function limitedTreeWidth(wanted: number, whole: number): number {
  return Math.round(Math.max(LEAST_TREE, whole > 0 ? Math.min(wanted, whole * MOST_TREE_SHARE) : wanted));
}

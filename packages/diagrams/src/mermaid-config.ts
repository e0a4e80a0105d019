// Mermaid in our clothes: its configuration from the design tokens, so that every kind of diagram looks alike, drawn in
// the browser or by the server.
import { flowchartLines } from './lines/flowchart-lines.ts';
import { DIAGRAM_TOKENS, type DiagramTheme, type DiagramTokens } from './tokens.ts';

const VARIABLES_BY_TOKEN: Readonly<Partial<Record<keyof DiagramTokens, readonly string[]>>> = {
  bg: [
    'background',
    'mainBkg',
    'primaryColor',
    'actorBkg',
    'stateBkg',
    'clusterBkg',
    'edgeLabelBackground',
    'altSectionBkgColor',
    'rowOdd',
    'attributeBackgroundColorOdd',
  ],
  t1: [
    'primaryTextColor',
    'nodeTextColor',
    'actorTextColor',
    'signalTextColor',
    'labelColor',
    'stateLabelColor',
    'taskTextColor',
    'taskTextDarkColor',
    'taskTextLightColor',
    'taskTextOutsideColor',
    'taskTextClickableColor',
  ],
  t2: ['signalColor', 'noteTextColor', 'loopTextColor', 'labelTextColor', 'titleColor', 'transitionLabelColor'],
  line3: [
    'lineColor',
    'nodeBorder',
    'actorBorder',
    'stateBorder',
    'activationBorderColor',
    'transitionColor',
    'taskBorderColor',
    'specialStateColor',
    'relationColor',
  ],
  line2: ['actorLineColor', 'clusterBorder', 'noteBorderColor', 'labelBoxBorderColor'],
  line: ['gridColor'],
  chrome: [
    'noteBkgColor',
    'secondaryColor',
    'tertiaryColor',
    'sectionBkgColor',
    'sectionBkgColor2',
    'rowEven',
    'attributeBackgroundColorEven',
  ],
  sunken: ['activationBkgColor', 'labelBoxBkgColor', 'taskBkgColor'],
  accent: ['activeTaskBorderColor'],
  accentSoft: ['activeTaskBkgColor'],
  err: ['critBorderColor'],
  errSoft: ['critBkgColor'],
};

/**
 * Weights and sizes are part of the layout: set afterwards, they would cut labels. Each rule stands for labels that are
 * HTML and for those that are SVG text.
 */
function styleSheet({ bg, t2, t3, line, line2, err }: DiagramTokens): string {
  return `
  .nodeLabel, .node .label tspan, .cluster-label tspan { font-weight: 600; font-size: 12px; }
  .attribute-type .nodeLabel, .attribute-name .nodeLabel, .attribute-comment .nodeLabel { font-weight: 400; }
  .node .attribute-type tspan, .node .attribute-name tspan, .node .attribute-comment tspan { font-weight: 400; }
  marker circle[fill='white'] { fill: ${bg}; }
  .edgeLabel, .edgeLabel p { font-size: 11px; white-space: nowrap; }
  .edgeLabel text, .edgeLabel tspan { fill: ${t2}; font-size: 11px; }
  .edgeLabel rect, .edgeLabel .label rect { opacity: 1; }
  .statediagram-note .nodeLabel, .node .noteLabel tspan { font-weight: 400; }
  .cluster-label span p { background: linear-gradient(transparent 2px, ${bg} 2px); }
  .edgePaths path { stroke-width: 1.25px; }
  .edgePaths path.edge-thickness-thick { stroke-width: 2.5px; }
  .loopText, .loopText > tspan, .labelText, .labelText > tspan, text.text { font-size: 11px !important; }
  .messageLine0, .messageLine1 { stroke-width: 1.25px; }
  .messageLine1 { stroke-dasharray: 4 3 !important; }
  .edge-pattern-dotted, .edge-pattern-dashed { stroke-dasharray: 4 3; }
  .actor-line { stroke: ${line2}; stroke-width: 1px; }
  rect.rect[stroke] { stroke: ${line2}; filter: none; }
  text.text { fill: ${t2}; }
  marker[id$='crosshead'] path { fill: none; stroke: ${err}; }
  .node .label-container { stroke-width: 1.25px; }
  .task { stroke-width: 1px; }
  [class*='critText'] { fill: ${err} !important; font-weight: 600; }
  .grid line { stroke: ${line}; }
  .grid path { stroke: none; }
  .grid .tick text { fill: ${t3}; font-size: 11px; }
`;
}

/** What a picture is drawn for. */
export type DiagramRoom = 'page' | 'thumbnail';

const FLOWCHART_SPACING = {
  // The title of a box needs room of its own: it would lie over the head of an arrow that comes from above.
  page: { nodeSpacing: 26, rankSpacing: 64, subGraphTitleMargin: { top: 2, bottom: 8 } },
  thumbnail: { nodeSpacing: 16, rankSpacing: 28, subGraphTitleMargin: { top: 2, bottom: 8 } },
} as const;

/** Where more lines end at one box, each beyond them has room of its own between the ranks, up to the most. */
const FEW_LINES = 8;
const LINE_ROOM = 6;
const MOST_ROOM = 72;

export interface MermaidConfigInput {
  /** What will be drawn. */
  readonly text: string;
  readonly theme: DiagramTheme;
  /** What draws the text, so that it is measured in the same. */
  readonly fontFamily: string;
  /** Labels are HTML inside the picture, which only a browser can show. */
  readonly htmlLabels: boolean;
  readonly room?: DiagramRoom | undefined;
}

export function mermaidConfig({ text, theme, fontFamily, htmlLabels, room = 'page' }: MermaidConfigInput) {
  const { layout, curve, most } = flowchartLines(text);
  const channel = Math.min(Math.max(most - FEW_LINES, 0) * LINE_ROOM, MOST_ROOM);
  const tokens = DIAGRAM_TOKENS[theme];
  const themeVariables: Record<string, string | boolean> = {
    darkMode: theme === 'dark',
    fontFamily,
    fontSize: '12px',
  };
  for (const [name, variables] of Object.entries(VARIABLES_BY_TOKEN)) {
    for (const variable of variables) themeVariables[variable] = tokens[name as keyof DiagramTokens];
  }
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    look: 'classic',
    layout,
    fontFamily,
    fontSize: 12,
    htmlLabels,
    markdownAutoWrap: false,
    suppressErrorRendering: true,
    themeVariables,
    themeCSS: styleSheet(tokens),
    sequence: {
      mirrorActors: false,
      useMaxWidth: false,
      width: 104,
      height: 30,
      actorMargin: 26,
      messageMargin: 24,
      boxMargin: 8,
      boxTextMargin: 5,
      noteMargin: 6,
      actorFontSize: 12,
      actorFontWeight: 600,
      actorFontFamily: fontFamily,
      messageFontSize: 11.5,
      messageFontFamily: fontFamily,
      noteFontSize: 11,
      noteFontFamily: fontFamily,
    },
    gantt: {
      useMaxWidth: false,
      useWidth: 1080,
      barHeight: 18,
      barGap: 4,
      topPadding: 50,
      titleTopMargin: 0,
      leftPadding: 160,
      rightPadding: 120,
      fontSize: 11,
      sectionFontSize: 12,
    },
    er: {
      useMaxWidth: false,
      fontSize: 12,
      minEntityWidth: 90,
      // Labels would cover the longest signs at the ends of lines.
      rankSpacing: 104,
      minEntityHeight: 40,
      // Mermaid takes a quarter more where labels are SVG text.
      entityPadding: htmlLabels ? 10 : 8,
      diagramPadding: htmlLabels ? 20 : 16,
    },
    // Labels that are HTML never break at this width; those that are SVG text would, and differ.
    state: { useMaxWidth: false, nodeSpacing: 40, rankSpacing: 64 + channel, wrappingWidth: 640 },
    flowchart: {
      curve,
      minNodeWidth: 64,
      ...FLOWCHART_SPACING[room],
      ...(room === 'page' && { rankSpacing: FLOWCHART_SPACING.page.rankSpacing + channel }),
      padding: 8,
      useMaxWidth: false,
      wrappingWidth: 320,
    },
  } as const;
}

/** Letters: a little more than the map of 60 services and 120 calls has, which should be on screen within 600 ms. */
const LARGE = 10_000;

/** Whether Mermaid draws it for so long that whoever waits should be told first. */
export function takesLong(text: string): boolean {
  return text.length > LARGE || flowchartLines(text).layout === 'elk';
}

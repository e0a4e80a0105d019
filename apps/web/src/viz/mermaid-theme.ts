// Mermaid in our clothes: its configuration from the design tokens, so that every kind of diagram looks alike.
import type { MermaidConfig } from 'mermaid';

/** Reads a design token as the page has it now: `token('line3')` -> `#7f8790`. */
type TokenReader = (name: string) => string;

const VARIABLES_BY_TOKEN: Readonly<Record<string, readonly string[]>> = {
  bg: ['background', 'mainBkg', 'primaryColor', 'actorBkg', 'stateBkg', 'clusterBkg', 'edgeLabelBackground'],
  t1: ['primaryTextColor', 'nodeTextColor', 'actorTextColor', 'signalTextColor', 'labelColor', 'stateLabelColor'],
  t2: ['signalColor', 'noteTextColor', 'loopTextColor', 'labelTextColor', 'titleColor', 'transitionLabelColor'],
  line3: ['lineColor', 'nodeBorder', 'actorBorder', 'stateBorder', 'activationBorderColor', 'transitionColor'],
  line2: ['actorLineColor', 'clusterBorder', 'noteBorderColor', 'labelBoxBorderColor'],
  chrome: ['noteBkgColor', 'secondaryColor', 'tertiaryColor'],
  sunken: ['activationBkgColor', 'labelBoxBkgColor'],
};

/** Weights and sizes are part of the layout: set afterwards, they would cut labels. */
const STYLE_SHEET = `
  .nodeLabel { font-weight: 600; font-size: 12px; }
  .edgeLabel, .edgeLabel p { font-size: 11px; white-space: nowrap; }
  .edgePaths path { stroke-width: 1.25px; }
  .loopText, .loopText > tspan, .labelText, .labelText > tspan, text.text { font-size: 11px !important; }
  .messageLine0, .messageLine1 { stroke-width: 1.25px; }
  .messageLine1 { stroke-dasharray: 4 3 !important; }
  .edge-pattern-dotted, .edge-pattern-dashed { stroke-dasharray: 4 3; }
`;

/** `fontFamily` is the page's own, so that text is measured in the font that draws it. */
export function mermaidConfig(token: TokenReader, dark: boolean, fontFamily: string): MermaidConfig {
  const themeVariables: Record<string, string | boolean> = { darkMode: dark, fontFamily, fontSize: '12px' };
  for (const [name, variables] of Object.entries(VARIABLES_BY_TOKEN)) {
    for (const variable of variables) themeVariables[variable] = token(name);
  }
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    theme: 'base',
    look: 'classic',
    layout: 'dagre',
    fontFamily,
    fontSize: 12,
    htmlLabels: true,
    markdownAutoWrap: false,
    suppressErrorRendering: true,
    themeVariables,
    themeCSS: STYLE_SHEET,
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
    flowchart: {
      curve: 'basis',
      minNodeWidth: 64,
      nodeSpacing: 26,
      rankSpacing: 46,
      padding: 8,
      useMaxWidth: false,
      wrappingWidth: 320,
    },
  };
}

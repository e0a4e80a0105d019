// Puts what changes onto a picture that Mermaid has drawn: values, states, selection, and the roles that make nodes and
// calls reachable by keyboard. Nothing here moves anything.
import {
  type ArchitectureMap,
  edgeChange,
  edgeThrough,
  LINE_TONES,
  type LineTone,
  type MapEdge,
  type MapNode,
  nodeChange,
  VALUE_SEPARATOR,
} from '@spanloom/diagrams';
import type { PartGraph } from '../../../ui/part-graph.ts';
import { isSelectedEdge, type Selection } from '../../../ui/selection.ts';
import { type FlowchartEdgeParts, flowchartParts } from '../../../viz/mermaid-flowchart.ts';
import type { MermaidPicture } from '../../../viz/mermaid-renderer.ts';
import {
  addMarker,
  addStripe,
  flash,
  PARTS_PER_FRAME,
  placeOf,
  rectangle,
  setAttribute,
  setMarker,
  setText,
  SVG,
} from '../frame/painting.ts';
import type { ChangedValues, ValueField } from './changed-values.ts';

type SourceNode = PartGraph['nodes'][number];
type SourceEdge = PartGraph['edges'][number];
export type DrawnMap = ArchitectureMap<SourceNode, SourceEdge>;
export type DrawnNode = MapNode<SourceNode>;
export type DrawnEdge = MapEdge<SourceNode, SourceEdge>;

/** What a screen reader says of a part. */
export interface PartNames {
  readonly node: (node: DrawnNode) => string;
  readonly edge: (edge: DrawnEdge) => string;
}

interface EdgeHandles {
  readonly parts: FlowchartEdgeParts;
  readonly texts: EdgeTexts | undefined;
  readonly markers: Markers;
}

/** What was in the time before alone has no values. */
type EdgeTexts = Readonly<
  Record<'change', HTMLElement> & Partial<Record<ValueField | 'values' | 'through', HTMLElement | undefined>>
>;

interface NodeHandles {
  readonly group: SVGGElement;
  readonly source: SourceNode;
  /** What differs; undefined: the map is compared with nothing. */
  readonly change: HTMLElement | undefined;
}

/** Arrow heads of the colours of lines. */
type Markers = ReadonlyMap<LineTone, string>;

/** Handles on the parts of one drawn picture: nodes by the id of their source, edges by their own. */
export interface PaintedMap {
  readonly nodes: ReadonlyMap<string, NodeHandles>;
  readonly edges: ReadonlyMap<string, EdgeHandles>;
}

const HALO_GAP = 3;
/** A box has fewer texts that change than a call. */
const NODES_PER_FRAME = 2 * PARTS_PER_FRAME;

/** Once for each picture, when it is in the document. `map` is the one whose text was drawn. */
export function prepareMap(picture: MermaidPicture, map: DrawnMap): PaintedMap {
  const parts = flowchartParts(
    picture.svg,
    picture.id,
    map.nodes.map((node) => node.key),
    map.edges.map((edge) => [edge.client.key, edge.server.key] as const),
  );
  const markers = addMarkers(picture);
  const nodes = new Map<string, NodeHandles>();
  for (const node of map.nodes) {
    const group = parts.nodes.get(node.key);
    if (group !== undefined) nodes.set(node.source.id, prepareNode(node, group));
  }
  addStripes(nodes.values());
  const edges = new Map<string, EdgeHandles>();
  for (const [index, edge] of map.edges.entries()) {
    const found = parts.edges[index];
    if (found !== undefined) edges.set(edge.id, prepareEdge(found, index, markers, edge));
  }
  return { nodes, edges };
}

function addStripes(nodes: Iterable<NodeHandles>): void {
  const shapes = [...nodes].flatMap(({ group, source }) => {
    const shape = source.kind === 'service' ? shapeOf(group) : null;
    return shape === null ? [] : [{ shape, source, at: placeOf(shape) }];
  });
  for (const { shape, source, at } of shapes) addStripe(shape, at, source);
}

/** Around nodes, once for each picture, when it is on the screen: until then the browser would lay out all of it for them alone. */
export function addHalos({ nodes }: PaintedMap): void {
  // All boxes are asked for before anything is changed: asked for in between, each would be a layout of its own.
  const boxes = [...nodes.values()].flatMap(({ group }) =>
    shapeOf(group) === null ? [] : [{ group, box: group.getBBox() }],
  );
  for (const { group, box } of boxes) {
    const [width, height] = [box.width + 2 * HALO_GAP, box.height + 2 * HALO_GAP];
    const halo = rectangle(box.x - HALO_GAP, box.y - HALO_GAP, width, height);
    halo.setAttribute('class', 'sl-halo');
    halo.setAttribute('rx', '5');
    group.prepend(halo);
  }
}

function shapeOf(group: SVGGElement): SVGGraphicsElement | null {
  return group.querySelector<SVGGraphicsElement>('.label-container');
}

function prepareNode(node: DrawnNode, group: SVGGElement): NodeHandles {
  group.dataset['part'] = 'node';
  group.dataset['key'] = node.key;
  group.dataset['kind'] = node.source.kind;
  makeButton(group);
  const text = group.querySelector('p');
  const change = node.source.difference === undefined || text === null ? undefined : prepareChange(text, node.label);
  return { group, source: node.source, change };
}

/** The name, and below it what differs: in the middle while nothing does. */
function prepareChange(paragraph: HTMLElement, label: string): HTMLElement {
  const [name, change] = [document.createElement('span'), document.createElement('span')];
  name.textContent = label;
  change.dataset['field'] = 'change';
  paragraph.replaceChildren(name, ' ', change);
  return change;
}

function prepareEdge(parts: FlowchartEdgeParts, index: number, markers: Markers, edge: DrawnEdge): EdgeHandles {
  const { path, label, text } = parts;
  path.dataset['part'] = 'path';
  // A line of one pixel cannot be hit: an unseen wider one lies over it, and a halo below it.
  for (const [className, place] of [
    ['sl-hit', 'after'],
    ['sl-edge-halo', 'before'],
  ] as const) {
    const copy = document.createElementNS(SVG, 'path');
    copy.setAttribute('d', path.getAttribute('d') ?? '');
    copy.setAttribute('class', className);
    copy.dataset['part'] = className === 'sl-hit' ? 'edge' : 'halo';
    copy.dataset['key'] = String(index);
    path[place](copy);
  }
  if (label !== undefined) {
    label.dataset['part'] = 'edge';
    label.dataset['key'] = String(index);
    makeButton(label);
  }
  return { parts, texts: text && prepareTexts(text, edge), markers };
}

/** A span for each value instead of one text, so that one of them can be marked. */
function prepareTexts(paragraph: HTMLElement, edge: DrawnEdge): EdgeTexts {
  const field = (name: string): HTMLElement => {
    const element = document.createElement('span');
    element.dataset['field'] = name;
    return element;
  };
  const lineBreak = () => document.createElement('br');
  const change = field('change');
  const through = edge.source.folded === undefined ? undefined : field('through');
  const below = through === undefined ? [change] : [through, lineBreak(), change];
  if (edge.tone === 'gone') {
    paragraph.replaceChildren(...below);
    return { change, through };
  }
  const [rate, errors, p95, values] = [field('rate'), field('errors'), field('p95'), document.createElement('span')];
  values.append(rate, VALUE_SEPARATOR, errors, lineBreak(), p95, lineBreak());
  paragraph.replaceChildren(values, ...below);
  return { rate, errors, p95, values, change, through };
}

/**
 * On each tick, and when the selection or the language changes: in steps of as much as one frame has time for. Parts of the map
 * that are not in the picture yet are passed over until the next drawing.
 */
export function* paintMap(
  painted: PaintedMap,
  map: DrawnMap,
  names: PartNames,
  selection: Selection | undefined,
  changed: ChangedValues | undefined,
): Generator<undefined, void> {
  for (const [place, node] of map.nodes.entries()) {
    if (place > 0 && place % NODES_PER_FRAME === 0) yield;
    const handles = painted.nodes.get(node.source.id);
    if (handles === undefined) continue;
    const { group, change } = handles;
    setAttribute(group, 'data-state', node.state);
    setAttribute(group, 'data-absent', String(node.source.absent === true));
    if (change !== undefined) setText(change, nodeChange(node.source.difference, map.language));
    setPressed(group, names.node(node), selection?.kind === 'node' && selection.id === node.source.id);
  }
  let fresh: HTMLElement[] = [];
  for (const [place, edge] of map.edges.entries()) {
    if (place % PARTS_PER_FRAME === 0) {
      flash(fresh);
      fresh = [];
      yield;
    }
    const handles = painted.edges.get(edge.id);
    if (handles === undefined) continue;
    paintEdge(handles, edge, names.edge(edge), isSelectedEdge(edge, selection));
    paintWords(handles, edge, map);
    for (const field of changed?.get(edge.id) ?? []) {
      const text = handles.texts?.[field];
      if (text !== undefined) fresh.push(text);
    }
  }
  flash(fresh);
}

function paintWords({ texts }: EdgeHandles, edge: DrawnEdge, { language }: DrawnMap): void {
  if (texts === undefined) return;
  setText(texts.change, edgeChange(edge.source.difference, language));
  if (texts.through !== undefined) setText(texts.through, edgeThrough(edge, language));
}

function paintEdge({ parts, texts, markers }: EdgeHandles, edge: DrawnEdge, name: string, selected: boolean): void {
  const { path, label } = parts;
  const absent = String(edge.source.absent === true);
  setAttribute(path, 'data-tone', edge.tone);
  setAttribute(path, 'data-absent', absent);
  setAttribute(path, 'data-selected', String(selected));
  if (path.previousElementSibling !== null)
    setAttribute(path.previousElementSibling, 'data-selected', String(selected));
  setMarker(path, markers.get(edge.tone));
  if (label !== undefined) {
    setAttribute(label, 'data-tone', edge.tone);
    setAttribute(label, 'data-absent', absent);
    setAttribute(label, 'data-failing', String(edge.failing));
    setPressed(label, name, selected);
  }
  if (texts === undefined) return;
  // Of a call that this part of the time has not, but the one that it is compared with.
  texts.values?.toggleAttribute('hidden', edge.tone === 'gone');
  for (const field of ['rate', 'errors', 'p95'] as const) {
    const text = texts[field];
    if (text === undefined) continue;
    setText(text, edge.values[field]);
  }
}

function makeButton(element: SVGElement): void {
  element.setAttribute('role', 'button');
  element.setAttribute('tabindex', '0');
}

function setPressed(element: SVGElement, name: string, selected: boolean): void {
  setAttribute(element, 'aria-label', name);
  setAttribute(element, 'aria-pressed', String(selected));
}

function addMarkers(picture: MermaidPicture): Markers {
  return new Map(
    LINE_TONES.flatMap((tone) => {
      const marker = tone === 'plain' ? undefined : addMarker(picture, tone);
      return marker === undefined ? [] : [[tone, marker]];
    }),
  );
}

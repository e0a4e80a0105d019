// Finds the parts of a sequence diagram that Mermaid 12 drew, in the order of the text it was drawn from. What carries
// which hook is Mermaid's own and was read from its output.

export interface SequenceMessageParts {
  readonly line: SVGElement;
  /** One for each line of its label. */
  readonly texts: readonly SVGElement[];
}

export interface SequenceParts {
  /** By the key of the text. */
  readonly participants: ReadonlyMap<string, SVGGElement>;
  /** The k-th arrow of the text is the k-th here; answers are arrows too. */
  readonly messages: readonly SequenceMessageParts[];
  readonly notes: readonly SVGGElement[];
}

export function sequenceParts(svg: SVGSVGElement): SequenceParts {
  const participants = new Map<string, SVGGElement>();
  for (const group of svg.querySelectorAll<SVGGElement>('g[data-et="participant"]')) {
    participants.set(group.dataset['id'] ?? '', group);
  }
  const messages: SequenceMessageParts[] = [];
  // A label carries no hook: it stands right before its arrow.
  let texts: SVGElement[] = [];
  for (const element of svg.querySelectorAll<SVGElement>('text.messageText, [data-et="message"]')) {
    if (element.dataset['et'] === 'message') {
      messages.push({ line: element, texts });
      texts = [];
    } else texts.push(element);
  }
  return { participants, messages, notes: [...svg.querySelectorAll<SVGGElement>('g[data-et="note"]')] };
}

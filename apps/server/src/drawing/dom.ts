// What drawing needs of a DOM, which the server otherwise has none of.

export interface DomNode {
  readonly nodeType: number;
  readonly nodeValue: string | null;
}

export interface DomElement extends DomNode {
  readonly localName: string;
  textContent: string;
  readonly parentElement: DomElement | null;
  readonly children: Iterable<DomElement>;
  readonly childNodes: Iterable<DomNode>;
  innerHTML: string;
  getAttribute(name: string): string | null;
  getAttributeNames(): string[];
  setAttribute(name: string, value: string): void;
  closest(selector: string): DomElement | null;
  querySelector(selector: string): DomElement | null;
  querySelectorAll(selector: string): Iterable<DomElement>;
  before(element: DomElement): void;
  after(element: DomElement): void;
}

export interface DomDocument {
  readonly body: DomElement;
  createElementNS(namespace: string, name: string): DomElement;
  querySelector(selector: string): DomElement | null;
}

/** What is needed of an element of a picture: one of a browser's page and one of the server's fit. */
export interface PictureElement {
  readonly localName: string;
  readonly children: Iterable<PictureElement>;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<PictureElement>;
  setAttribute(name: string, value: string): void;
}

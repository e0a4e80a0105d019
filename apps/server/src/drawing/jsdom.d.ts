// jsdom comes without types; this is what we use of it.
declare module 'jsdom' {
  export class JSDOM {
    constructor(html: string, options?: { readonly pretendToBeVisual?: boolean; readonly contentType?: string });
    readonly window: Readonly<Record<string, unknown>> & {
      /** A DomDocument of dom.ts. */
      readonly document: unknown;
      readonly Element: { readonly prototype: object };
      readonly HTMLElement: { readonly prototype: object };
    };
  }
}

// The pages of the navigation, in the order of their number keys. Only what exists.

interface AppPage {
  readonly to: '/search' | '/services' | '/diagrams';
  readonly label: 'search' | 'services' | 'diagrams';
  /** Addresses that begin so belong to it: one gets there from its list. */
  readonly within?: string;
}

export const PAGES: readonly AppPage[] = [
  { to: '/search', label: 'search', within: '/trace/' },
  { to: '/services', label: 'services' },
  { to: '/diagrams', label: 'diagrams' },
];

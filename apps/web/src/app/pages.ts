// The pages of the navigation, in the order of their number keys. Only what exists.

export const PAGES = [
  { to: '/search', label: 'search' },
  { to: '/services', label: 'services' },
  { to: '/diagrams', label: 'diagrams' },
] as const;

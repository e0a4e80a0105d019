// Words of the search page.

export const search = {
  title: 'Search',
};

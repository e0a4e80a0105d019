// Words of the diagrams page.

export const diagrams = {
  title: 'Diagrams',
};

// Words of the API page. What the endpoints do is in the document, in English.

export const apiDocs = {
  title: 'API',
  lead: 'What this server understands, drawn from its own OpenAPI document.',
  raw: 'The document as JSON',
  refused: 'The document could not be read',
  contents: 'Endpoints',
  filter: 'Filter endpoints',
  nothingFound: 'No endpoint has the words {{filter}}.',
  parameters: 'Parameters',
  required: 'required',
  example: 'Example',
  exampleOf: 'Example of {{endpoint}}',
  answers: 'Answers',
  foot: 'version {{version}} · OpenAPI {{openapi}}',
  keyFilter: 'filter',
  keyHelp: 'keys',
};

import { describe, expect, it } from 'vitest';
import { curlOf, groupsOf, openApiDocument } from './openapi.ts';
import { schemaLines } from './schema-lines.ts';

const document = openApiDocument.parse({
  openapi: '3.1.1',
  info: { title: 'T', version: '1' },
  paths: {
    '/api/v1/things': {
      get: {
        operationId: 'things',
        tags: ['Things'],
        summary: 'Find things',
        parameters: [{ name: 'colour', in: 'query' }],
      },
      delete: {
        operationId: 'drop',
        tags: ['Rubbish'],
        parameters: [{ name: 'confirm', in: 'query', required: true, schema: { const: 'all of it' } }],
      },
    },
    '/api/v1/things/{thingId}': { get: { operationId: 'thing', tags: ['Things'] } },
  },
  components: {
    schemas: {
      Tree: {
        type: 'object',
        required: ['name'],
        properties: {
          name: { type: 'string', description: 'What it is called.' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
    },
  },
});

describe('groupsOf', () => {
  it('groups by tag in the order of the document', () => {
    expect(groupsOf(document, '').map(({ name, operations }) => [name, operations.length])).toEqual([
      ['Things', 2],
      ['Rubbish', 1],
    ]);
  });

  it('keeps what has all words, in any case, also in the names of parameters', () => {
    const ids = (filter: string) =>
      groupsOf(document, filter).flatMap((group) => group.operations.map((one) => one.operationId));
    expect(ids('FIND things')).toEqual(['things']);
    expect(ids('colour')).toEqual(['things']);
    expect(ids('delete')).toEqual(['drop']);
    expect(ids('nothing of this')).toEqual([]);
  });
});

describe('curlOf', () => {
  const operations = groupsOf(document, '').flatMap((group) => group.operations);
  const curl = (id: string, auth = false) => {
    const found = operations.find((one) => one.operationId === id);
    return found === undefined ? undefined : curlOf(found, 'http://127.0.0.1:4319', auth);
  };

  it('has the method, the token where one is asked for, and what is required', () => {
    expect(curl('things')).toBe("curl 'http://127.0.0.1:4319/api/v1/things'");
    expect(curl('thing', true)).toBe(
      "curl -H 'Authorization: Bearer YOUR_TOKEN' 'http://127.0.0.1:4319/api/v1/things/THINGID'",
    );
    expect(curl('drop')).toBe("curl -X DELETE 'http://127.0.0.1:4319/api/v1/things?confirm=all%20of%20it'");
  });
});

describe('schemaLines', () => {
  it('follows references, and stops where a type holds itself', () => {
    const lines = schemaLines({ $ref: '#/components/schemas/Tree' }, document.components.schemas);
    expect(lines.map(({ depth, name, optional, type }) => [depth, name, optional, type])).toEqual([
      [0, '', false, 'Tree'],
      [1, 'name', false, 'string'],
      [1, 'children', true, 'list of Tree'],
    ]);
    expect(lines[1]?.description).toBe('What it is called.');
  });

  it('draws what it does not understand as any', () => {
    expect(schemaLines(undefined, {})).toEqual([{ depth: 0, name: '', optional: false, type: 'any', description: '' }]);
    expect(schemaLines(true, {})[0]?.type).toBe('any');
    expect(schemaLines({ $ref: 'elsewhere.json' }, {})[0]?.type).toBe('any');
  });

  it('writes enumerations and alternatives out', () => {
    const schema = {
      anyOf: [{ enum: ['a', 'b'] }, { type: 'object', properties: { x: { type: ['string', 'null'] } } }],
    };
    expect(schemaLines(schema, {}).map(({ depth, name, type }) => [depth, name, type])).toEqual([
      [0, '', '"a" | "b" | object'],
      [1, '', 'object'],
      [2, 'x', 'string | null'],
    ]);
  });
});

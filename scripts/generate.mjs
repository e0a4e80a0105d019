// Generates the protobuf codec of packages/otlp-model from proto/ (pbjs static code and our own type declarations).
// `node scripts/generate.mjs` writes the files; with `--check` it writes nothing, names stale files and exits 1.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const protoFolder = join(root, 'proto');
const target = join(root, 'packages/otlp-model/src/protobuf/gen');
const require = createRequire(import.meta.url);
// The same protobufjs that the generated code runs on.
const protobuf = createRequire(join(root, 'packages/otlp-model/package.json'))('protobufjs');
const pbjs = require('protobufjs-cli/pbjs');

const HEADER = '// Generated from proto/ by scripts/generate.mjs: do not edit, run `npm run generate`.\n';

const TYPES = {
  double: 'number',
  int32: 'number',
  uint32: 'number',
  fixed32: 'number',
  int64: 'bigint',
  fixed64: 'bigint',
  bool: 'boolean',
  string: 'string',
  bytes: 'Uint8Array',
};

function protoFiles() {
  return readdirSync(protoFolder, { recursive: true })
    .filter((name) => name.endsWith('.proto'))
    .map((name) => name.split(sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

async function code(files) {
  const options = ['create', 'verify', 'convert', 'delimited', 'service', 'comments', 'typeurl'].map(
    (name) => `--no-${name}`,
  );
  const args = ['--target', 'static-module', '--wrap', 'esm', '--root', 'spanloom-otlp', '--path', protoFolder];
  const output = await promisify(pbjs.main)([...args, '--lint', '', '--null-defaults', ...options, ...files]);
  return `${HEADER}${output.trimEnd()}\n`;
}

const byName = ([a], [b]) => (a < b ? -1 : 1);

function sorted(objects) {
  return [...objects]
    .map((object) => [object.name, object])
    .sort(byName)
    .map(([, object]) => object);
}

/** Declares one interface a message and one codec value a message, under the names of the generated code. */
function declarations(files) {
  const schema = new protobuf.Root();
  schema.resolvePath = (_origin, path) => join(protoFolder, path);
  schema.loadSync(files).resolveAll();
  const interfaces = new Map();
  const typeName = (type) => {
    const names = [];
    for (let at = type; at instanceof protobuf.Type; at = at.parent) names.unshift(at.name);
    const inRpc = type.fullName.startsWith('.google.rpc.');
    return `${inRpc ? 'Rpc' : ''}${names.join('')}Message`;
  };
  const fieldType = (field) => {
    const { resolvedType } = field;
    if (resolvedType instanceof protobuf.Enum) return 'number';
    if (resolvedType instanceof protobuf.Type) return typeName(resolvedType);
    const scalar = TYPES[field.type];
    if (scalar === undefined) throw new Error(`no TypeScript type for ${field.type} of ${field.fullName}`);
    return scalar;
  };
  const walk = (namespace, indent) => {
    let text = '';
    for (const child of sorted(namespace.nestedArray)) {
      if (child instanceof protobuf.Type) {
        const fields = child.fieldsArray.map((field) => {
          const type = fieldType(field);
          return `  ${field.name}?: ${field.repeated ? `${type}[]` : `${type} | null`};\n`;
        });
        interfaces.set(typeName(child), `export interface ${typeName(child)} {\n${fields.join('')}}\n`);
        const inner = child.nestedArray.some((nested) => nested instanceof protobuf.Type)
          ? ` & {\n${walk(child, `${indent}  `)}${indent}}`
          : '';
        text += `${indent}readonly ${child.name}: Codec<${typeName(child)}>${inner};\n`;
      } else if (child instanceof protobuf.Namespace && !(child instanceof protobuf.Service)) {
        text += `${indent}readonly ${child.name}: {\n${walk(child, `${indent}  `)}${indent}};\n`;
      }
    }
    return text;
  };
  const values = sorted(schema.nestedArray).map(
    (namespace) => `export const ${namespace.name}: {\n${walk(namespace, '  ')}};\n`,
  );
  const codec = [
    "/** `depth` is where the count towards protobufjs' recursion limit starts; 64-bit values need the reader and writer of ../wire.ts. */",
    'interface Codec<Message> {',
    '  encode(message: Message, writer: WireWriter, depth?: number): WireWriter;',
    '  decode(reader: WireReader, length?: number, endTag?: undefined, depth?: number, mergeInto?: Message): Message;',
    '}',
    '',
  ].join('\n');
  return [
    HEADER + "import type { WireReader, WireWriter } from '../wire.ts';\n",
    codec,
    ...[...interfaces].sort(byName).map(([, text]) => text),
    ...values,
  ].join('\n');
}

const files = protoFiles();
const outputs = new Map([
  [join(target, 'otlp.js'), await code(files)],
  [join(target, 'otlp.d.ts'), declarations(files)],
]);

const check = process.argv.includes('--check');
const stale = [];
for (const [path, text] of outputs) {
  const name = relative(root, path).split(sep).join('/');
  let current;
  try {
    current = readFileSync(path, 'utf8').replaceAll('\r\n', '\n');
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  if (current === text) continue;
  if (check) {
    stale.push(name);
  } else {
    writeFileSync(path, text);
    console.log(`wrote ${name}`);
  }
}
for (const name of readdirSync(target)) {
  if (!outputs.has(join(target, name)))
    stale.push(`${relative(root, join(target, name)).split(sep).join('/')} (not made from proto/)`);
}
if (stale.length > 0) {
  console.error(`Stale generated code: ${stale.join(', ')}. Run \`npm run generate\` and commit the result.`);
  process.exit(1);
}

// Mistakes that an adapter for SQLite could make. Each is made on purpose, in a copy of the sources, by the test beside
// this file, which shows that the differential run notices it.

export interface SourceEdit {
  /** Below storage/. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly find: string;
  readonly replace: string;
}

export interface PlantedBug {
  readonly name: string;
  readonly description: string;
  readonly edits: readonly SourceEdit[];
}

export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'window edge',
    description: 'a trace that ends exactly where the window starts is left out: > instead of >=',
    edits: [
      {
        file: 'sqlite-tables/trace-walk.ts',
        find: 'if (row.end >= start && row.start <= end) found.set(row.id, row);',
        replace: 'if (row.end > start && row.start <= end) found.set(row.id, row);',
      },
    ],
  },
  {
    name: 'window by the first span only',
    description: 'traces that start before the window and reach into it are not looked for',
    edits: [
      {
        file: 'sqlite-tables/trace-walk.ts',
        find: 'start > 0n ? this.#tables.lengthAfter(0)',
        replace: 'start < 0n ? this.#tables.lengthAfter(0)',
      },
    ],
  },
  {
    name: 'mark ignored by conditions',
    description: 'a span that was committed after the snapshot makes its trace match',
    edits: [
      {
        file: 'sqlite-tables/span-statements.ts',
        find: 'id <= ? AND (? IS NULL OR status = ?)',
        replace: '? IS NOT NULL AND (? IS NULL OR status = ?)',
      },
    ],
  },
  {
    name: 'stale trace rows',
    description: 'the row of a trace that changed after the snapshot is taken as it is now',
    edits: [
      {
        file: 'sqlite-tables/trace-tables.ts',
        find: 'if (latest.lastSpan <= this.watermark) return latest;',
        replace: 'if (latest.lastSpan >= 0) return latest;',
      },
    ],
  },
  {
    name: 'changed traces forgotten',
    description:
      'a walk leaves out the traces that changed after the snapshot instead of putting them in their old place',
    edits: [
      {
        file: 'sqlite-tables/trace-walk.ts',
        find: 'if (row.firstSpan <= this.#tables.watermark) ids.push(row.id);',
        replace: 'if (row.firstSpan > row.lastSpan) ids.push(row.id);',
      },
    ],
  },
  {
    name: 'conditions on different spans',
    description: 'an attribute condition is satisfied by any span of the trace, not by the one that meets the others',
    edits: [
      {
        file: 'sqlite-tables/attribute-plan.ts',
        find: "'SELECT 1 FROM span_attribute WHERE kv = ? AND span = ?'",
        replace: `\`SELECT 1 FROM span_attribute JOIN span ON span.id = span_attribute.span
          WHERE kv = ? AND trace = (SELECT trace FROM span WHERE id = ?) LIMIT 1\``,
      },
    ],
  },
  {
    name: 'duplicates counted',
    description: 'a span that was there already is counted as stored once more',
    edits: [
      {
        file: 'sqlite-tables/insert-spans.ts',
        find: 'if (addSpan.run(...row, starts, ends, duration, weight, received, body).changes === 0) return false;',
        replace: 'if (addSpan.run(...row, starts, ends, duration, weight, received, body).changes === 0) return true;',
      },
    ],
  },
  {
    name: 'tie order',
    description: 'traces of the same duration come by trace id descending',
    edits: [
      {
        file: 'sqlite-tables/trace-search.ts',
        find: 'return a.traceId < b.traceId ? -1 : a.traceId > b.traceId ? 1 : 0;',
        replace: 'return a.traceId < b.traceId ? 1 : a.traceId > b.traceId ? -1 : 0;',
      },
    ],
  },
  {
    name: 'text with case',
    description: 'the text condition does not ignore case',
    edits: [
      {
        file: 'sqlite-tables/filter-plan.ts',
        find: '!matchesText(text, entry.name, entry.service)',
        replace: '!entry.name.includes(text) && !entry.service.includes(text)',
      },
    ],
  },
  {
    name: 'edge by one side',
    description: 'the edge filter looks at the client alone',
    edits: [
      {
        file: 'sqlite-tables/trace-search.ts',
        find: 'new EdgeMatcher(edge, this.#resourceOf)',
        replace: 'new EdgeMatcher({ ...edge, server: undefined }, this.#resourceOf)',
      },
    ],
  },
  {
    name: 'postings left behind',
    description: 'deleting spans leaves their attributes in the index, so completion goes on listing them',
    edits: [
      {
        file: 'sqlite-tables/delete-spans.ts',
        find: 'removeSpanAttribute.run(posting.kv, span.id);',
        replace: '',
      },
    ],
  },
  {
    name: 'trace rows left behind',
    description: 'deleting a service does not bring the rows of its traces up to date',
    edits: [
      {
        file: 'sqlite-tables/delete-spans.ts',
        find: 'if (this.#refreshTrace(trace, loss)) tracesGone++;',
        replace: 'if (trace < 0 && this.#refreshTrace(trace, loss)) tracesGone++;',
      },
    ],
  },
  {
    name: 'stale rows left behind',
    description: 'the row of a trace that keeps many spans is not summed up when the deletion is done',
    edits: [
      {
        file: 'sqlite-tables/delete-spans.ts',
        find: 'if (sum !== undefined) this.#setTrace(trace, sum);',
        replace: '',
      },
    ],
  },
  {
    name: 'deletion of the first step',
    description: 'a deletion is done after its first step',
    edits: [
      {
        file: 'sqlite-tables/deletions.ts',
        find: 'return { spans, done: false };',
        replace: 'return { spans, done: true };',
      },
    ],
  },
  {
    name: 'open upper bound',
    description: 'maxDuration leaves out spans that take exactly that long',
    edits: [
      {
        file: 'sqlite-tables/span-statements.ts',
        find: 'AND duration >= ? AND duration <= ?',
        replace: 'AND duration >= ? AND duration < ?',
      },
    ],
  },
  {
    name: 'resource attributes forgotten',
    description: 'an attribute condition without a scope looks at the span alone',
    edits: [
      {
        file: 'sqlite-tables/attribute-plan.ts',
        find: 'if (condition.scope !== undefined && condition.scope !== scope) return;',
        replace: "if ((condition.scope ?? 'span') !== scope) return;",
      },
    ],
  },
  {
    name: 'missing key differs',
    description: 'a negated condition is fulfilled by a span that does not have the key',
    edits: [
      {
        file: 'sqlite-tables/attribute-plan.ts',
        find: 'return body !== undefined && holdsIn(decodeSpan(body).attributes, condition);',
        replace:
          'return body !== undefined && !holdsIn(decodeSpan(body).attributes, { ...condition, negated: false });',
      },
    ],
  },
  {
    name: 'negation by the beginning',
    description: 'a negated condition looks at the first values of a key only',
    edits: [
      {
        file: 'sqlite-tables/attribute-plan.ts',
        find: 'page = valuesAfter.all(attribute, last.folded, last.value, this.#limits.page);',
        replace: 'page = [];',
      },
    ],
  },
  {
    name: 'signed times',
    description: 'times from 2^63 on sort before all others',
    edits: [
      { file: 'sqlite-tables/schema.ts', find: 'return value - SHIFT;', replace: 'return BigInt.asIntN(64, value);' },
      { file: 'sqlite-tables/schema.ts', find: 'return value + SHIFT;', replace: 'return BigInt.asUintN(64, value);' },
    ],
  },
  {
    name: 'long values by their beginning',
    description: 'values that are too long for the index are told apart by their first 256 characters only',
    edits: [
      {
        file: 'sqlite-tables/prepare-batch.ts',
        find: 'value: shortHash(text)',
        replace: 'value: shortHash(text.slice(0, MAX_SUGGESTED_VALUE_LENGTH))',
      },
    ],
  },
  {
    name: 'conflicts from the future',
    description: 'a span is marked as conflicting because of one that the snapshot does not show',
    edits: [
      {
        file: 'sqlite-tables/span-tables.ts',
        find: 'if (row.id > this.watermark) continue;',
        replace: '',
      },
    ],
  },
  {
    name: 'last row of a page twice',
    description: 'the second page of a trace begins with the last span of the first',
    edits: [
      {
        file: 'sqlite-tables/span-statements.ts',
        find: "'WHERE trace = ? AND (starts, span_id, hash) > (?, ?, ?) ORDER BY",
        replace: "'WHERE trace = ? AND (starts, span_id) >= (?, ?) AND ? IS NOT NULL ORDER BY",
      },
    ],
  },
  {
    name: 'ids anew after a restart',
    description: 'a writer that opens a folder gives span ids from 1 on, so that new spans look like ones it has',
    edits: [
      {
        file: 'sqlite-tables/insert-spans.ts',
        find: 'this.#statements = prepareStatements(db);\n    this.forget();',
        replace: 'this.#statements = prepareStatements(db);',
      },
    ],
  },
  {
    name: 'marks forgotten by a restart',
    description: 'a reader knows only the marks that it gave out itself; any other one means now',
    edits: [
      {
        file: 'sqlite-tables/reader.ts',
        find: 'const latest = this.#statements.lastSpan.get() ?? 0;',
        replace: `const latest = this.#statements.lastSpan.get() ?? 0;
    this.#given.add(latest);
    if (!this.#given.has(watermark)) watermark = latest;`,
      },
      {
        file: 'sqlite-tables/reader.ts',
        find: 'readonly #folder: string;',
        replace: 'readonly #folder: string;\n  readonly #given = new Set<number>();',
      },
    ],
  },
  {
    name: 'changes looked for once',
    description: 'a walk does not notice the traces that change between two of its steps',
    edits: [
      {
        file: 'sqlite-tables/trace-walk.ts',
        find: 'const page = this.#tables.changed(this.#seen, this.#chunk);',
        replace: `const page = this.#seen < 0 ? [] : this.#tables.changed(this.#seen, this.#chunk);
      if (page.length < this.#chunk) this.#seen = -1;`,
      },
      {
        file: 'sqlite-tables/trace-walk.ts',
        find: 'this.#seen = page.at(-1)?.lastSpan ?? this.#seen;',
        replace: 'if (this.#seen >= 0) this.#seen = page.at(-1)?.lastSpan ?? this.#seen;',
      },
    ],
  },
  {
    name: 'counts caught up with once',
    description: 'what is committed while the catalogue is read is counted as if it had been there at the mark',
    edits: [
      {
        file: 'sqlite-tables/catalogue.ts',
        find: 'const page = this.#statements.newerSpans.all(this.#seen, this.#limits.page);',
        replace: `const page = this.#seen < 0 ? [] : this.#statements.newerSpans.all(this.#seen, this.#limits.page);
      if (page.length < this.#limits.page) this.#seen = -1;`,
      },
      {
        file: 'sqlite-tables/catalogue.ts',
        find: 'this.#seen = page.at(-1)?.id ?? this.#seen;',
        replace: 'if (this.#seen >= 0) this.#seen = page.at(-1)?.id ?? this.#seen;',
      },
    ],
  },
  {
    name: 'outline of what came later',
    description: 'the outline of a trace shows spans that were stored after the snapshot was taken',
    edits: [
      {
        file: 'sqlite-tables/span-tables.ts',
        find: 'page.filter(([id]) => id <= this.watermark).map((row) => this.#outline(',
        replace: 'page.map((row) => this.#outline(',
      },
    ],
  },
];

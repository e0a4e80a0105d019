// One endpoint: what it does, what it takes, how to ask it, what it answers.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeBlock } from '../../ui/code-block.tsx';
import { Described } from './described.tsx';
import { curlOf, type JsonSchema, type Operation, type Parameter } from './openapi.ts';
import { schemaLines, typeOf } from './schema-lines.ts';
import styles from './operation-section.module.css';

interface OperationSectionProps {
  readonly operation: Operation;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
  readonly auth: boolean;
}

export function OperationSection({ operation, schemas, auth }: OperationSectionProps) {
  const { t } = useTranslation('apiDocs');
  const { operationId, method, path, summary, description, parameters, responses } = operation;
  const answers = Object.entries(responses);
  const good = answers.filter(([status]) => status.startsWith('2'));
  const bad = answers.filter(([status]) => !status.startsWith('2'));
  return (
    <article id={operationId} tabIndex={-1} className={styles.operation} aria-labelledby={`${operationId}-title`}>
      <h3 id={`${operationId}-title`} className={styles.title}>
        <span className={styles.method}>{method}</span> <code className={styles.path}>{path}</code>
      </h3>
      <div lang="en" className={styles.words}>
        {summary !== '' && (
          <p className={styles.summary}>
            <Described text={summary} />
          </p>
        )}
        {description !== '' && (
          <p>
            <Described text={description} />
          </p>
        )}
      </div>
      {parameters.length > 0 && <Parameters parameters={parameters} />}
      <h4 className={styles.heading}>{t('example')}</h4>
      <CodeBlock
        text={curlOf(operation, window.location.origin, auth)}
        label={t('exampleOf', { endpoint: `${method} ${path}` })}
      />
      <h4 className={styles.heading}>{t('answers')}</h4>
      {good.map(([status, answer]) =>
        Object.entries(answer.content ?? {}).map(([type, { schema }]) => (
          <Answer key={`${status} ${type}`} status={status} type={type} schema={schema} schemas={schemas} />
        )),
      )}
      {bad.length > 0 && (
        <ul className={styles.refusals} lang="en">
          {bad.map(([status, answer]) => (
            <li key={status}>
              <span className={styles.status}>{status}</span> <Described text={answer.description} />
            </li>
          ))}
        </ul>
      )}
    </article>
  );
}

function Parameters({ parameters }: { readonly parameters: readonly Parameter[] }) {
  const { t } = useTranslation('apiDocs');
  return (
    <>
      <h4 className={styles.heading}>{t('parameters')}</h4>
      <dl className={styles.parameters}>
        {parameters.map((parameter) => (
          <div key={parameter.name} className={styles.parameter}>
            <dt>
              <code>{parameter.name}</code>
              {parameter.required && <span className={styles.required}>{t('required')}</span>}
            </dt>
            <dd lang="en">
              <code className={styles.type}>{typeOf(parameter.schema)}</code> <Described text={parameter.description} />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

interface AnswerProps {
  readonly status: string;
  readonly type: string;
  readonly schema: JsonSchema | undefined;
  readonly schemas: Readonly<Record<string, JsonSchema>>;
}

/** What comes back, folded until it is asked for: some answers are long. */
function Answer({ status, type, schema, schemas }: AnswerProps) {
  const lines = useMemo(() => schemaLines(schema, schemas), [schema, schemas]);
  return (
    <details className={styles.answer}>
      <summary>
        <span className={styles.status}>{status}</span> <code>{type}</code>{' '}
        <code className={styles.type}>{typeOf(schema)}</code>
      </summary>
      <ul className={styles.tree} lang="en">
        {lines.map((line, index) => (
          // The lines of a schema never change places.
          <li key={`${index} ${line.name}`} style={{ paddingLeft: line.depth * 16 }}>
            {line.name !== '' && (
              <code className={styles.name}>
                {line.name}
                {line.optional ? '?' : ''}
              </code>
            )}{' '}
            <code className={styles.type}>{line.type}</code>{' '}
            <span className={styles.description}>
              <Described text={line.description} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

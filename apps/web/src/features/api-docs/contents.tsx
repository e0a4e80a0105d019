// The left side: every endpoint that the filter leaves, as links.
import { Link } from '@tanstack/react-router';
import { SkeletonBlock } from '../../ui/states.tsx';
import type { Group } from './openapi.ts';
import styles from './api-docs-page.module.css';

export function Contents({ groups }: { readonly groups: readonly Group[] | undefined }) {
  if (groups === undefined) return <SkeletonBlock width="80%" />;
  return groups.map((group) => (
    <div key={group.name}>
      <h2 lang="en" className={styles.contentsGroup}>
        {group.name}
      </h2>
      <ul className={styles.links}>
        {group.operations.map(({ operationId, method, path }) => (
          <li key={operationId}>
            <Link
              to="."
              search={(before) => before}
              hash={operationId}
              className={styles.link}
              activeOptions={{ exact: true, includeHash: true, includeSearch: false }}
            >
              <span className={styles.linkMethod}>{method}</span>
              <code className={styles.linkPath}>{path.replace('/api/v1', '')}</code>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}

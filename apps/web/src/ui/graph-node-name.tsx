// A node of the service graph in lists: a swatch for services, an icon for what sends no spans, and the name.
import { IconDatabase, IconStack2, IconUsers, IconWorld } from '@tabler/icons-react';
import type { GraphNode } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { isBlank } from '../lib/blank.ts';
import styles from './graph-node-name.module.css';
import { Name, useNameText } from './name.tsx';
import { ServiceSwatch } from './service.tsx';

const ICONS = { database: IconDatabase, queue: IconStack2, external: IconWorld, user: IconUsers } as const;

interface GraphNodeNameProps {
  readonly node: GraphNode;
  /** As drawn: the name, with its namespace when the name alone is ambiguous. */
  readonly drawnLabel: string;
}

export function GraphNodeName({ node, drawnLabel }: GraphNodeNameProps) {
  const { t } = useTranslation('graph');
  const { kind, name } = node;
  const nameText = useNameText();
  // The picture's own words for a name that shows nothing are those of one language.
  const label = isBlank(name) ? name : drawnLabel;
  const Icon = kind === 'service' ? undefined : ICONS[kind];
  return (
    <span className={styles.name} title={`${nameText(label)}, ${t(`kind.${kind}`)}`}>
      {Icon === undefined ? (
        <ServiceSwatch service={node} />
      ) : (
        <Icon size={14} stroke={1.75} className={styles.icon} aria-label={t(`kind.${kind}`)} />
      )}
      <span className={styles.text}>
        <Name text={label} />
      </span>
    </span>
  );
}

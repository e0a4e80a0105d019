// A node in lists: a swatch for services, an icon for what sends no spans, and the name.
import { IconDatabase, IconStack2, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ServiceSwatch } from '../../ui/service.tsx';
import type { DrawnNode } from './paint-map.ts';
import styles from './node-name.module.css';

const ICONS = { database: IconDatabase, queue: IconStack2, external: IconWorld } as const;

export function NodeName({ node }: { readonly node: DrawnNode }) {
  const { t } = useTranslation('diagrams');
  const { kind } = node.source;
  const Icon = kind === 'service' ? undefined : ICONS[kind];
  return (
    <span className={styles.name} title={`${node.label}, ${t(`kind.${kind}`)}`}>
      {Icon === undefined ? (
        <ServiceSwatch service={node.source} />
      ) : (
        <Icon size={14} stroke={1.75} className={styles.icon} aria-label={t(`kind.${kind}`)} />
      )}
      <span className={styles.text}>{node.label}</span>
    </span>
  );
}

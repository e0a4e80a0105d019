// A node in lists: a swatch for services, an icon for what sends no spans, and the name.
import { IconDatabase, IconStack2, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isBlank } from '../../lib/blank.ts';
import { Name, useNameText } from '../../ui/name.tsx';
import { ServiceSwatch } from '../../ui/service.tsx';
import type { DrawnNode } from './paint-map.ts';
import styles from './node-name.module.css';

const ICONS = { database: IconDatabase, queue: IconStack2, external: IconWorld } as const;

export function NodeName({ node }: { readonly node: DrawnNode }) {
  const { t } = useTranslation('diagrams');
  const { kind, name } = node.source;
  const nameText = useNameText();
  // The picture's own words for a name that shows nothing are those of one language.
  const label = isBlank(name) ? name : node.label;
  const Icon = kind === 'service' ? undefined : ICONS[kind];
  return (
    <span className={styles.name} title={`${nameText(label)}, ${t(`kind.${kind}`)}`}>
      {Icon === undefined ? (
        <ServiceSwatch service={node.source} />
      ) : (
        <Icon size={14} stroke={1.75} className={styles.icon} aria-label={t(`kind.${kind}`)} />
      )}
      <span className={styles.text}>
        <Name text={label} />
      </span>
    </span>
  );
}

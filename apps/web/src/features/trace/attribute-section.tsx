// A section of attributes with a search of its own: those of the span, and those of its resource.
import { TextInput } from '@mantine/core';
import type { ApiAttribute } from '@spanloom/api-schema';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AttributeTable } from './attribute-table.tsx';
import { DrawerSection } from './drawer-section.tsx';
import styles from './span-drawer.module.css';

interface AttributeSectionProps {
  readonly title: string;
  /** Name of the search field. */
  readonly searchLabel: string;
  readonly scope: 'span' | 'resource';
  readonly attributes: readonly ApiAttribute[];
  readonly dropped: number;
  readonly summary?: ReactNode;
  readonly initiallyOpen?: boolean;
  readonly children?: ReactNode;
}

export function AttributeSection(props: AttributeSectionProps) {
  const { title, searchLabel, scope, attributes, dropped, summary, initiallyOpen = false, children } = props;
  const { t } = useTranslation('trace');
  const [filter, setFilter] = useState('');
  return (
    <DrawerSection
      title={title}
      count={attributes.length}
      summary={summary}
      initiallyOpen={initiallyOpen}
      action={
        <TextInput
          className={styles.filter}
          size="xs"
          aria-label={searchLabel}
          placeholder={t('nameOrValue')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      }
    >
      <AttributeTable
        attributes={attributes}
        dropped={dropped}
        label={title}
        filter={filter}
        scope={scope}
        showAll={scope === 'resource'}
      />
      {children}
    </DrawerSection>
  );
}

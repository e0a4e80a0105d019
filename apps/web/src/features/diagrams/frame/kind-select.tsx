// Which kind of diagram the page shows.
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { DIAGRAM_KINDS, type DiagramKind, type DiagramsUrl } from '../diagrams-url.ts';
import styles from './field.module.css';
import { Select } from '../../../ui/select.tsx';

interface KindSelectProps {
  readonly kind: DiagramKind;
  readonly onChange: (part: Partial<DiagramsUrl>) => void;
}

/** The address keeps what the other kind was about: choosing it again brings the same picture back. */
export const KindSelect = memo(function KindSelect({ kind, onChange }: KindSelectProps) {
  const { t } = useTranslation('diagrams');
  return (
    <Select
      label={t('kindOfDiagram')}
      classNames={{ label: styles.label }}
      allowDeselect={false}
      value={kind}
      data={DIAGRAM_KINDS.map((value) => ({ value, label: t(`diagramKinds.${value}`) }))}
      onChange={(value) => onChange({ kind: value ?? undefined, view: undefined })}
    />
  );
});

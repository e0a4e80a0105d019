// Marks on a strip of time where new versions of services first appeared. Each leads to the time from it on, compared with the
// time before it.
import type { Deploy } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../i18n/use-format.ts';
import type { TimeWindow } from '../lib/time-range.ts';
import { useNameText } from '../ui/name.tsx';
import styles from './deploy-marks.module.css';

/** Room for a label, which is cut to it. */
const LABEL_PX = 110;

interface DeployMarksProps {
  readonly range: TimeWindow;
  /** Of the strip, pixels. */
  readonly width: number;
  readonly deploys: readonly Deploy[];
  readonly onDeploy: (deploy: Deploy) => void;
}

export function DeployMarks({ range, width, deploys, onDeploy }: DeployMarksProps) {
  const { t } = useTranslation('graph');
  const format = useFormat();
  const nameText = useNameText();
  const length = Number(range.end - range.start);
  const shown = deploys.filter(({ at }) => BigInt(at) >= range.start && BigInt(at) <= range.end);
  const xOf = ({ at }: Deploy): number => (Number(BigInt(at) - range.start) / length) * width;
  if (shown.length === 0 || length <= 0) return undefined;
  return (
    <ul className={styles.marks} aria-label={t('deploys.list')}>
      {shown.map((deploy, place) => {
        const { service, from, to, at } = deploy;
        const next = shown[place + 1];
        const room = (next === undefined ? width : xOf(next)) - xOf(deploy);
        const told = t('deploys.mark', {
          service: nameText(service.name),
          from: nameText(from),
          to: nameText(to),
          time: format.clock(BigInt(at)),
        });
        return (
          <li key={`${service.namespace}/${service.name} ${to}`} style={{ left: xOf(deploy) }}>
            <button
              type="button"
              className={styles.mark}
              title={told}
              aria-label={told}
              onPointerDown={(event) => event.stopPropagation()}
              onDoubleClick={(event) => event.stopPropagation()}
              onClick={() => onDeploy(deploy)}
            />
            {room >= LABEL_PX && (
              <span className={styles.label} aria-hidden="true">
                {nameText(service.name)} {nameText(to)}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

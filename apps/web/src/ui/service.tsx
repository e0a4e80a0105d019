// How a service appears: swatch in lists, tick before a name in rows, chip with its span count. The name always stands beside it.
import type { ServiceRef } from '@spanloom/api-schema';
import { Name, useNameText } from './name.tsx';
import styles from './service.module.css';

type Colored = Pick<ServiceRef, 'color' | 'secondLap'>;

/** CSS colour of a palette slot: fill, text on a chip, or ground of a chip. */
export function serviceColor(slot: number, part: 'fill' | 'text' | 'soft' = 'fill'): string {
  return `var(--sl-service-${slot}${part === 'fill' ? '' : `-${part}`})`;
}

/** 8 px square; hollow when the service shares its slot with another. */
export function ServiceSwatch({ service }: { readonly service: Colored }) {
  const color = serviceColor(service.color);
  return (
    <span
      className={styles.swatch}
      style={service.secondLap === true ? { boxShadow: `inset 0 0 0 2px ${color}` } : { background: color }}
    />
  );
}

/** 3 px stripe before a name in a row. */
export function ServiceTick({ service, title }: { readonly service: Colored; readonly title?: string }) {
  return <span className={styles.tick} style={{ background: serviceColor(service.color) }} title={title} />;
}

/** Soft ground, swatch, name, and the count of spans when it is given. */
export function ServiceChip({
  service,
  count,
}: {
  readonly service: Colored & { readonly name: string };
  readonly count?: string;
}) {
  const nameText = useNameText();
  return (
    <span
      className={styles.chip}
      style={{ background: serviceColor(service.color, 'soft'), color: serviceColor(service.color, 'text') }}
      title={nameText(service.name)}
    >
      <ServiceSwatch service={service} />
      <span className={styles.name}>
        <Name text={service.name} />
      </span>
      {count !== undefined && <b className={styles.count}>{count}</b>}
    </span>
  );
}

// Nothing has been stored yet: where to send the first span, with the real endpoints of this server.
import type { Listener, StatusResponse } from '@spanloom/api-schema';
import { useTranslation } from 'react-i18next';
import { CommandLine, StatePanel } from '../../ui/states.tsx';
import styles from './first-span.module.css';

export function FirstSpan({ status }: { readonly status: StatusResponse }) {
  const { t } = useTranslation('search');
  const http = endpointOf(status.listeners, 'otlp-http');
  const grpc = endpointOf(status.listeners, 'otlp-grpc');
  const refused = status.ingest.refusedRequests;
  return (
    <StatePanel title={t('emptyTitle')} lead={t('emptyLead')}>
      <dl className={styles.list}>
        {http !== undefined && <Entry label={t('emptyEndpoint')} text={`${http}/v1/traces`} />}
        {grpc !== undefined && <Entry label={t('emptyGrpc')} text={grpc} />}
        {http !== undefined && (
          <Entry
            label={t('emptyEnvironment')}
            text={`OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf OTEL_EXPORTER_OTLP_ENDPOINT=${http}`}
          />
        )}
        <Entry label={t('emptyDemo')} text="npm start -- --demo" />
      </dl>
      <p className={styles.listening} role="status">
        <span className={styles.dot} aria-hidden="true" />
        {refused === 0 ? t('emptyListening') : t('emptyRefused', { count: refused })}
      </p>
    </StatePanel>
  );
}

function Entry({ label, text }: { readonly label: string; readonly text: string }) {
  return (
    <div className={styles.entry}>
      <dt>{label}</dt>
      <dd>
        <CommandLine text={text} />
      </dd>
    </div>
  );
}

/** Where this browser's machine reaches a listener: one on all addresses is named as the page itself is. */
function endpointOf(listeners: readonly Listener[], name: Listener['name']): string | undefined {
  const found = listeners.find((listener) => listener.name === name);
  if (found === undefined) return undefined;
  const everywhere = found.host === '0.0.0.0' || found.host === '::';
  const host = everywhere ? window.location.hostname : found.host;
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${found.port}`;
}

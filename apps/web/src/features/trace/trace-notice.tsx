// What of a trace's address means nothing in it. A span that is not here is told in the drawer's place.
import { useTranslation } from 'react-i18next';
import { unknownParts, withoutParts } from '../../lib/unknown-parts.ts';
import { UnknownAddress } from '../../ui/address-notice.tsx';
import { KNOWN_VALUES, type TraceUrl } from './trace-url.ts';

interface TraceNoticeProps {
  readonly url: TraceUrl;
  /** The span whose tree alone should be shown is here. */
  readonly withinIsHere: boolean;
  readonly onUrl: (change: Partial<TraceUrl>) => void;
}

export function TraceNotice({ url, withinIsHere, onUrl }: TraceNoticeProps) {
  const { t } = useTranslation('trace');
  const unknown = unknownParts(url, { ...KNOWN_VALUES, within: () => withinIsHere });
  return (
    <UnknownAddress
      parts={unknown}
      instead={(parameter) => t(`unknownPart.${parameter}`)}
      onDrop={() => onUrl(withoutParts(url, unknown) as Partial<TraceUrl>)}
    />
  );
}

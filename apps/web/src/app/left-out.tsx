// What the page was opened with and no page of that address knows: it is told, once, since the router leaves it out.
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { leftOut } from '../lib/left-out.ts';
import { parseSearch } from '../lib/search-params.ts';
import { AddressNotice } from '../ui/address-notice.tsx';

/** Before the router writes it as it understands it. */
const OPENED_WITH = parseSearch(globalThis.location.search);

export function LeftOut() {
  const { t } = useTranslation('shell');
  const understood = useUnderstood();
  const [parts] = useState(() => leftOut(OPENED_WITH, understood()));
  const [seen, setSeen] = useState(false);
  if (seen || parts.length === 0) return undefined;
  return (
    <AddressNotice
      lead={t('addressUnknown')}
      parts={parts.map(({ name, value, isAgain }) => ({
        text: `${name}=${value}`,
        instead: t(isAgain ? 'leftOutAgain' : 'leftOutName'),
      }))}
      dropWords={t('leftOutSeen')}
      onDrop={() => setSeen(true)}
    />
  );
}

/** What the routes of the page make of it. */
function useUnderstood(): () => Readonly<Record<string, unknown>> {
  const router = useRouter();
  return () => {
    const read = router.state.matches.map(({ routeId }) => {
      const { validateSearch } = router.routesById[routeId].options;
      return typeof validateSearch === 'function' ? validateSearch(OPENED_WITH) : {};
    });
    return Object.assign({}, ...read);
  };
}

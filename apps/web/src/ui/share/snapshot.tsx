// A snapshot or a living image: what it is called, how long its link opens, what is replaced in it; then the link.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DiagramFile } from '../../api/diagram-file.ts';
import { makeShare, sharesQuery } from '../../api/shares.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { keepOwnLink } from '../../lib/own-links.ts';
import { nanosOfMillis } from '../../lib/time-range.ts';
import { MadeSnapshot } from './made-snapshot.tsx';
import { SnapshotForm, type SnapshotWishes } from './snapshot-form.tsx';

interface SnapshotProps {
  readonly file: DiagramFile;
  readonly title: string;
  /** Instead, where names or labels are replaced. */
  readonly plainTitle: string;
  /** Of a living image: how far it looks back. */
  readonly seconds: number | undefined;
}

export function Snapshot({ file, title, plainTitle, seconds }: SnapshotProps) {
  const { i18n } = useTranslation();
  const client = useQueryClient();
  const propose = useProposedTitle(file, seconds);
  const [wished, setWished] = useState<Partial<SnapshotWishes>>({ days: 30 });
  const { days, services = false, labels = false } = wished;
  // What is replaced must not stand in the title, unless somebody writes it there.
  const wishes: SnapshotWishes = {
    title: wished.title ?? propose(services || labels ? plainTitle : title),
    days,
    services,
    labels,
  };
  const redacted = redactedFile(file, wishes);
  const [remembered, setRemembered] = useState(true);
  const making = useMutation({
    mutationFn: ({ title: name, days: open }: SnapshotWishes) =>
      makeShare({
        file: seconds === undefined ? redacted : withoutTime(redacted),
        title: name,
        ...(open === undefined ? {} : { days: open }),
        ...(seconds === undefined ? {} : { window: seconds }),
      }),
    onSuccess: async (made) => {
      setRemembered(keepOwnLink(made));
      await client.invalidateQueries(sharesQuery());
    },
  });
  if (making.data !== undefined) return <MadeSnapshot key={i18n.language} made={making.data} remembered={remembered} />;
  return (
    <SnapshotForm
      wishes={wishes}
      living={seconds !== undefined}
      file={redacted}
      pending={making.isPending}
      error={making.error}
      onChange={(part) => setWished((before) => ({ ...before, ...part }))}
      onMake={() => making.mutate(wishes)}
    />
  );
}

/** What would be shared: preview and snapshot are drawn from the same. */
function redactedFile({ kind, parameters }: DiagramFile, { services, labels }: SnapshotWishes): DiagramFile {
  const redact = [...(services ? ['services'] : []), ...(labels ? ['labels'] : [])].join(',');
  return { kind, parameters: { ...parameters, redact: redact === '' ? undefined : redact } };
}

function withoutTime({ kind, parameters }: DiagramFile): DiagramFile {
  return { kind, parameters: { ...parameters, start: undefined, end: undefined, against: undefined } };
}

/** "Architecture map, 13:25 – 14:25": it says of when it is, since it stays. */
function useProposedTitle({ parameters }: DiagramFile, seconds: number | undefined): (title: string) => string {
  const { t } = useTranslation('shares');
  const format = useFormat();
  const [now] = useState(() => nanosOfMillis(Date.now()));
  const { start, end } = parameters;
  if (seconds !== undefined) return (title) => title;
  const time =
    typeof start === 'string' && typeof end === 'string'
      ? `${format.date(BigInt(start))}, ${format.window(BigInt(start), BigInt(end), now)}`
      : `${format.date(now)} ${format.clock(now, 'minute')}`;
  return (title) => t('proposedTitle', { title, time });
}

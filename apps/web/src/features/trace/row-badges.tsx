// The words at the right end of a row's name: what kind of error, which attempt, what is folded away.
import { errorWord } from './error-word.ts';
import type { MatchPlace } from './find-spans.ts';
import type { SpanModelRow } from './model-row.ts';
import type { RowWords } from './row-words.ts';
import { hiddenErrors } from './rows-layout.ts';
import { scopeBadge } from './scope-badge.ts';
import styles from './waterfall.module.css';

interface RowBadgesProps extends RowWords {
  readonly row: SpanModelRow;
  readonly folded: boolean;
  readonly match: MatchPlace | undefined;
}

export function RowBadges({ row, folded, match, t, format }: RowBadgesProps) {
  const { span, flaw } = row.row;
  const hidden = folded ? hiddenErrors(row) : 0;
  const seenBy = scopeBadge(span);
  const nothing = match?.kind !== 'attribute' && !span.conflicting && flaw !== 'cycle' && seenBy === undefined;
  if (nothing && row.retry === 0 && !span.error && !folded) return undefined;
  const more = folded ? t('moreRows', { count: row.spansBelow, text: format.count(row.spansBelow) }) : undefined;
  return (
    <span className={styles.rowBadges}>
      {match?.kind === 'attribute' && <span className={styles.matchKey}>{match.key}</span>}
      {span.conflicting && <span className={styles.warnBadge}>{t('conflictShort')}</span>}
      {flaw === 'cycle' && <span className={styles.warnBadge}>{t('cycleShort')}</span>}
      {seenBy !== undefined && (
        <span className={styles.countBadge} title={t('seenFromOutside')}>
          {seenBy}
        </span>
      )}
      {row.retry > 0 && (
        <span className={styles.countBadge} title={t('retryHint', { count: row.retry })}>
          {t('retry', { count: row.retry })}
        </span>
      )}
      {span.error && <span className={styles.errorBadge}>{errorWord(span) ?? t('error')}</span>}
      {more !== undefined && (
        <span className={styles.countBadge} title={more}>
          <span aria-hidden>+{format.count(row.spansBelow)}</span>
          <span className="sl-visually-hidden">{more}</span>
        </span>
      )}
      {hidden > 0 && (
        <span className={styles.errorBadge}>{t('hiddenErrors', { count: hidden, text: format.count(hidden) })}</span>
      )}
    </span>
  );
}

// The frame: top bar (44), work area, foot line (24). Only what exists is in the navigation.
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconSearch } from '@tabler/icons-react';
import { modKey } from '../lib/mod-key.ts';
import { useFootLineSlot } from '../ui/foot-line.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { MountOnOpen } from '../ui/mount-on-open.tsx';
import { useShortcuts } from '../ui/use-shortcuts.ts';
import { useTimeRangeUrl } from '../ui/use-time-range.ts';
import { CommandPalette } from './command-palette.tsx';
import { HelpMenu } from './help-menu.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { LanguageMenu } from './language-menu.tsx';
import { LiveToggle } from './live-toggle.tsx';
import { Mark } from './mark.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { PAGES } from './pages.ts';
import { Tooltips } from './tooltips.tsx';
import { TimeRangeControl } from './time-range-control.tsx';
import { LeftOut } from './left-out.tsx';
import { UnreadRange } from './unread-range.tsx';
import styles from './shell.module.css';

export function Shell() {
  const { t } = useTranslation('shell');
  const { setSlot } = useFootLineSlot();
  const timeRange = useTimeRangeUrl();
  const navigate = useNavigate();
  // Only Search waits to be told to keep up; the diagrams always do.
  const pathname = useLocation({ select: (location) => location.pathname });
  const page = useRef<HTMLElement>(null);
  const [keysShown, setKeysShown] = useState(false);
  const [paletteShown, setPaletteShown] = useState(false);
  useShortcuts({
    'mod+k': () => setPaletteShown((before) => !before),
    '?': () => setKeysShown(true),
    '1': () => void navigate({ to: '/search', search: timeRange }),
    '2': () => void navigate({ to: '/services', search: timeRange }),
    '3': () => void navigate({ to: '/diagrams', search: timeRange }),
  });
  return (
    <div className={styles.shell}>
      <button type="button" className={styles.skip} onClick={() => page.current?.focus()}>
        {t('skipToContent')}
      </button>
      <header className={styles.bar}>
        <Link to="/search" search={timeRange} className={styles.brand} aria-label="Spanloom">
          <Mark size={16} />
          <span className={styles.name}>Spanloom</span>
        </Link>
        <nav className={styles.pages} aria-label={t('navigation')}>
          {PAGES.map((page) => (
            <Link
              key={page.to}
              to={page.to}
              search={timeRange}
              className={styles.page}
              activeOptions={{ includeSearch: false }}
              data-within={pathname.startsWith(page.within ?? 'nowhere') || undefined}
            >
              {t(page.label)}
            </Link>
          ))}
        </nav>
        <div className={styles.right}>
          <div className={styles.scope}>
            <TimeRangeControl />
            {pathname === '/search' && <LiveToggle />}
          </div>
          <button type="button" className={styles.palette} onClick={() => setPaletteShown(true)}>
            <IconSearch size={16} stroke={1.75} aria-hidden="true" />
            <span className="sl-visually-hidden">{t('commands')}</span>
            <Kbd>{modKey()}K</Kbd>
          </button>
          <HelpMenu onKeys={() => setKeysShown(true)} />
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </header>
      <main ref={page} tabIndex={-1} className={styles.work}>
        <UnreadRange />
        <LeftOut />
        <Outlet />
      </main>
      <footer className={styles.foot} ref={setSlot} />
      <MountOnOpen opened={paletteShown}>
        {(opened) => (
          <CommandPalette
            opened={opened}
            onClose={() => setPaletteShown(false)}
            onShowKeys={() => setKeysShown(true)}
          />
        )}
      </MountOnOpen>
      <MountOnOpen opened={keysShown}>
        {(opened) => <KeysDialog opened={opened} onClose={() => setKeysShown(false)} />}
      </MountOnOpen>
      <Tooltips />
    </div>
  );
}

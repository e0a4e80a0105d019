// Mantine in our clothes: sizes, the accent, and its colours mapped to the design tokens.
import { type ButtonProps, createTheme, type CSSVariablesResolver } from '@mantine/core';
import controls from './controls.module.css';

/** Gone at once: while it faded, what is pressed next would go to it. */
const FADE_IN = { duration: 120, exitDuration: 0 };

export const theme = createTheme({
  fontFamily:
    '"Spanloom Unit Space", "IBM Plex Sans Variable", "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", system-ui, sans-serif',
  fontFamilyMonospace: '"IBM Plex Mono", ui-monospace, monospace',
  fontSizes: { xs: '11px', sm: '12px', md: '13px', lg: '15px', xl: '20px' },
  lineHeights: { xs: '1.4545', sm: '1.5', md: '1.5385' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '20px' },
  radius: { xs: '3px', sm: '4px', md: '6px' },
  defaultRadius: 'sm',
  colors: {
    thread: [
      '#f3f4fd',
      '#e9ecfb',
      '#cfd6f7',
      '#97a6ff',
      '#7585e6',
      '#5566d6',
      '#3d4fc4',
      '#3243ad',
      '#293894',
      '#11142b',
    ],
  },
  primaryColor: 'thread',
  primaryShade: { light: 6, dark: 3 },
  autoContrast: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  // By name: with `Button.extend` and its like, every page would load the controls of all pages.
  components: {
    Button: {
      defaultProps: { size: 'xs' },
      classNames: { root: controls.button },
      // autoContrast reckons with the shade of the palette, not with the token that lies over it.
      vars: (_: unknown, { variant = 'filled' }: ButtonProps) => ({
        root: variant === 'filled' ? { '--button-color': 'var(--sl-on-accent)' } : {},
      }),
    },
    Checkbox: { defaultProps: { size: 'xs' } },
    Menu: {
      classNames: { item: controls.item },
      defaultProps: {
        withInitialFocusPlaceholder: false,
        shadow: 'md',
        radius: 'md',
        transitionProps: FADE_IN,
      },
    },
    Modal: { defaultProps: { radius: 'md', transitionProps: { duration: 120 } } },
    Popover: { defaultProps: { shadow: 'md', radius: 'md', transitionProps: FADE_IN } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs' }, classNames: { input: controls.input } },
    Switch: { defaultProps: { size: 'xs' } },
    TextInput: { defaultProps: { size: 'xs' }, classNames: { input: controls.input } },
    Tooltip: {
      defaultProps: { openDelay: 300, transitionProps: { duration: 120 } },
      classNames: { tooltip: controls.tooltip },
    },
  },
});

const ours = {
  '--mantine-color-body': 'var(--sl-bg)',
  '--mantine-color-text': 'var(--sl-t1)',
  '--mantine-color-dimmed': 'var(--sl-t3)',
  '--mantine-color-placeholder': 'var(--sl-t3)',
  '--mantine-color-default': 'var(--sl-bg)',
  '--mantine-color-default-hover': 'var(--sl-hover)',
  '--mantine-color-default-color': 'var(--sl-t1)',
  '--mantine-color-default-border': 'var(--sl-line2)',
  '--mantine-color-error': 'var(--sl-err)',
  '--mantine-color-anchor': 'var(--sl-accent)',
  '--mantine-primary-color-filled': 'var(--sl-accent)',
  '--mantine-primary-color-filled-hover': 'var(--sl-accent-hover)',
  '--mantine-primary-color-contrast': 'var(--sl-on-accent)',
  '--mantine-primary-color-light': 'var(--sl-accent-soft)',
  '--mantine-primary-color-light-color': 'var(--sl-accent)',
  '--mantine-shadow-md': 'var(--sl-shadow)',
};

/** Our tokens differ by theme themselves, so both of Mantine's schemes refer to them. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: ours, dark: ours });

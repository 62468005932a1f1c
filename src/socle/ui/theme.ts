import type { CSSVariablesResolver, MantineColorsTuple, MantineThemeOverride } from '@mantine/core'
import type { FocusEvent } from 'react'
import { chercherOption } from './liste/chercher-option.ts'

/**
 * The tokens of the interface, in one place: the theme of the professionals' screens and the style sheet of the person's
 * pages are both made from them. Every pair of text and ground below is at least 4.5:1 (theme.test.ts computes it).
 */
export const CLAIR = {
  encre: '#1B2430',
  papier: '#FFFFFF',
  toile: '#F6F7F9',
  trait: '#D9DEE5',
  bord: '#7A8595',
  discret: '#566173',
  action: '#0B5A67',
  'action-forte': '#084853',
  'action-fond': '#E3F1F3',
  'sur-action': '#FFFFFF',
  lien: '#0B5A67',
  fil: '#C2183C',
  survol: '#F3F6F8',
  done: '#0F6B3C',
  'done-fond': '#E7F4EC',
  soon: '#7A4B00',
  'soon-fond': '#FFF3D6',
  late: '#A61B1B',
  'late-fond': '#FDEBEA',
  waiting: '#3D4B63',
  'waiting-fond': '#EDF0F5',
  info: '#1F5FAE',
  'info-fond': '#E8F1FB',
  ombre: '0 8px 24px rgb(27 36 48 / 0.18)',
} as const

/** The same roles on a dark ground: tones are lightened, grounds are deep shades of the same hue, the thread stays red. */
export const SOMBRE: Record<keyof typeof CLAIR, string> = {
  encre: '#E9EDF2',
  papier: '#1A212B',
  toile: '#11161D',
  trait: '#343E4B',
  bord: '#7C8899',
  discret: '#A9B4C2',
  action: '#1A7583',
  'action-forte': '#14616D',
  'action-fond': '#123740',
  'sur-action': '#FFFFFF',
  lien: '#7CCBD6',
  fil: '#F0476A',
  survol: '#232C38',
  done: '#7FD6A4',
  'done-fond': '#12331F',
  soon: '#F2C261',
  'soon-fond': '#3A2A08',
  late: '#FF9E98',
  'late-fond': '#45191A',
  waiting: '#BBC6D8',
  'waiting-fond': '#2A323E',
  info: '#93C0F7',
  'info-fond': '#14304F',
  ombre: '0 8px 24px rgb(0 0 0 / 0.55)',
}

/** How a state feels. The meaning is carried by an icon and a word; the tone only helps the eye. */
export type Ton = 'done' | 'soon' | 'late' | 'waiting' | 'info'

/** The steps of space, in px. */
export const ESPACES = { xs: 4, sm: 8, md: 12, lg: 16, xl: 24, xxl: 32, xxxl: 48 } as const

/** Under this width the rail becomes a bar and tables become cards. */
export const ETROIT = '(max-width: 56.24em)'

const POLICE = "'Atkinson Hyperlegible Next Variable', 'Segoe UI', system-ui, sans-serif"

const rem = (px: number) => `${px / 16}rem`

/** `--f-encre: #1B2430; …`, for a scheme: used by Mantine's resolver and by the person's style sheet. */
export function variables(jetons: Record<keyof typeof CLAIR, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(jetons).map(([nom, valeur]) => [`--f-${nom}`, valeur]))
}

/** Ten shades for Mantine from one tone: our screens only ever use the roles set in `parTon`, the rest is a safety net. */
function nuances(fond: string, ton: string, forte = ton): MantineColorsTuple {
  return [fond, fond, fond, ton, ton, ton, ton, forte, forte, forte]
}

function parTon(couleur: string, jetons: Record<keyof typeof CLAIR, string>, ton: Ton | 'action') {
  const plein = ton === 'action' ? jetons.action : CLAIR[ton]
  const texte = ton === 'action' ? jetons.lien : jetons[ton]
  const fond = jetons[`${ton}-fond`]
  const nom = (suite: string) => `--mantine-color-${couleur}-${suite}`
  return {
    [nom('filled')]: plein,
    [nom('filled-hover')]: ton === 'action' ? jetons['action-forte'] : plein,
    [nom('text')]: texte,
    [nom('light')]: fond,
    [nom('light-hover')]: fond,
    [nom('light-color')]: texte,
    [nom('outline')]: texte,
    [nom('outline-hover')]: fond,
  }
}

const COULEURS: [string, Ton | 'action'][] = [
  ['action', 'action'],
  ['green', 'done'],
  ['yellow', 'soon'],
  ['red', 'late'],
  ['gray', 'waiting'],
  ['blue', 'info'],
]

function roles(jetons: Record<keyof typeof CLAIR, string>): Record<string, string> {
  return {
    ...variables(jetons),
    ...Object.assign({}, ...COULEURS.map(([couleur, ton]) => parTon(couleur, jetons, ton))),
    '--mantine-color-text': jetons.encre,
    '--mantine-color-bright': jetons.encre,
    '--mantine-color-body': jetons.papier,
    '--mantine-color-dimmed': jetons.discret,
    '--mantine-color-placeholder': jetons.discret,
    '--mantine-color-anchor': jetons.lien,
    '--mantine-color-error': jetons.late,
    '--mantine-color-default': jetons.papier,
    '--mantine-color-default-hover': jetons.survol,
    '--mantine-color-default-color': jetons.encre,
    '--mantine-color-default-border': jetons.bord,
    '--mantine-color-disabled': jetons['waiting-fond'],
    '--mantine-color-disabled-color': jetons.discret,
    '--mantine-color-disabled-border': jetons.trait,
    '--menu-item-hover': jetons.survol,
    '--mantine-primary-color-contrast': jetons['sur-action'],
  }
}

/** Gives Mantine our roles for each scheme; the values of its own palette are never seen. */
export const resoudreVariables: CSSVariablesResolver = () => ({
  variables: {
    ...Object.fromEntries(Object.entries(ESPACES).map(([nom, px]) => [`--f-espace-${nom}`, rem(px)])),
    '--f-rayon': rem(8),
    '--f-police': POLICE,
  },
  light: roles(CLAIR),
  dark: roles(SOMBRE),
})

/** What is typed in a list that is searched replaces what was chosen. */
function toutChoisir({ currentTarget }: FocusEvent<HTMLInputElement>): void {
  if (currentTarget.readOnly) return
  // After the click that gave the focus has put its cursor, unless the focus went on.
  requestAnimationFrame(() => {
    if (document.activeElement === currentTarget) currentTarget.select()
  })
}

/** A window's head is an HTML header: without its role it would count as a second banner of the page. */
const FENETRE = {
  defaultProps: {
    padding: 'lg',
    centered: true,
    closeButtonProps: { 'aria-label': 'Fermer' },
    attributes: { header: { role: 'presentation' } },
    overlayProps: { backgroundOpacity: 0.5 },
  },
  styles: { title: { fontSize: rem(18), fontWeight: 650 } },
}

/** The Mantine theme. Sizes `xs` and `sm` are raised: 14 px is the smallest text there is. */
export const theme: MantineThemeOverride = {
  fontFamily: POLICE,
  fontSizes: { xs: rem(14), sm: rem(16), md: rem(16), lg: rem(18), xl: rem(22) },
  lineHeights: { xs: '1.4', sm: '1.5', md: '1.5', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: POLICE,
    fontWeight: '650',
    sizes: {
      h1: { fontSize: rem(28), lineHeight: '1.25' },
      h2: { fontSize: rem(20), lineHeight: '1.3' },
      h3: { fontSize: rem(17), lineHeight: '1.35' },
      h4: { fontSize: rem(16), lineHeight: '1.4' },
    },
  },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24), xxl: rem(32), xxxl: rem(48) },
  radius: { xs: rem(4), sm: rem(8), md: rem(8), lg: rem(8), xl: rem(8) },
  defaultRadius: 'md',
  shadows: Object.fromEntries(['xs', 'sm', 'md', 'lg', 'xl'].map(taille => [taille, 'var(--f-ombre)'])),
  breakpoints: { xs: '22.5em', sm: '40em', md: '56.25em', lg: '75em', xl: '90em' },
  colors: {
    action: nuances(CLAIR['action-fond'], CLAIR.action, CLAIR['action-forte']),
    green: nuances(CLAIR['done-fond'], CLAIR.done),
    yellow: nuances(CLAIR['soon-fond'], CLAIR.soon),
    red: nuances(CLAIR['late-fond'], CLAIR.late),
    blue: nuances(CLAIR['info-fond'], CLAIR.info),
    gray: [
      CLAIR.toile,
      CLAIR['waiting-fond'],
      '#E4E8ED',
      CLAIR.trait,
      CLAIR.bord,
      CLAIR.discret,
      CLAIR.discret,
      CLAIR.waiting,
      CLAIR.encre,
      CLAIR.encre,
    ],
    dark: [
      SOMBRE.encre,
      SOMBRE.waiting,
      SOMBRE.discret,
      SOMBRE.discret,
      SOMBRE.bord,
      SOMBRE['waiting-fond'],
      SOMBRE.survol,
      SOMBRE.papier,
      SOMBRE.toile,
      SOMBRE.toile,
    ],
  },
  primaryColor: 'action',
  primaryShade: { light: 6, dark: 6 },
  black: CLAIR.encre,
  white: CLAIR.papier,
  respectReducedMotion: true,
  cursorType: 'pointer',
  focusRing: 'auto',
  components: {
    InputWrapper: { defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } },
    Checkbox: { defaultProps: { size: 'md', radius: 'xs' } },
    Radio: { defaultProps: { size: 'md' } },
    // Choosing again what is already chosen keeps it; what may be emptied has its cross. A list unfolds when it is asked for, not when
    // the focus comes: put there by a window, it would hide the other fields.
    Select: {
      defaultProps: { allowDeselect: false, openOnFocus: false, onFocus: toutChoisir, filter: chercherOption },
    },
    MultiSelect: { defaultProps: { openOnFocus: false, filter: chercherOption } },
    Switch: { defaultProps: { size: 'md' } },
    InputLabel: { defaultProps: { fw: 600 } },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    InputDescription: { styles: { description: { marginTop: rem(2) } } },
    // Under a field, what another put there meanwhile: nothing that was won.
    Input: { defaultProps: { withSuccessStyles: false } },
    InputSuccess: { styles: { success: { marginTop: rem(2) } } },
    InputError: { styles: { error: { marginTop: rem(2) } } },
    Menu: { defaultProps: { withInitialFocusPlaceholder: false } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300, multiline: true, maw: 320 } },
    Modal: FENETRE,
    // Most of ours tell how things stand: nothing to interrupt a screen reader for.
    Alert: { defaultProps: { variant: 'light', role: 'note' } },
    Tabs: { defaultProps: { keepMounted: false } },
    Anchor: { defaultProps: { underline: 'always' } },
  },
}

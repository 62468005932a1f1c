import type { Brouillon } from '../lire/brouillon.ts'
import type { Version } from '../lire/foyer-flux.ts'
import { empechementVrsb, GESTES_VRSB } from './foyer-vrsb.ts'
import { empechementVrsd, GESTES_VRSD0101, GESTES_VRSD0301 } from './foyer-vrsd.ts'
import { arbre, type Noeud } from './schema.ts'
import { VRSB0801 } from './vrsb0801.ts'
import { BALISES_VRSB, BALISES_VRSD, ORDONNES_VRSD, VRSD0101, VRSD0301 } from './vrsd.ts'

/** How one version is read. */
export type Lecteur = {
  version: Version
  racine: Noeud<Brouillon>
  /** Stands above the root, so that the root itself is read as a child. */
  document: Noeud<Brouillon>
  /** Why a household that was read whole can't be used, or null; finishes what could only be known at its end. */
  empechement: (b: Brouillon) => { champ: string; motif: string } | null
  /** Elements that only the other versions have, and which ones those are. */
  etrangeres: ReadonlySet<string>
  autres: string
}

function lecteur(racine: Noeud<Brouillon>, reste: Omit<Lecteur, 'racine' | 'document'>): Lecteur {
  const document = { ...racine, nom: 'document', suite: [racine], libre: null, dernierObligatoire: 0, ouverture: '' }
  return { ...reste, racine, document }
}
const vrsd = { empechement: empechementVrsd, etrangeres: BALISES_VRSB, autres: 'des flux VRSB0801' }
const libre = { ordonnes: ORDONNES_VRSD }

export const LECTEURS: Readonly<Record<Version, Lecteur>> = {
  VRSB0801: lecteur(arbre(VRSB0801, 'Racine', GESTES_VRSB), {
    version: 'VRSB0801',
    empechement: empechementVrsb,
    etrangeres: BALISES_VRSD,
    autres: 'des flux VRSD0301 ou VRSD0101',
  }),
  VRSD0301: lecteur(arbre(VRSD0301, 'Racine', GESTES_VRSD0301, libre), { version: 'VRSD0301', ...vrsd }),
  VRSD0101: lecteur(arbre(VRSD0101, 'Racine', GESTES_VRSD0101, libre), { version: 'VRSD0101', ...vrsd }),
}

/** Characters in which the version shows: the header, then the first household. */
export const TAILLE_RECONNAISSANCE = 16 * 1024

/** Elements that VRSD0101 has and VRSD0301 has not. */
const SIGNES_0101 = /<(SanctionPCGPersonneRSA|FraudePCGPersonneRSA|EnAttente|LOCAADR|TYPEVOIE|MTSANCGRSA|DDRATDOS)\b/

/**
 * The version of a flow whose first characters these are (`entier`: all that will come), null when more are needed to tell; the
 * value of VERSIONFLUX when it is one we don't read. VRSD flows name theirs in VERSIONFLUX; without it, their header still names
 * the partner, and the elements of the first household tell one from the other.
 */
export function versionDe(debut: string, entier: boolean): Version | { inconnue: string } | null {
  const nommee = /<VERSIONFLUX>([^<]{0,40})<\/VERSIONFLUX>/.exec(debut)?.[1]?.trim()
  if (nommee) {
    if (/^(VRSD)?0?301$/.test(nommee)) return 'VRSD0301'
    if (/^(VRSD)?0?101$/.test(nommee)) return 'VRSD0101'
    if (/^(VRSB)?0?801$/.test(nommee)) return 'VRSB0801'
    return { inconnue: nommee }
  }
  const tout = entier || debut.length >= TAILLE_RECONNAISSANCE
  const finEntete = debut.indexOf('</IdentificationFlux>')
  if (finEntete < 0) return tout ? 'VRSB0801' : null
  if (!debut.slice(0, finEntete).includes('<IDEPARTE>')) return 'VRSB0801'
  if (!tout) return null
  return SIGNES_0101.test(debut) ? 'VRSD0101' : 'VRSD0301'
}

import type { Rejet } from '../../../../lecture/xml/fautes.ts'
import { cite } from '../../../../lecture/xml/valeurs.ts'
import { tropDeRejets } from './conformite.ts'
import type { IdentificationFlux, Version } from './foyer-flux.ts'

export type Bilan = {
  lus: number
  rejetes: number
  annonces: number
  annoncesAnomalie: number
  /** Elements (`@` before an attribute) that the map of the version doesn't have, and how often they came. VRSD only. */
  inconnus: ReadonlyMap<string, number>
}

/** The header of a flow from the leaves of IdentificationFlux, already checked. */
function identificationDe(version: Version, entete: Record<string, string>): IdentificationFlux {
  return {
    version,
    application: entete.APPLIEME ?? '',
    versionApplication: entete.NUMVERSIONAPPLIEME ?? '',
    type: entete.TYPEFLUX as IdentificationFlux['type'],
    nature: entete.NATFLUX ?? '',
    dateCreation: (entete.DTCREAFLUX ?? '').slice(0, 10),
    heureCreation: (entete.HEUCREAFLUX ?? '').slice(0, 8),
    dateReference: (entete.DTREF ?? '').slice(0, 10),
  }
}

/**
 * What stands around the households: the header, then the footer with its counts, compared with `bilan`. NBCARATRANSM (VRSD,
 * « nombre de caractères transmis ») isn't checked: nothing says which characters it counts.
 */
export function unCadre(version: Version, bilan: Bilan, refuser: (element: string, regle: string) => never) {
  const feuilles: Record<string, string> = {}
  let identification: IdentificationFlux | null = null
  return {
    identification: () => identification,
    lire: (nom: string, valeur: string): void => {
      feuilles[nom] = valeur
      if (nom === 'TYPEFLUX' && !/^[MIR]$/.test(valeur)) refuser(nom, `M, I ou R attendu${cite(valeur, 'lu')}`)
      if (nom === 'NATFLUX' && valeur !== 'D')
        refuser(nom, `ce n’est pas un flux bénéficiaires : D attendu${cite(valeur, 'lu')}`)
      if (nom === 'NBTOTDOSRSATRANSM') bilan.annonces = Number(valeur)
      if (nom === 'NBTOTDOSRSATRANSMANO') bilan.annoncesAnomalie = Number(valeur)
    },
    fermer: (nom: string, premiersRejets: readonly Rejet[], ligne: number): void => {
      if (nom === 'IdentificationFlux') identification = identificationDe(version, feuilles)
      if (nom !== 'TransmissionFlux') return
      if (bilan.annonces !== bilan.lus)
        refuser('NBTOTDOSRSATRANSM', `${bilan.annonces} foyer(s) annoncé(s), ${bilan.lus} lu(s)`)
      if (bilan.rejetes * 2 > bilan.lus) throw tropDeRejets(bilan, premiersRejets, ligne)
    },
  }
}

/** The schema has no attribute; those of XML Schema that point to it are allowed on any element. */
export function attributPermis(nom: string, valeur: string): boolean {
  if (nom === 'xmlns' ? valeur === '' : nom.startsWith('xmlns:')) return true
  return /^\w+:(noNamespaceSchemaLocation|schemaLocation)$/.test(nom)
}

import type { IdentificationFlux } from './foyer-flux.ts'

/** The header of a flow from the leaves of IdentificationFlux, already checked. */
export function identificationDe(entete: Record<string, string>): IdentificationFlux {
  return {
    version: 'VRSB0801',
    application: entete.APPLIEME ?? '',
    versionApplication: entete.NUMVERSIONAPPLIEME ?? '',
    type: entete.TYPEFLUX as IdentificationFlux['type'],
    nature: entete.NATFLUX ?? '',
    dateCreation: (entete.DTCREAFLUX ?? '').slice(0, 10),
    heureCreation: (entete.HEUCREAFLUX ?? '').slice(0, 8),
    dateReference: (entete.DTREF ?? '').slice(0, 10),
  }
}

/** The schema has no attribute; those of XML Schema that point to it are allowed on any element. */
export function attributPermis(nom: string, valeur: string): boolean {
  if (nom === 'xmlns' ? valeur === '' : nom.startsWith('xmlns:')) return true
  return /^\w+:(noNamespaceSchemaLocation|schemaLocation)$/.test(nom)
}

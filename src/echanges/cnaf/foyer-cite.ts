import { type Bloc, valeur } from '../../lecture/xml/bloc.ts'
import type { DescriptionXml } from '../../lecture/xml/description.ts'

/** The household a financial flow speaks of. */
export type FoyerCite = {
  organisme: 'CAF' | 'MSA'
  numeroOrganisme: string
  matricule: string
  numeroDemandeRsa: string
}

/**
 * What the financial flows say in the same words (interop.md §A4), around the household `foyer` (its element) that they cite. Persons and
 * addresses aren't read.
 */
export const decrireFoyersCites = (foyer: string): DescriptionXml => ({
  racine: 'Racine',
  entete: 'IdentificationFlux',
  enregistrement: foyer,
  fin: 'TransmissionFlux',
  compteur: 'NBTOTDOSRSATRANSM',
  chemins: {
    IdentificationFlux: '-APPLIEME -NUMVERSIONAPPLIEME TYPEFLUX NATFLUX DTCREAFLUX -HEUCREAFLUX DTREF',
    [`${foyer}/IdentificationRSA/Organisme`]: 'FONORG NUMORG MATRICULE',
    [`${foyer}/IdentificationRSA/Partenaire`]: '-',
    [`${foyer}/IdentificationRSA/DemandeRSA`]: '-DTDEMRSA NUMDEMRSA',
    [`${foyer}/Personne`]: '-',
    [`${foyer}/DonneesAdministratives`]: '-',
  },
})

/** Reads IdentificationRSA; a `refus` says what is missing to know the household. */
export function lireFoyerCite(bloc: Bloc): FoyerCite | { champ: string; refus: string } {
  const lu = (chemin: string) => valeur(bloc, `IdentificationRSA/${chemin}`)
  const organisme = lu('Organisme/FONORG')
  if (organisme !== 'CAF' && organisme !== 'MSA') return { champ: 'FONORG', refus: 'CAF ou MSA attendu' }
  const numeroDemandeRsa = lu('DemandeRSA/NUMDEMRSA')
  if (numeroDemandeRsa === null || !/^\w{1,15}$/.test(numeroDemandeRsa))
    return { champ: 'NUMDEMRSA', refus: 'numéro de demande RSA absent ou illisible : le foyer ne peut être connu' }
  return {
    organisme,
    numeroDemandeRsa,
    numeroOrganisme: lu('Organisme/NUMORG') ?? '',
    matricule: lu('Organisme/MATRICULE') ?? '',
  }
}

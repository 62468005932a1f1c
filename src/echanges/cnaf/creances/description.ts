import type { DescriptionXml } from '../../../lecture/xml/description.ts'

const F = 'InfosCreanceFoyerRSA'

/** The debts transferred to the département, VRSC0201 (interop.md §A4). Persons and addresses aren't read: the household is enough. */
export const VRSC0201: DescriptionXml = {
  racine: 'Racine',
  entete: 'IdentificationFlux',
  enregistrement: F,
  fin: 'TransmissionFlux',
  compteur: 'NBTOTDOSRSATRANSM',
  chemins: {
    IdentificationFlux: '-APPLIEME -NUMVERSIONAPPLIEME TYPEFLUX NATFLUX DTCREAFLUX -HEUCREAFLUX DTREF',
    [`${F}/IdentificationRSA/Organisme`]: 'FONORG NUMORG MATRICULE',
    [`${F}/IdentificationRSA/Partenaire`]: '-',
    [`${F}/IdentificationRSA/DemandeRSA`]: '-DTDEMRSA NUMDEMRSA',
    [`${F}/Personne`]: '-',
    [`${F}/DonneesAdministratives`]: '-',
    [`${F}/Creance/CreancesTransferees/IdentificationCreance`]: 'DTIMPLCRE NATCRE RGCRE',
    [`${F}/Creance/CreancesTransferees/DetailCreance`]:
      'MOISMOUCOMPTA MOTIINDU ORIINDU RESPINDU DDREGUCRE DFREGUCRE DTDERCREDCRETRANS MTSOLREELCRETRANS MTINICRE',
    Anomalie: '-LIBANO',
    TransmissionFlux: 'NBTOTDOSRSATRANSM NBTOTDOSRSATRANSMANO',
  },
}

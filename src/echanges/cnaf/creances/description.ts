import type { DescriptionXml } from '../../../lecture/xml/description.ts'
import { decrireFoyersCites } from '../foyer-cite.ts'

const F = 'InfosCreanceFoyerRSA'
const COMMUN = decrireFoyersCites(F)

/** The debts transferred to the département, VRSC0201 (interop.md §A4). Persons and addresses aren't read: the household is enough. */
export const VRSC0201: DescriptionXml = {
  ...COMMUN,
  chemins: {
    ...COMMUN.chemins,
    [`${F}/Creance/CreancesTransferees/IdentificationCreance`]: 'DTIMPLCRE NATCRE RGCRE',
    [`${F}/Creance/CreancesTransferees/DetailCreance`]:
      'MOISMOUCOMPTA MOTIINDU ORIINDU RESPINDU DDREGUCRE DFREGUCRE DTDERCREDCRETRANS MTSOLREELCRETRANS MTINICRE',
    Anomalie: '-LIBANO',
    TransmissionFlux: 'NBTOTDOSRSATRANSM NBTOTDOSRSATRANSMANO',
  },
}

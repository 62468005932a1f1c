import type { GenreAcompte } from '../../../droit/caisse/acompte.queries.ts'
import type { DescriptionXml } from '../../../lecture/xml/description.ts'
import { decrireFoyersCites } from '../foyer-cite.ts'

const F = 'InfosFinancieresFoyerRSA'
const COMMUN = decrireFoyersCites(F)
const DETAIL = `${F}/AcompteRSA/DetailAcompteRSA`
const MOUVEMENT =
  'NATPFCRE RGCRE NUMINTMOUCOMPTA TYPEOPECOMPTA SENSOPECOMPTA MTMOUCOMPTA DTTRAIMOUCOMPTA HEUTRAIMOUCOMPTA'
const TOTAUX = 'MTTOTSOCLRSA MTTOTSOCLMAJORSA MTTOTLOCALRSA MTTOTRSA'

/** The monthly advance invoiced to the département, VRSF0501 (interop.md §A4). */
export const VRSF0501: DescriptionXml = {
  ...COMMUN,
  chemins: {
    ...COMMUN.chemins,
    [`${F}/AcompteRSA/GeneraliteAcompteRSA`]: 'MOISMOUCOMPTA',
    [`${DETAIL}/AllocationsComptabilisees/DetailAllocationComptabilisée`]: `${MOUVEMENT} DDREGU`,
    [`${DETAIL}/IndusConstates/DetailInduConstate`]: MOUVEMENT,
    [`${DETAIL}/IndusTransferesCG/DetailnduTransfereCG`]: MOUVEMENT,
    [`${DETAIL}/RemisesIndus/DetailRemiseIndu`]: MOUVEMENT,
    [`${DETAIL}/AnnulationsFaibleMontant/DetailAnnulationFaibleMontant`]: MOUVEMENT,
    [`${DETAIL}/AutresAnnulations/DetailAutreAnnulation`]: MOUVEMENT,
    [`${F}/Anomalie`]: '-LIBANO',
    'TotalisationAcompte/TotalAllocationsComptabilisees': TOTAUX,
    'TotalisationAcompte/TotalIndusConstates': TOTAUX,
    'TotalisationAcompte/TotalIndusTransferésCG': TOTAUX,
    'TotalisationAcompte/TotalRemisesIndus': TOTAUX,
    'TotalisationAcompte/TotalAnnulationsIndus': TOTAUX,
    'TotalisationAcompte/MontantTotalAcompte': TOTAUX,
    TransmissionFlux: 'NBTOTDOSRSATRANSM NBTOTDOSRSATRANSMANO',
  },
}

/** What the files are read with: the names of the survey, and the same spelt as their neighbours are. */
export const FINANCIER: DescriptionXml = {
  ...VRSF0501,
  chemins: {
    ...VRSF0501.chemins,
    [`${DETAIL}/AllocationsComptabilisees/DetailAllocationComptabilisee`]: `${MOUVEMENT} DDREGU`,
    [`${DETAIL}/IndusTransferesCG/DetailInduTransfereCG`]: MOUVEMENT,
    'TotalisationAcompte/TotalIndusTransferesCG': TOTAUX,
  },
}

/** Where the movements of each kind are, in DetailAcompteRSA. */
export const MOUVEMENTS: readonly [GenreAcompte, string][] = [
  ['allocation', 'AllocationsComptabilisees/DetailAllocationComptabilisée'],
  ['allocation', 'AllocationsComptabilisees/DetailAllocationComptabilisee'],
  ['indu-constate', 'IndusConstates/DetailInduConstate'],
  ['indu-transfere', 'IndusTransferesCG/DetailnduTransfereCG'],
  ['indu-transfere', 'IndusTransferesCG/DetailInduTransfereCG'],
  ['remise', 'RemisesIndus/DetailRemiseIndu'],
  ['annulation-faible-montant', 'AnnulationsFaibleMontant/DetailAnnulationFaibleMontant'],
  ['autre-annulation', 'AutresAnnulations/DetailAutreAnnulation'],
]

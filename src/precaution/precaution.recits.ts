import { z } from 'zod'
import { MOTIFS_EXPORT } from '../socle/export/motifs.ts'
import { recit } from '../socle/recit.ts'
import { enSuite, minuscule, mot, NBSP } from '../socle/ui/phrases.ts'
import { puces } from './en-bref.ts'
import { AUCUNE, MOTIFS_ADRESSE, Precautions } from './precaution.ts'

/** What was noted or taken back, in the words that the top of the file shows: neither where, nor who protects. */
export const recitPrecautions = recit(
  'precautions',
  Precautions.partial(),
  (avant, apres) => {
    const [avants, apreses] = [avant, apres].map(p => puces({ ...AUCUNE, ...p }).map(puce => puce.mot))
    const ajoutees = (apreses ?? []).filter(m => !avants?.includes(m))
    const retirees = (avants ?? []).filter(m => !apreses?.includes(m))
    return {
      titre: 'Précautions notées',
      detail: enSuite(
        ...ajoutees,
        retirees.length > 0 && `retiré${NBSP}: ${retirees.map(minuscule).join(', ')}`,
        ajoutees.length + retirees.length === 0 && 'coordonnées de la domiciliation ou de la protection corrigées',
      ),
    }
  },
  {
    libres: [
      ...[
        'domiciliationOrganisme',
        'domiciliationAdresse',
        'protecteurNom',
        'protecteurOrganisme',
        'protecteurAdresse',
      ],
      ...['protecteurTelephone', 'protecteurCourriel'],
    ],
  },
)

export const recitAdresseLue = recit('adresse-lue', z.object({ motif: z.string() }), (_, apres) => ({
  titre: 'Adresse confidentielle lue',
  detail: mot({ ...MOTIFS_ADRESSE, ...MOTIFS_EXPORT }, apres?.motif),
}))

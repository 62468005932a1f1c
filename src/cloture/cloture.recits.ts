import { z } from 'zod'
import { MOTIFS_CLOTURE } from '../droit/motifs-cloture.ts'
import { recit } from '../socle/recit.ts'
import { enSuite, leJour, minuscule, mot, NBSP } from '../socle/ui/phrases.ts'
import { direLettreDeCloture } from './cloture.ts'

const RETOURS = {
  separation: 'Deux dossiers réunis ont été séparés',
  import: 'L’import qui l’avait rouvert est annulé',
} as const

export const recitDossierClos = recit(
  'dossier-clos',
  z.object({
    clotureId: z.string(),
    le: z.string(),
    motif: z.string(),
    precision: z.string().nullish(),
    /** Who followed the person until then. */
    referentId: z.string().nullish(),
    coReferentId: z.string().nullish(),
    /** What made an earlier closing hold again. */
    retour: z.enum(['separation', 'import']).nullish(),
  }),
  (_, apres, { aujourdhui }) => {
    const motif = mot(MOTIFS_CLOTURE, apres?.motif)
    const quand = leJour(apres?.le, aujourdhui)
    return {
      titre: `${apres?.retour ? 'Dossier de nouveau clos' : 'Dossier clos'}${motif ? `${NBSP}: ${minuscule(motif)}` : ''}`,
      detail: enSuite(
        apres?.retour && RETOURS[apres.retour],
        apres?.precision,
        quand && `À compter du ${quand.slice(3)}`,
      ),
    }
  },
  { libres: ['precision'] },
)

export const recitDossierRouvert = recit(
  'dossier-rouvert',
  z.object({
    clotureId: z.string(),
    motif: z.string(),
    /** The flow that made the person enter anew; an agent opened it when there is none. */
    flux: z.int().nullish(),
    /** A letter of closing had been made: the person may hold it. */
    lettre: z.boolean().nullish(),
    referentId: z.string().nullish(),
    coReferentId: z.string().nullish(),
  }),
  (_, apres) => ({
    titre: apres?.flux ? 'Dossier rouvert par une nouvelle entrée' : 'Dossier rouvert',
    detail: enSuite(!apres?.flux && apres?.motif, direLettreDeCloture(apres)),
  }),
  { libres: ['motif'] },
)

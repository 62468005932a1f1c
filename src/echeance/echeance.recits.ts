import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { dateCourte } from '../socle/ui/dates.ts'
import { enSuite, NBSP, Nomme, nomDe } from '../socle/ui/phrases.ts'

/** Put off: `apres`; taken back: `avant` alone. `acte`: what is to be done, as a verb. */
export const recitEcheanceReportee = recit(
  'echeance-reportee',
  z.object({ genre: z.string(), acte: z.string(), jusquau: z.string(), motif: z.string() }),
  (avant, apres, { aujourdhui }) => ({
    titre: `${apres ? 'Remis à plus tard' : 'À faire de nouveau'}${NBSP}: ${minuscule((apres ?? avant)?.acte)}`,
    detail: apres?.jusquau ? enSuite(`jusqu’au ${dateCourte(apres.jusquau, aujourdhui)}`, apres.motif) : null,
  }),
  { libres: ['motif'] },
)

/**
 * Given to a colleague: `apres`, and `avant` when another had it; taken back: `avant` alone. `deId`: whose it was; `renduA`: whose it is
 * again.
 */
export const recitEcheanceConfiee = recit(
  'echeance-confiee',
  z.object({
    ...{ genre: z.string(), objetId: z.string(), acte: z.string(), versId: z.string(), vers: Nomme },
    deId: z.string().nullable().optional(),
    renduA: z.string().nullable().optional(),
  }),
  (avant, apres) => ({
    titre: `${apres ? 'Confié' : 'Repris'}${NBSP}: ${minuscule((apres ?? avant)?.acte)}`,
    detail: enSuite(apres ? `à ${nomDe(apres.vers) ?? 'un collègue'}` : `à ${nomDe(avant?.vers) ?? 'un collègue'}`),
  }),
  {
    fait: (avant, apres, { moi }) => {
      const dit = apres ?? avant
      const a = dit?.versId === moi ? null : `à ${nomDe(dit?.vers) ?? 'un collègue'}`
      const verbe = apres ? 'confié' : 'repris'
      return `${a ? `a ${verbe} ${a}` : `vous a ${verbe}`}${NBSP}: ${minuscule(dit?.acte)}`
    },
  },
)

const minuscule = (acte = 'à faire') => acte.charAt(0).toLowerCase() + acte.slice(1)

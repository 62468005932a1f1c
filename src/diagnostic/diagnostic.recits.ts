import { z } from 'zod'
import { recit } from '../socle/recit.ts'
import { leJour, NBSP } from '../socle/ui/phrases.ts'

export const recitDiagnostic = recit(
  'diagnostic',
  z.object({
    diagnosticId: z.string().optional(),
    version: z.int(),
    conjoint: z.boolean(),
    freins: z.array(z.object({ situation: z.string(), severite: z.string() })).optional(),
    proposition: z.string().nullish(),
  }),
  (_, apres) => {
    const version = apres?.version ?? 1
    return {
      titre: version > 1 ? `Diagnostic mis à jour (version${NBSP}${version})` : 'Diagnostic établi',
      detail: apres?.conjoint ? 'Avec France Travail' : null,
    }
  },
)

export const recitDonneesSocioPro = recit(
  'donnees-socio-pro',
  z.object({ source: z.string(), le: z.string() }),
  (_, apres, { aujourdhui }) => {
    const source = apres?.source === 'CAF' || apres?.source === 'MSA' ? apres.source : 'CAF ou de la MSA'
    const quand = leJour(apres?.le, aujourdhui)
    return {
      titre: `Données socio-professionnelles reçues de la ${source}`,
      detail: quand && `Déclarées ${quand}`,
    }
  },
)

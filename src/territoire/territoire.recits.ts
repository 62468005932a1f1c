import { z } from 'zod'
import { CHOIX, PARAMETRES } from '../parametres.ts'
import { recit } from '../socle/recit.ts'
import { enSuite, leJour, NBSP } from '../socle/ui/phrases.ts'
import { type CleChoix, CleParametre, direValeur } from './parametre.ts'

const Choix = z.object({
  cle: z.string(),
  valeur: z.union([z.number(), z.string()]),
  effetLe: z.string(),
  motif: z.string().nullish(),
})

/** « 10 jours », or the name of the option chosen. */
function valeurDite(choisi: Partial<z.infer<typeof Choix>> | null): string | null {
  const { cle = '', valeur } = choisi ?? {}
  if (valeur === undefined) return null
  const nombre = CleParametre.safeParse(cle)
  if (nombre.success) return direValeur(Number(valeur), PARAMETRES[nombre.data].unite)
  const options: readonly { valeur: string; libelle: string }[] = CHOIX[cle as CleChoix]?.options ?? []
  return options.find(o => o.valeur === valeur)?.libelle ?? String(valeur)
}

export const recitParametreChange = recit(
  'parametre-change',
  Choix,
  (avant, apres, { aujourdhui }) => {
    const quand = leJour(apres?.effetLe, aujourdhui)
    const ancienne = valeurDite(avant && { cle: apres?.cle, ...avant })
    return {
      titre: `Nouvelle valeur${NBSP}: ${valeurDite(apres) ?? 'inconnue'}${quand ? `, à partir du ${quand.slice(3)}` : ''}`,
      detail: enSuite(ancienne && `Avant${NBSP}: ${ancienne}`, apres?.motif),
    }
  },
  { sur: 'parametre' },
)

export const recitParametreAnnule = recit(
  'parametre-annule',
  Choix,
  (avant, _, { aujourdhui }) => {
    const quand = leJour(avant?.effetLe, aujourdhui)
    const valeur = valeurDite(avant)
    return {
      titre: 'Changement à venir annulé',
      detail: valeur && `${valeur}${quand ? `, à partir du ${quand.slice(3)}` : ''}`,
    }
  },
  { sur: 'parametre' },
)

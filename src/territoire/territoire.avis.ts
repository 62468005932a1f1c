import { CHOIX, PARAMETRES } from '../parametres.ts'
import { avis } from '../socle/recit.ts'
import { enSuite } from '../socle/ui/phrases.ts'
import { type CleChoix, CleParametre } from './parametre.ts'
import { recitParametreAnnule, recitParametreChange } from './territoire.recits.ts'

/** The name of a parameter, or of a choice. */
function nomme(cle = ''): string {
  const nombre = CleParametre.safeParse(cle)
  return nombre.success ? PARAMETRES[nombre.data].libelle : (CHOIX[cle as CleChoix]?.libelle ?? 'Paramètre')
}

const DES_ADMINISTRATEURS = { permission: 'territoire.administrer', qui: 'tous', ou: '/parametres' } as const

/** Who administers the territory is told of what another one decides of its rules. */
export const AVIS_TERRITOIRE = [
  avis('parametre-change', recitParametreChange, {
    ...DES_ADMINISTRATEURS,
    dire: (avant, apres, lecteur) => {
      const { titre, detail } = recitParametreChange.raconter(avant, apres, lecteur)
      return { titre: nomme(apres?.cle), detail: enSuite(titre, detail) }
    },
  }),
  avis('parametre-annule', recitParametreAnnule, {
    ...DES_ADMINISTRATEURS,
    dire: (avant, apres, lecteur) => {
      const { titre, detail } = recitParametreAnnule.raconter(avant, apres, lecteur)
      return { titre: nomme(avant?.cle), detail: enSuite(titre, detail) }
    },
  }),
]

import { Refusal } from '../../socle/refusal.ts'
import { publicRoute } from '../../socle/route.ts'
import { compteProuve, Entree, entrerParDeux } from '../session/entree.ts'
import { avantMotDePasse } from '../session/limites.ts'
import { etapeEnCours } from './etape.queries.ts'
import { CodeDit } from './facteur.ts'
import { finirParFacteur } from './preuve.queries.ts'

/**
 * The second half of a sign-in: after the password, a code of the application or a recovery code, on the same device and within five
 * minutes; it opens one session. Refuses (unauthenticated) what isn't right, and after too many (too-many).
 */
export const connexionFacteur = publicRoute(
  { route: 'POST /connexion/facteur', summary: 'Donner le code de sa connexion', input: CodeDit, output: Entree },
  async (visite, { code }) => {
    // A key that was asked for in its place, and didn't come, leaves the code to be typed.
    const etape = await etapeEnCours(visite, 'facteur', 'cle-connexion')
    const identite = await compteProuve(visite, etape)
    const { rendre } = await avantMotDePasse(visite, {
      courriel: identite.courriel,
      empreinte: identite.id,
      quoi: 'codes',
    })
    const moyen = await finirParFacteur(visite, etape, identite.id, code)
    if (!moyen)
      throw new Refusal(
        'unauthenticated',
        'code-faux',
        'Ce code n’est pas le bon, ou il a déjà servi. Tapez celui que l’application montre maintenant.',
      )
    await rendre()
    return entrerParDeux(visite, identite, etape, { moyen, forte: true, secours: moyen === 'secours' })
  },
)

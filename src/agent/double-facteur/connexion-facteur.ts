import { chiffrer } from '../../socle/auth/cles.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute, type Visite } from '../../socle/route.ts'
import { entrer } from '../session/connexion.ts'
import { avantMotDePasse } from '../session/limites.ts'
import { Session } from '../session/session.ts'
import { etapeEnCours, finirEtape } from './etape.queries.ts'
import { CodeDit } from './facteur.ts'
import { compteConnecte, noterCodeEmploye, prendreFacteur } from './preuve.queries.ts'

/**
 * The second half of a sign-in: after the password, a code of the application or a recovery code, on the same device and within five
 * minutes. Refuses (unauthenticated) what isn't right, and after too many (too-many).
 */
export const connexionFacteur = publicRoute(
  { route: 'POST /connexion/facteur', summary: 'Donner le code de sa connexion', input: CodeDit, output: Session },
  async (visite, { code }) => {
    const etape = await etapeEnCours(visite, 'facteur')
    const identite = await identiteDe(visite, etape.identiteId)
    const { rendre } = await avantMotDePasse(visite, {
      courriel: identite.courriel,
      empreinte: identite.id,
      quoi: 'codes',
    })
    const moyen = await prendreFacteur(visite, identite.id, code)
    if (!moyen)
      throw new Refusal(
        'unauthenticated',
        'code-faux',
        'Ce code n’est pas le bon, ou il a déjà servi. Tapez celui que l’application montre maintenant.',
      )
    await rendre()
    await finirEtape(visite, etape)
    const session = await entrer(visite, identite, {
      ...{ moyen, forte: true },
      jetonIdentite: etape.contenu === null ? null : chiffrer('commun', 'jeton-identite', Buffer.from(etape.contenu)),
    })
    if (moyen === 'secours') await noterCodeEmploye(visite, await compteConnecte({ ...visite, jeton: session.jeton }))
    return session.dite
  },
)

async function identiteDe(
  { base }: Pick<Visite, 'base'>,
  id: string | null,
): Promise<{ id: string; courriel: string }> {
  return base.commun
    .selectFrom('identite')
    .select(['id', 'courriel'])
    .where('id', '=', id ?? '')
    .executeTakeFirstOrThrow()
}

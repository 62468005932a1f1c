import type { AuthenticationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { publicRoute } from '../../../socle/route.ts'
import { compteProuve, Entree, entrer, entrerParDeux } from '../../session/entree.ts'
import { commencerEtape, etapeEnCours, finirEtape } from '../etape.queries.ts'
import { CleMontree, OptionsDuNavigateur } from './cle.ts'
import { cleRefusee, compteurDeLaReponse, demandeDeConnexion } from './cles-acces.queries.ts'

/**
 * Begins a sign-in by a key of access: its holder chooses which, the device checks them. Says nothing of any account. `second`: the key
 * comes after a first proof, in the place of a code. Refuses (unauthenticated) when there is none any more.
 */
export const demanderConnexionCle = publicRoute(
  {
    route: 'POST /connexion/cle/demande',
    summary: 'Commencer une connexion par clé d’accès',
    input: z.object({ second: z.boolean().optional() }),
    output: OptionsDuNavigateur,
  },
  async (visite, { second = false }) => {
    const avant = second ? await etapeEnCours(visite, 'facteur', 'cle-connexion') : null
    const suite = avant && { identite: await compteProuve(visite, avant), contenu: avant.contenu }
    // It takes the place of what waited: of both, one session.
    if (avant) await finirEtape(visite, avant)
    return { ...(await demandeDeConnexion(visite, await commencerEtape(visite, 'cle-connexion', suite ?? {}))) }
  },
)

/**
 * Opens the session of whose key answered this demand; after a first proof, of the same account, with what it was for. Refuses
 * (unauthenticated) any other, in the same words.
 */
export const connexionCle = publicRoute(
  {
    route: 'POST /connexion/cle',
    summary: 'Se connecter par clé d’accès',
    input: z.object({ cle: CleMontree }),
    output: Entree,
  },
  async (visite, { cle }) => {
    const { base, now } = visite
    const etape = await etapeEnCours(visite, 'cle-connexion')
    const gardee = await base.commun
      .selectFrom('cleAcces as c')
      .innerJoin('identite as i', 'i.id', 'c.identiteId')
      .select(['c.id', 'c.identifiant', 'c.clePublique', 'c.compteur', 'c.identiteId', 'i.generation'])
      .where('c.identifiant', '=', Buffer.from(cle.id, 'base64url'))
      .executeTakeFirst()
    const compteur = gardee && (await compteurDeLaReponse(visite, etape, cle as AuthenticationResponseJSON, gardee))
    if (!gardee || compteur === null || compteur === undefined) throw cleRefusee()
    await finirEtape(visite, etape)
    if (etape.identiteId && etape.identiteId !== gardee.identiteId) throw cleRefusee()
    await base.commun
      .updateTable('cleAcces')
      .set({ compteur, dernierUsageLe: now })
      .where('id', '=', gardee.id)
      .execute()
    const preuve = { moyen: 'cle', forte: true } as const
    return etape.identiteId
      ? entrerParDeux(visite, await compteProuve(visite, etape), etape, preuve)
      : entrer(visite, await compteProuve(visite, gardee), preuve)
  },
)

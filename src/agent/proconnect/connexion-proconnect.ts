import { z } from 'zod'
import { chiffrer } from '../../socle/auth/cles.ts'
import { motDePasseJuste } from '../../socle/auth/mot-de-passe.ts'
import { Refusal } from '../../socle/refusal.ts'
import { publicRoute, type Visite } from '../../socle/route.ts'
import { commencerEtape, deriver, etapeEnCours, finirEtape } from '../double-facteur/etape.queries.ts'
import { Preuve } from '../double-facteur/facteur.ts'
import { finirParFacteur, nombreDeFacteurs } from '../double-facteur/preuve.queries.ts'
import { type Compte, compteProuve, Entree, entrer, entrerParUnFacteur } from '../session/entree.ts'
import { avantMotDePasse } from '../session/limites.ts'
import { adresseDeConnexion, type CompteProconnect, compteDuRetour, reglageProconnect } from './fournisseur.ts'

const reglageOuRefus = () => {
  const reglage = reglageProconnect()
  if (!reglage)
    throw new Refusal(
      'not-found',
      'proconnect-absent',
      'ProConnect n’est pas proposé ici. Connectez-vous avec votre mot de passe.',
    )
  return reglage
}

/**
 * Begins a sign-in by ProConnect: where the browser goes. `redemander`: the provider asks who is there, even of a browser that it knows,
 * since somebody else may sit in front of it. Refuses (conflict) when the provider doesn't answer.
 */
export const demanderProconnect = publicRoute(
  {
    route: 'POST /connexion/proconnect',
    summary: 'Commencer une connexion par ProConnect',
    input: z.object({ redemander: z.boolean().optional() }),
    output: z.object({ adresse: z.url() }),
  },
  async (visite, { redemander = false }) => {
    const reglage = reglageOuRefus()
    const jeton = await commencerEtape(visite, 'proconnect')
    return { adresse: await adresseDeConnexion(visite, reglage, jeton, redemander) }
  },
)

const Rattachement = z.object({ rattachement: z.object({ courriel: z.string(), facteur: z.boolean() }) })
const mot = z.string().max(2000).optional()

/**
 * What ProConnect answers, as it came back to the browser: the session of the account it is bound to. An account met for the first time,
 * by its address, is to be confirmed by its holder. Refuses (unauthenticated) what wasn't asked by this browser, who gave up, an address
 * of nobody, and an account already bound to another one.
 */
export const retourProconnect = publicRoute(
  {
    route: 'POST /connexion/proconnect/retour',
    summary: 'Finir une connexion par ProConnect',
    input: z.object({ code: mot, state: mot, iss: mot, error: mot }),
    output: z.union([Entree, Rattachement]),
  },
  async (visite, parametres) => {
    const { base } = visite
    const reglage = reglageOuRefus()
    const etape = await etapeEnCours(visite, 'proconnect')
    // Before anything else: what another site sends isn't what was asked here.
    if (parametres.state !== deriver(etape.jeton, 'state'))
      throw new Refusal(
        'unauthenticated',
        'proconnect-autre-demande',
        'Cette réponse de ProConnect n’est pas celle de votre demande. Recommencez depuis la page de connexion.',
      )
    await finirEtape(visite, etape)
    if (parametres.error === 'access_denied')
      throw new Refusal(
        'unauthenticated',
        'proconnect-annule',
        'Vous avez annulé la connexion par ProConnect. Recommencez, ou connectez-vous avec votre mot de passe.',
      )
    const compte = await compteDuRetour(visite, reglage, etape.jeton, parametres)
    const { emetteur, sujet, courriel } = compte
    const liee = await base.commun
      .selectFrom('identiteFederee as f')
      .innerJoin('identite as i', 'i.id', 'f.identiteId')
      .select(['f.identiteId', 'i.generation'])
      .where('f.emetteur', '=', emetteur)
      .where('f.sujet', '=', sujet)
      .executeTakeFirst()
    if (liee) return ouvrir(visite, await compteProuve(visite, liee), compte)
    const connue = await base.commun
      .selectFrom('identite as i')
      .leftJoin('identiteFederee as f', j => j.onRef('f.identiteId', '=', 'i.id').on('f.emetteur', '=', emetteur))
      .select(['i.id', 'i.generation', 'f.sujet'])
      .where('i.courriel', '=', courriel)
      .executeTakeFirst()
    if (!connue)
      throw new Refusal(
        'unauthenticated',
        'proconnect-inconnu',
        'Aucun compte de Filrouge n’a l’adresse électronique de votre compte ProConnect. Demandez-en un à l’administrateur de votre territoire.',
      )
    if (connue.sujet !== null)
      throw new Refusal(
        'unauthenticated',
        'proconnect-autre-compte',
        'Votre compte est lié à un autre compte ProConnect. Connectez-vous avec votre mot de passe, puis déliez l’ancien dans « Mon compte ».',
      )
    await commencerEtape(visite, 'rattachement', { identite: connue, contenu: JSON.stringify(compte) })
    return { rattachement: { courriel, facteur: (await nombreDeFacteurs(base, connue.id)) > 0 } }
  },
)

/**
 * Confirms, once, that the account of ProConnect is its holder's: by a code where there is a second factor, else by the password. From
 * the session on that this opens, it opens; wherever the account works, that is told. Refuses (invalid, too-many) as a sign-in does.
 */
export const rattacherProconnect = publicRoute(
  {
    route: 'POST /connexion/proconnect/rattachement',
    summary: 'Confirmer que ce compte ProConnect est le sien',
    input: Preuve,
    output: Entree,
  },
  async (visite, { preuve }) => {
    const { base } = visite
    const etape = await etapeEnCours(visite, 'rattachement')
    const compte = JSON.parse(etape.contenu ?? '{}') as CompteProconnect
    const identite = await compteProuve(visite, etape)
    const facteur = (await nombreDeFacteurs(base, identite.id)) > 0
    const { rendre } = await avantMotDePasse(visite, {
      courriel: identite.courriel,
      ...(facteur ? { empreinte: identite.id, quoi: 'codes' as const } : { empreinte: identite.motDePasse }),
    })
    const moyen = facteur
      ? await finirParFacteur(visite, etape, identite.id, preuve)
      : (await motDePasseJuste(identite.motDePasse, preuve)) && 'mot-de-passe'
    if (!moyen) {
      const message = facteur
        ? 'Ce code n’est pas le bon, ou il a déjà servi. Tapez celui que l’application montre, ou un code de secours.'
        : 'Ce n’est pas le mot de passe de votre compte Filrouge. Vérifiez-le, puis réessayez.'
      throw new Refusal('invalid', 'preuve-fausse', message, [{ champ: 'preuve', message }])
    }
    await rendre()
    if (!facteur) await finirEtape(visite, etape)
    const { emetteur, sujet, forte, jetonIdentite } = compte
    return entrer(visite, identite, {
      ...{ moyen: 'proconnect', forte: forte || facteur, secours: moyen === 'secours' },
      ...{ jetonIdentite: sceller(jetonIdentite), aEcrire: { quoi: 'lier', emetteur, sujet } },
    })
  },
)

const sceller = (jetonIdentite: string): Buffer => chiffrer('commun', 'jeton-identite', Buffer.from(jetonIdentite))

/** The session; or, where the provider tells of one factor only, the question of the second one that the account has. */
const ouvrir = (visite: Visite, identite: Compte, { forte, jetonIdentite }: CompteProconnect): Promise<Entree> =>
  (forte ? entrer : entrerParUnFacteur)(visite, identite, {
    ...{ moyen: 'proconnect', forte, jetonIdentite: sceller(jetonIdentite) },
  })

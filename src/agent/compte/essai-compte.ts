import { sql } from 'kysely'
import type { Navigateur } from '../../essai.ts'
import type { Base } from '../../socle/db.ts'
import { uuidv7 } from '../../socle/uuid.ts'

export const CHOISI = 'sept chats dans un wagon'

/** What is asked to create an agent of this address. */
export const demandeAgent = (courriel = 'nina.trame@example.org', role = 'pilote') => ({
  id: uuidv7(),
  courriel,
  nom: 'TRAME',
  prenom: 'Nina',
  habilitations: [{ id: uuidv7(), role }],
})

/** What opens a link, from its address as an administrator is shown it, or as a mail says it. */
export const jetonDe = (texte: unknown): string => /\/activation#([\w-]{43})/.exec(String(texte))?.[1] ?? ''

/** Speaks to the pages of links and of sign-in, as anybody; `nav`: whose browser, its session changes nothing there. */
export function unVisiteur(nav: Navigateur) {
  const cookieDe = (entetes: Record<string, unknown>, nom = 'filrouge_session') =>
    new RegExp(`${nom}=[^;]+`).exec([entetes['set-cookie']].flat().join('\n'))?.[0] ?? ''
  const demander = async (route: string, saisie: Record<string, unknown>, cookie?: string) => {
    const { status, json, entetes } = await nav.brut(route, saisie, cookie ? { cookie } : {})
    return { status, json, cookie: cookieDe(entetes), etape: cookieDe(entetes, 'filrouge_etape') }
  }
  return {
    lire: (jeton: string) => demander('POST /activation/lien', { jeton }),
    activer: (jeton: string, nouveau = CHOISI) => demander('POST /activation', { jeton, nouveau }),
    rejoindre: (jeton: string, motDePasse: string, nouveau?: string) =>
      demander('POST /activation/rejoindre', { jeton, motDePasse, nouveau }),
    decliner: (jeton: string) => demander('POST /activation/refus', { jeton }),
    oublier: (courriel: string) => demander('POST /oubli', { courriel }),
    entrer: (courriel: string, motDePasse = CHOISI) => demander('POST /connexion', { courriel, motDePasse }),
    /** `etape`: the cookie of what was begun by signing in. */
    choisir: (etape: string, territoire: string) => demander('POST /connexion/territoire', { territoire }, etape),
    /** Who a session cookie is, now. */
    session: async (cookie: string) => {
      const { status, json } = await nav.brut('GET /session', {}, { cookie })
      return { status, json }
    },
    /** The browser of who holds this session. */
    avec: (cookie: string): Navigateur => {
      const brut: Navigateur['brut'] = (route, saisie = {}) => nav.brut(route, saisie, { cookie })
      return { ...nav, brut, appeler: (route, saisie) => brut(route, saisie as Record<string, unknown>) as never }
    },
  }
}

/**
 * Has an act wait for an identity that another transaction holds, does there what comes meanwhile, lets go: what the act answered. Fails
 * when the act waits for nothing: it wrote without holding the identity.
 */
export async function pendantQuOnTient<T>(
  commun: Base['commun'],
  courriel: string,
  acte: () => Promise<T>,
  entretemps: (trx: Base['commun'], identiteId: string) => Promise<unknown>,
): Promise<T> {
  const { reponse } = await commun.transaction().execute(async trx => {
    const tenue = trx.selectFrom('identite').select('id').where('courriel', '=', courriel).forUpdate()
    const { id } = await tenue.executeTakeFirstOrThrow()
    let finie = false
    const enCours = acte().finally(() => {
      finie = true
    })
    const attend = async () => {
      const { rows } = await sql`select from pg_locks w join pg_locks t using (transactionid)
        where not w.granted and t.granted and t.pid = pg_backend_pid()`.execute(trx)
      return rows.length > 0
    }
    while (!(await attend())) if (finie) throw new Error(`N’a pas attendu : ${JSON.stringify(await enCours)}`)
    await entretemps(trx, id)
    return { reponse: enCours }
  })
  return reponse
}

import { NOMS_ROLES, ROLES, type Role } from '../agent/roles.ts'
import { ouvrirSession } from '../agent/session/sessions-ouvertes.queries.ts'
import type { Essai } from '../essai.ts'
import { serveur } from '../serveur.ts'
import { adresse } from '../socle/api.ts'
import { COOKIE } from '../socle/http/routes-http.ts'
import { creerTerritoire } from '../socle/migrer.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** Another territory of the same base, with an agent of each role, who speak HTTP to a server of their own. */
export async function unVoisin(essai: Essai) {
  await creerTerritoire(essai.url, { code: '00', nom: 'Voisin' })
  const app = await serveur(essai.base, { now: () => essai.now, ecrans: undefined, retardMaxMs: 0 })
  const db = essai.base.territoire('00')
  const structureId = uuidv7()
  await db
    .insertInto('structure')
    .values({
      id: structureId,
      nom: 'Régie voisine',
      organisme: 'conseil-departemental',
      dominantes: ['emploi'],
      publics: [],
    })
    .execute()
  const jetons = {} as Record<Role, string>
  for (const role of NOMS_ROLES) {
    const [id, habilitationId] = [uuidv7(), uuidv7()]
    const courriel = `${id}@example.org`
    await essai.base.commun.insertInto('identite').values({ id, courriel }).execute()
    await essai.base.commun.insertInto('acces').values({ identiteId: id, territoire: '00', agentId: id }).execute()
    await db.insertInto('agent').values({ id, nom: 'VOISIN', prenom: 'Agent', courriel }).execute()
    await db
      .insertInto('habilitation')
      .values({
        ...{ id: habilitationId, agentId: id, role, structureId: ROLES[role].structure ? structureId : null },
        ...{ debut: '2024-01-01', depuis: '2024-01-01T00:00:00Z' },
      })
      .execute()
    jetons[role] = await ouvrirSession(essai.base, essai.now, id, '00', habilitationId)
  }
  return {
    jetons,
    fermer: () => app.close(),
    demander: async (role: Role, route: string, entree: Record<string, unknown>) => {
      const { method, url, body, type } = adresse(route, entree)
      const reponse = await app.inject({
        method: method as 'GET',
        url,
        payload: typeof body === 'string' || body === undefined ? body : Buffer.from(body),
        headers: type ? { 'content-type': type } : {},
        cookies: { [COOKIE]: jetons[role] },
      })
      const estJson = String(reponse.headers['content-type']).includes('json')
      return { status: reponse.statusCode, texte: reponse.body, code: estJson ? reponse.json().code : undefined }
    },
  }
}

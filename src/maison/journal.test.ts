import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { ouvrirSession } from '../agent/session/sessions-ouvertes.queries.ts'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { serveur } from '../serveur.ts'
import { COOKIE } from '../socle/http/routes-http.ts'
import { unJournal } from '../socle/observer/essai-journal.ts'

const essai = unEssai()
const { lignes, logger } = unJournal('trace')
const fermer: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const f of fermer) await f()
})

/** Values that would tell who somebody is, each unlike anything else in a log. */
const SECRETS = { nom: 'SECRET-NAVETTE', telephone: '0639980042', nir: '2850499999042' }

async function unServeurEcoute() {
  const app = await serveur(essai.base, {
    now: () => essai.now,
    ecrans: undefined,
    logger,
  })
  fermer.push(() => app.close())
  const agent = await essai.unAgent('charge-orientation')
  const jeton = await ouvrirSession(essai.base, essai.now, agent.id, '59', agent.habilitationId)
  return {
    jeton,
    demander: (method: 'GET' | 'POST' | 'PUT', url: string, payload?: object) =>
      app.inject({ method, url, payload, cookies: { [COOKIE]: jeton } }),
  }
}

test('une panne se journalise avec son numéro, sans rien dire de la personne ni de la session', async () => {
  const { demander, jeton } = await unServeurEcoute()
  const { id } = await unePersonne(essai, { nom: SECRETS.nom })
  // A failure whose message quotes what was being written, as PostgreSQL's own do.
  const admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
  await admin.query(`
    create function t_59.en_panne() returns trigger language plpgsql as
      $$ begin raise exception 'panne en écrivant % % ', new.nom, new.telephone; end $$;
    create trigger en_panne before update on t_59.personne for each row execute function t_59.en_panne()`)
  await admin.end()

  const reponse = await demander('PUT', `/api/personnes/${id}/contact`, {
    telephone: '06 39 98 00 42',
    telephoneAccord: true,
    courriel: null,
    courrielAccord: false,
  })
  expect(reponse.statusCode).toBe(500)
  const { requete, detail } = reponse.json()
  expect(detail).toContain(requete)

  const journal = lignes.join('')
  expect(journal).toContain('"msg":"panne"')
  expect(journal).toContain(requete)
  for (const secret of [SECRETS.nom, SECRETS.telephone, '06 39 98 00 42', jeton]) {
    expect(journal).not.toContain(secret)
    expect(reponse.body).not.toContain(secret)
  }
})

test('une recherche, une saisie refusée, une adresse inconnue ne laissent pas de nom dans le journal', async () => {
  const { demander } = await unServeurEcoute()
  await demander('POST', '/api/recherche', { q: SECRETS.nom })
  await demander('POST', '/api/recherche', { q: SECRETS.nir })
  const refusee = await demander('POST', '/api/recherche', { q: [SECRETS.nom] })
  expect(refusee.statusCode).toBe(400)
  await demander('GET', `/api/inconnue/${SECRETS.nom}?q=${SECRETS.telephone}`)
  await demander('POST', '/api/connexion', { courriel: `${SECRETS.nom}@example.org`, motDePasse: SECRETS.nir })
  for (const secret of Object.values(SECRETS)) expect(lignes.join('')).not.toContain(secret)
})

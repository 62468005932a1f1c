import pg from 'pg'
import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { toutLeDossier } from './essai-dossier.ts'
import type { fichePersonne } from './fiche-personne.ts'

const essai = unEssai()
const lire = (agent: Awaited<ReturnType<typeof essai.unAgent>>, personneId: string) =>
  agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })

test('des dossiers lus au même moment par plusieurs agents laissent chacun leur trace, la leur', async () => {
  const agents = [await essai.unAgent('charge-orientation'), await essai.unAgent('charge-orientation')]
  const personnes = await Promise.all(Array.from({ length: 6 }, (_, i) => unePersonne(essai, { nom: `ESSAI-${i}` })))
  const voulues = agents.flatMap(agent => personnes.map(({ id }) => ({ agent, id })))
  const reponses = await Promise.all(voulues.map(({ agent, id }) => lire(agent, id)))
  expect(reponses.map(r => r.json.id)).toEqual(voulues.map(({ id }) => id))
  const traces = await essai.base
    .territoire('59')
    .selectFrom('consultation')
    .select(['acteurId', 'personneId'])
    .execute()
  const enTexte = (liste: { acteurId: string; personneId: string }[]) =>
    liste.map(t => `${t.acteurId} ${t.personneId}`).sort()
  expect(enTexte(traces)).toEqual(enTexte(voulues.map(v => ({ acteurId: v.agent.id, personneId: v.id }))))
})

test('le dossier dit qui l’a lu par son nom entier', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  await lire(agent, id)
  expect((await toutLeDossier(agent, id)).lectures).toMatchObject([{ agent: 'Agent ESSAI' }])
})

test('un dossier dont la lecture ne peut pas être enregistrée n’est pas montré', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai, { nom: 'ESSAI-SECRET' })
  expect((await lire(agent, id)).status).toBe(200)
  const proprietaire = new pg.Client({ connectionString: essai.url })
  await proprietaire.connect()
  try {
    await proprietaire.query(`alter table t_59.consultation add constraint panne check (quoi <> 'dossier') not valid`)
    const { status, texte } = await lire(agent, id)
    expect(status).toBe(500)
    expect(texte).not.toContain('ESSAI-SECRET')
  } finally {
    await proprietaire.query('alter table t_59.consultation drop constraint if exists panne')
    await proprietaire.end()
  }
})

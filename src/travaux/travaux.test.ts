import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { foyer, temoin } from '../echanges/cnaf/beneficiaires/essai-foyers.ts'
import { importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { unEssai } from '../essai.ts'
import { ajouterBrut, sonner, travaillerUneFois, unTravailEnEchec } from '../essai-travaux.ts'
import { verifierFlux } from '../import/calendrier/verifier-flux.job.ts'
import { JOBS } from '../jobs.ts'
import { unServeurDeCourriel } from '../socle/mail/essai-courriel.ts'
import { creerTerritoire } from '../socle/migrer.ts'
import type { abandonnerTravail } from './abandonner-travail.ts'
import type { relancerTravail } from './relancer-travail.ts'
import type { travauxEnEchec } from './travaux-en-echec.ts'

const essai = unEssai()
let admin: pg.Client
const courriel = unServeurDeCourriel()
beforeAll(async () => {
  await creerTerritoire(essai.url, { code: '00', nom: 'Voisin' })
  admin = new pg.Client({ connectionString: essai.url })
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
})

const travailler = () => travaillerUneFois(essai, JOBS)
async function unAdministrateur() {
  const agent = await essai.unAgent('administrateur')
  return {
    lire: async () => (await agent.appeler<typeof travauxEnEchec>('GET /travaux', {})).json,
    texte: async () => (await agent.brut('GET /travaux', {})).texte,
    relancer: (travailId: string) =>
      agent.appeler<typeof relancerTravail>('POST /travaux/:travailId/relance', { travailId }),
    abandonner: (travailId: string) =>
      agent.appeler<typeof abandonnerTravail>('DELETE /travaux/:travailId', { travailId }),
  }
}

/** A monthly flow is late, and the mail server is out of order: the alert is noted, its message doesn't leave. */
async function uneAlerteQuiNePartPas(): Promise<void> {
  await essai.unAgent('administrateur')
  await importerMois(essai, '2025-01', [foyer(), temoin])
  essai.now = '2025-03-11T06:00:00Z'
  process.env.FILROUGE_SMTP = 'smtp://127.0.0.1:1'
  await sonner(essai, verifierFlux)
  await travailler()
  process.env.FILROUGE_SMTP = courriel.url
}

test('un courriel qui ne part pas : dit à l’administrateur avec sa raison, relancé, parti, oublié', async () => {
  await uneAlerteQuiNePartPas()
  const qui = await unAdministrateur()
  const { echecs, prevus } = await qui.lire()
  expect(echecs).toMatchObject([
    {
      titre: 'Courriel aux administrateurs : un flux attendu n’est pas arrivé',
      raison: expect.stringMatching(
        /^Le serveur de courriel \S+, réglé par FILROUGE_SMTP, n’a pas répondu \(code E[A-Z]+\)\. Vérifiez/,
      ),
      depuis: '2025-03-11T06:00:00Z',
      essais: 1,
      etat: 'attend',
      prochainLe: expect.stringMatching(/^20/),
    },
  ])
  expect(prevus.length).toBeGreaterThan(3)
  expect(prevus.filter(p => p.enEchec)).toEqual([])
  expect(await qui.relancer(echecs[0]?.id ?? '')).toMatchObject({ status: 200, json: { relance: true } })
  await travailler()
  expect(courriel.recus).toHaveLength(1)
  expect((await qui.lire()).echecs).toEqual([])
  expect(await qui.relancer(echecs[0]?.id ?? '')).toMatchObject({ status: 404, json: { code: 'travail-introuvable' } })
})

test('sans serveur de courriel réglé, la raison dit quoi régler', async () => {
  await uneAlerteQuiNePartPas()
  const qui = await unAdministrateur()
  delete process.env.FILROUGE_SMTP
  const [echec] = (await qui.lire()).echecs
  await qui.relancer(echec?.id ?? '')
  await travailler()
  expect((await qui.lire()).echecs).toMatchObject([
    { raison: expect.stringContaining('FILROUGE_SMTP'), depuis: '2025-03-11T06:00:00Z', essais: 2 },
  ])
})

test('échoué pour de bon, il attend ; relancé il est essayé de nouveau ; abandonné il n’est plus, même demandé deux fois', async () => {
  const qui = await unAdministrateur()
  const id = await unTravailEnEchec(essai)
  expect((await qui.lire()).echecs).toMatchObject([{ id, etat: 'arrete', prochainLe: null, essais: 8 }])
  // Nobody takes it by itself.
  await travailler()
  expect((await qui.lire()).echecs).toHaveLength(1)
  await qui.relancer(id)
  expect((await qui.lire()).echecs).toMatchObject([{ id, etat: 'attend', essais: 8 }])
  expect(await qui.abandonner(id)).toMatchObject({ status: 200, json: { abandonne: true } })
  expect((await qui.lire()).echecs).toEqual([])
  expect(await qui.abandonner(id)).toMatchObject({ status: 200, json: { abandonne: true } })
})

test('en train d’être essayé, il n’est ni relancé ni abandonné', async () => {
  const qui = await unAdministrateur()
  const id = await unTravailEnEchec(essai)
  await admin.query(`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'au travail'`)
  expect((await qui.lire()).echecs).toMatchObject([{ etat: 'en-cours' }])
  for (const acte of [qui.relancer, qui.abandonner])
    expect(await acte(id)).toMatchObject({ status: 409, json: { code: 'travail-en-cours' } })
})

test('un territoire ne voit, ne relance ni n’abandonne ceux d’un autre', async () => {
  const qui = await unAdministrateur()
  const id = await unTravailEnEchec(essai)
  const voisin = essai.base.poolTerritoire('00')
  expect((await voisin.query('select * from commun.travaux()')).rows).toEqual([])
  for (const acte of ['relancer_travail', 'abandonner_travail'])
    expect((await voisin.query(`select commun.${acte}($1) as sort`, [id])).rows).toEqual([{ sort: 'absent' }])
  expect((await qui.lire()).echecs).toMatchObject([{ id, etat: 'arrete' }])
  await admin.query(`update graphile_worker._private_jobs set flags = '{"territoire:00": true}'`)
  expect((await qui.lire()).echecs).toEqual([])
  expect((await qui.relancer(id)).status).toBe(404)
  await qui.abandonner(id)
  expect((await voisin.query('select id from commun.travaux()')).rows).toEqual([{ id: Number(id) }])
})

test('ceux d’aucun territoire ne sont montrés à personne', async () => {
  const qui = await unAdministrateur()
  await ajouterBrut(essai, 'purger-sessions', { territoire: 7 })
  expect(await travailler()).toContainEqual(expect.stringMatching(/^travail en échec : purger-sessions, essai 1 sur 8/))
  const { echecs, prevus } = await qui.lire()
  expect([echecs, prevus.map(p => p.titre).filter(t => t.includes('sessions'))]).toEqual([[], []])
})

test('ce que le serveur a laissé en plan, ce qu’une autre version a gardé : dit, sans jamais citer', async () => {
  const qui = await unAdministrateur()
  const ici = ['territoire:59']
  for (const tache of ['tue', 'autre-version', 'en-retard', 'tout-neuf'])
    await ajouterBrut(essai, tache, { territoire: '59', nom: 'ESSAI-DUVAL' }, ici)
  const changer = (tache: string, quoi: string) =>
    admin.query(`update graphile_worker._private_jobs j set ${quoi} from graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier = '${tache}'`)
  await changer('tue', 'attempts = max_attempts')
  await changer('autre-version', `attempts = 3, last_error = 'valeur ESSAI-DUVAL refusée'`)
  await changer('en-retard', `run_at = now() - interval '2 hours'`)
  expect((await qui.lire()).echecs.map(e => [e.titre, e.raison.split(/[,:]/)[0]?.trim()])).toEqual([
    ['Travail d’une autre version (tue)', 'Le serveur s’est arrêté pendant ce travail'],
    ['Travail d’une autre version (autre-version)', 'Il a échoué avant la dernière mise à jour du logiciel'],
    ['Travail d’une autre version (en-retard)', 'Aucun serveur ne l’a pris depuis plus d’une heure'],
  ])
  expect(await qui.texte()).not.toContain('DUVAL')
})

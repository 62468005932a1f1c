import { expect, test } from 'vitest'
import { toutLeDossier } from '../../dossier/essai-dossier.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { aDecider } from '../doublons/a-decider.ts'
import type { conflits } from './conflits.ts'
import { direDonnees } from './donnee.queries.ts'
import type { Champ, Dite, SourceDonnee } from './donnee.ts'
import type { trancherConflit } from './trancher-conflit.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const dire = (...dites: Dite[]) => essai.enTransaction(ctx => direDonnees(ctx, dites))
const lister = async (agent: Navigateur, filtre: { champ?: Champ; source?: SourceDonnee; page?: number } = {}) =>
  (await agent.appeler<typeof conflits>('GET /conflits', filtre)).json
const fiche = toutLeDossier
const trancher = (agent: Navigateur, personneId: string, champ: Champ, source: SourceDonnee, valeur: string) =>
  agent.appeler<typeof trancherConflit>('POST /personnes/:personneId/conflits/:champ', {
    personneId,
    champ,
    source,
    valeur,
  })

const TELEPHONE = '0639980001'
/** CAF contacts and France Travail give two numbers. */
async function deuxTelephones(le = '2025-03-01', nom = 'ESSAI-TISSAGE') {
  const { id } = await unePersonne(essai, { nom })
  const dite = { personneId: id, champ: 'telephone', le } as const
  await dire(
    { ...dite, source: 'contacts-cnaf', valeur: TELEPHONE, accord: true },
    { ...dite, source: 'france-travail', valeur: '0639980002' },
  )
  return { id, dite }
}

test('le dossier montre les deux valeurs, leur source et leur date, et ce qu’il y a à faire', async () => {
  const { id } = await deuxTelephones()
  const agent = await essai.unAgent('charge-orientation')
  const lu = await fiche(agent, id)
  expect(lu.donnees).toMatchObject([
    {
      champ: 'telephone',
      conflit: true,
      dites: [
        { source: 'contacts-cnaf', valeur: TELEPHONE, le: '2025-03-01', retenue: true },
        { source: 'france-travail', valeur: '0639980002', conflit: true },
      ],
    },
  ])
  expect(lu.aFaire.map(a => a.quoi)).toContain('confirmer-telephone')
})

test('garder une valeur clôt le désaccord, s’écrit au fil, et ne revient que pour une valeur nouvelle', async () => {
  const { id, dite } = await deuxTelephones()
  const agent = await essai.unAgent('charge-orientation')
  expect((await trancher(agent, id, 'telephone', 'france-travail', '06 39 98 00 02')).json).toEqual({
    champ: 'telephone',
    valeur: '0639980002',
    le: '2025-03-10',
  })
  const lu = await fiche(agent, id)
  expect(lu.contact).toMatchObject({ telephone: '0639980002', telephoneAccord: null, source: 'agent' })
  expect(lu.donnees[0]).toMatchObject({ conflit: false, ecartees: [{ source: 'contacts-cnaf', valeur: TELEPHONE }] })
  expect(lu.evenements.lignes[0]?.titre).toContain('valeur choisie entre plusieurs sources')
  await dire({ ...dite, source: 'contacts-cnaf', valeur: '06.39.98.00.01', le: '2025-04-01' })
  expect((await fiche(agent, id)).donnees[0]?.conflit).toBe(false)
  await dire({ ...dite, source: 'contacts-cnaf', valeur: '0639980007', le: '2025-05-01' })
  const revenu = await fiche(agent, id)
  expect([revenu.contact.telephone, revenu.donnees[0]?.conflit]).toEqual(['0639980002', true])
})

test('choisir de nouveau défait le choix ; le même choix deux fois n’écrit qu’une fois', async () => {
  const { id } = await deuxTelephones()
  const agent = await essai.unAgent('charge-orientation')
  await trancher(agent, id, 'telephone', 'france-travail', '0639980002')
  await trancher(agent, id, 'telephone', 'contacts-cnaf', TELEPHONE)
  await trancher(agent, id, 'telephone', 'contacts-cnaf', TELEPHONE)
  const lu = await fiche(agent, id)
  expect(lu.contact).toMatchObject({ telephone: TELEPHONE, telephoneAccord: true })
  expect(lu.donnees[0]).toMatchObject({ conflit: false, ecartees: [{ source: 'agent' }, { source: 'france-travail' }] })
  expect(await db().selectFrom('evenement').select('id').where('type', '=', 'conflit-tranche').execute()).toHaveLength(
    2,
  )
})

test('ce qu’un agent avait noté se retrouve parmi les valeurs écartées', async () => {
  const { id, dite } = await deuxTelephones()
  const agent = await essai.unAgent('charge-orientation')
  await dire({ ...dite, source: 'agent', valeur: '0639980005', le: '2025-03-05' })
  await dire({ ...dite, source: 'instruction', valeur: '0639980006', le: '2025-03-06' })
  await trancher(agent, id, 'telephone', 'instruction', '0639980006')
  expect((await trancher(agent, id, 'telephone', 'agent', '0639980005')).status).toBe(200)
  expect((await fiche(agent, id)).contact.telephone).toBe('0639980005')
})

test('une identité tranchée contre la CAF résiste et se voit sur le dossier', async () => {
  const { id } = await unePersonne(essai, { nom: 'TISSAGE' })
  await dire({ personneId: id, champ: 'nom', source: 'france-travail', valeur: 'NAVETTE', le: '2025-03-01' })
  const agent = await essai.unAgent('charge-orientation')
  await trancher(agent, id, 'nom', 'france-travail', 'NAVETTE')
  expect((await fiche(agent, id)).identite.nom).toBe('NAVETTE')
})

test('une valeur que personne ne dit plus est refusée, comme une personne hors du périmètre ou du rôle', async () => {
  const { id } = await deuxTelephones()
  const agent = await essai.unAgent('charge-orientation')
  const { status, json } = await trancher(agent, id, 'telephone', 'france-travail', '0639989999')
  expect([status, json]).toMatchObject([404, { code: 'valeur-inconnue' }])
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await trancher(ailleurs, id, 'telephone', 'france-travail', '0639980002')).status).toBe(404)
  expect((await trancher(await essai.unAgent('pilote'), id, 'telephone', 'france-travail', '0639980002')).status).toBe(
    403,
  )
})

test('la liste des désaccords est par personne, la plus récente d’abord, se filtre et se compte', async () => {
  const ancienne = await deuxTelephones('2025-01-01', 'ANCIENNE')
  const recente = await deuxTelephones('2025-03-01', 'RECENTE')
  await dire({ personneId: recente.id, champ: 'nom', source: 'liste', valeur: 'AUTRE', le: '2025-03-02' })
  const agent = await essai.unAgent('charge-orientation')
  const tout = await lister(agent)
  expect(tout).toMatchObject({ total: 2, pages: 1 })
  expect(await lister(agent, { page: 9 })).toMatchObject({ total: 2, pages: 1, personnes: [] })
  expect(tout.personnes.map(p => [p.nom, p.conflits.map(c => c.champ)])).toEqual([
    ['RECENTE', ['nom', 'telephone']],
    ['ANCIENNE', ['telephone']],
  ])
  expect((await lister(agent, { champ: 'nom' })).personnes.map(p => p.id)).toEqual([recente.id])
  expect((await lister(agent, { source: 'liste' })).personnes.map(p => p.id)).toEqual([recente.id])
  expect((await agent.appeler<typeof aDecider>('GET /personnes/a-decider', {})).json).toEqual({
    doublons: 0,
    conflits: 2,
  })
  await trancher(agent, ancienne.id, 'telephone', 'contacts-cnaf', TELEPHONE)
  expect((await lister(agent)).total).toBe(1)
  const lues = await db().selectFrom('consultation').select('personneId').where('quoi', '=', 'conflits').execute()
  expect(lues.map(l => l.personneId)).toContain(ancienne.id)
  expect((await lister(await essai.unAgent('charge-orientation', { secteur: ['59350'] }))).total).toBe(0)
})

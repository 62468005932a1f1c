import { expect, test } from 'vitest'
import { jetonDe, unVisiteur } from '../../agent/compte/essai-compte.ts'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { ouvrir, PRO, roles, SUIVI, zoe } from './essai-agents.ts'
import { importerListe } from './essai-liste.ts'

const essai = unEssai()

test('ouvrir le compte d’un agent venu d’une liste lui donne les rôles dits, et eux seuls', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('chargé d’orientation'))
  expect(await roles(admin)).toEqual([['charge-orientation', null, null]])
  expect((await ouvrir(admin, { role: 'accueil', secteur: ['59350'] })).status).toBe(200)
  expect(await roles(admin)).toEqual([['accueil', null, ['59350']]])
})

test('ouvrir son compte avec le rôle que la liste lui avait donné le reprend : rien n’est doublé ni refusé', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  const agent = await zoe(admin)
  const structureId = agent?.habilitations[0]?.structureId
  const id = uuidv7()
  const demande = { role: 'referent', structureId, plafond: 40, id: uuidv7() }
  expect((await ouvrir(admin, demande, id)).json).toMatchObject({ id: agent?.id, lien: expect.any(String) })
  expect((await ouvrir(admin, demande, id)).json).toMatchObject({ id: agent?.id, lien: null })
  expect((await zoe(admin))?.habilitations).toMatchObject([{ role: 'referent', structure: 'PLIE', plafond: 40 }])
})

test('ouvrir son compte dans un autre rôle le laisse référent des personnes qu’il suit', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  expect((await ouvrir(admin, { role: 'pilote' })).status).toBe(200)
  expect(await roles(admin)).toEqual([
    ['pilote', null, null],
    ['referent', 'PLIE', null],
  ])
})

test('suivre des personnes ne garde que le rôle de référent : ceux qui en montrent d’autres se ferment', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'professionnels', PRO('chargé d’orientation'))
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  expect((await ouvrir(admin, { role: 'pilote' })).status).toBe(200)
  expect((await roles(admin))?.map(([role]) => role)).toEqual(['pilote', 'referent'])
})

test('ouvrir son compte de référent là où il suit quelqu’un reprend le rôle, avec le plafond dit', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  const structureId = (await zoe(admin))?.habilitations[0]?.structureId
  expect((await ouvrir(admin, { role: 'referent', structureId, plafond: 40 })).status).toBe(200)
  const repris = { role: 'referent', structure: 'PLIE', plafond: 40 }
  expect(await zoe(admin)).toMatchObject({ suivis: 1, habilitations: [repris] })
})

test('ouvrir son compte de référent ailleurs le laisse référent là où il suit quelqu’un', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  const structureId = await essai.uneStructure({ nom: 'ESSAI-AILLEURS' })
  expect((await ouvrir(admin, { role: 'referent', structureId })).status).toBe(200)
  expect((await roles(admin))?.map(([role, structure]) => [role, structure]).sort()).toEqual([
    ['referent', 'ESSAI-AILLEURS'],
    ['referent', 'PLIE'],
  ])
})

test('ouvrir son compte le laisse référent là où il suit quelqu’un, et seulement là', async () => {
  const admin = await essai.unAgent('administrateur')
  const { numeroDemandeRsa } = await unePersonne(essai)
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'ESSAI-AILLEURS'))
  await importerListe(essai, admin, 'suivis', SUIVI(numeroDemandeRsa))
  expect((await roles(admin))?.map(([, structure]) => structure).sort()).toEqual(['ESSAI-AILLEURS', 'PLIE'])
  expect((await ouvrir(admin, { role: 'pilote' })).status).toBe(200)
  expect(await roles(admin)).toEqual([
    ['pilote', null, null],
    ['referent', 'PLIE', null],
  ])
})

/** The référent of a list, no account yet, to whom a chargé d'orientation gives an appointment. */
async function unReferentAttendu() {
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  const { id: agentId = '', habilitations = [] } = (await zoe(admin)) ?? {}
  const quand = { debut: '2025-03-20T10:00', lieu: '12 rue Exemple, Tourcoing' }
  const rdv = { id: uuidv7(), personneId, agentId, ...quand, objet: 'suivi' }
  expect((await charge.brut('POST /personnes/:personneId/rendez-vous', rdv)).status).toBe(200)
  essai.now = '2025-03-10T10:00:00Z'
  return { admin, agentId, personneId, structureId: habilitations[0]?.structureId }
}

test('un rendez-vous donné avant l’ouverture de son compte lui ouvre le dossier, sous le rôle repris', async () => {
  const { admin, personneId, structureId } = await unReferentAttendu()
  const repris = { id: uuidv7(), role: 'referent', structureId }
  const { status, json } = await ouvrir(admin, repris)
  expect(status).toBe(200)
  const { cookie } = await unVisiteur(admin).activer(jetonDe(json.lien))
  expect((await admin.brut('GET /personnes/:personneId', { personneId }, { cookie })).status).toBe(200)
})

test('son compte ne s’ouvre pas dans un rôle qui ne reçoit personne tant qu’un rendez-vous l’attend', async () => {
  const { admin } = await unReferentAttendu()
  const { status, json } = await ouvrir(admin, { role: 'pilote' })
  expect([status, json.code]).toEqual([409, 'rendez-vous-a-transmettre'])
  expect(await zoe(admin)).toMatchObject({ aCompleter: true, habilitations: [{ role: 'referent', structure: 'PLIE' }] })
})

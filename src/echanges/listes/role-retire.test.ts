import { setTimeout as attendre } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { ADRESSE, PRO, roles, SUIVI, zoe } from './essai-agents.ts'
import { importerListe, lignesDe } from './essai-liste.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')

async function retirer(admin: Navigateur) {
  const attendu = await zoe(admin)
  const retrait = { agentId: attendu?.id, habilitationId: attendu?.habilitations[0]?.id }
  expect((await admin.brut('POST /agents/:agentId/habilitations/:habilitationId/cloture', retrait)).status).toBe(200)
  return { agentId: retrait.agentId, structureId: attendu?.habilitations[0]?.structureId ?? null }
}

async function suivis(agent: Navigateur) {
  const { numeroDemandeRsa } = await unePersonne(essai, { codeInsee: '59350' })
  const { importId } = await importerListe(essai, agent, 'suivis', SUIVI(numeroDemandeRsa))
  return lignesDe(essai, importId)
}

test('un rôle retiré dans une structure fermée depuis n’empêche rien dans celle qui reprend son nom', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  await retirer(admin)
  await db().updateTable('structure').set({ fermeeLe: '2025-03-01' }).execute()
  expect(await suivis(admin)).toEqual([['creee']])
  expect(await roles(admin)).toEqual([['referent', 'PLIE', null]])
})

test('un rôle retiré, puis rendu par l’administrateur, est de nouveau celui que la liste trouve', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'PLIE'))
  const { agentId, structureId } = await retirer(admin)
  const rendu = { agentId, id: uuidv7(), role: 'referent', structureId }
  expect((await admin.brut('POST /agents/:agentId/habilitations', rendu)).status).toBe(200)
  expect(await suivis(admin)).toEqual([['creee']])
  const { importId } = await importerListe(essai, admin, 'professionnels', `${PRO('référent', 'PLIE')}\n`)
  expect(await lignesDe(essai, importId)).toEqual([['inchangee']])
})

test('qui n’a pas encore de compte suit, dans une autre structure aussi, selon la liste d’un agent de quelques communes', async () => {
  const admin = await essai.unAgent('administrateur')
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  await importerListe(essai, admin, 'professionnels', PRO('référent', 'ESSAI-AILLEURS'))
  expect(await suivis(voisin)).toEqual([['creee']])
  expect((await roles(admin))?.map(([, structure]) => structure).sort()).toEqual(['ESSAI-AILLEURS', 'PLIE'])
})

test('une liste de structures qui passe pendant qu’on retire le rôle de leur responsable ne le lui rend pas', async () => {
  const admin = await essai.unAgent('administrateur')
  const texte = `Nom;Courriel responsable\nPLIE;${ADRESSE}\n`
  await importerListe(essai, admin, 'structures', texte)
  expect(await roles(admin)).toEqual([['responsable-equipe', 'PLIE', null]])
  const agentId = (await zoe(admin))?.id ?? ''
  const passe = await db()
    .transaction()
    .execute(async retrait => {
      await retrait.selectFrom('agent').select('id').where('id', '=', agentId).forUpdate().execute()
      const clos = retrait.updateTable('habilitation').where('agentId', '=', agentId)
      await clos.set({ fin: '2025-03-10', closLe: essai.now }).execute()
      const liste = importerListe(essai, admin, 'structures', `${texte}\n`)
      await attendre(1500)
      return { liste }
    })
  await passe.liste
  expect(await roles(admin)).toEqual([])
})

test.each([
  [
    'tenu dans une structure, puis retiré, n’est pas rendu partout',
    true,
    [['inchangee', expect.stringContaining('le lui a retiré')]],
    [],
  ],
  [
    'tenu dans une structure, sur quelques communes, reste comme il est',
    false,
    [['inchangee']],
    [['charge-orientation', 'Lieu', ['59350']]],
  ],
])('un rôle qui n’est d’aucune structure, %s par une liste', async (_, retire, issue, tenus) => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', `Nom;Prénom;Courriel\nESSAI;Zoé;${ADRESSE}\n`)
  const structureId = await essai.uneStructure({ nom: 'Lieu' })
  const role = { id: uuidv7(), role: 'charge-orientation', structureId, secteur: ['59350'] }
  const agentId = (await zoe(admin))?.id
  expect((await admin.brut('POST /agents/:agentId/habilitations', { agentId, ...role })).status).toBe(200)
  if (retire) await retirer(admin)
  const { importId } = await importerListe(essai, admin, 'professionnels', PRO('chargé d’orientation'))
  expect(await lignesDe(essai, importId)).toEqual(issue)
  expect(await roles(admin)).toEqual(tenus)
})

test('un rôle qui n’est d’aucune structure, retiré dans l’une puis rendu partout, est celui que la liste trouve', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(essai, admin, 'professionnels', `Nom;Prénom;Courriel\nESSAI;Zoé;${ADRESSE}\n`)
  const agentId = (await zoe(admin))?.id
  const donner = async (structureId: string | null) => {
    const role = { agentId, id: uuidv7(), role: 'charge-orientation', structureId }
    expect((await admin.brut('POST /agents/:agentId/habilitations', role)).status).toBe(200)
  }
  await donner(await essai.uneStructure({ nom: 'Lieu' }))
  await retirer(admin)
  await donner(null)
  const { importId } = await importerListe(essai, admin, 'professionnels', PRO('chargé d’orientation'))
  expect(await lignesDe(essai, importId)).toEqual([['inchangee']])
  expect(await roles(admin)).toEqual([['charge-orientation', null, null]])
})

import { expect, test } from 'vitest'
import { avisDe } from '../avis/essai-avis.ts'
import { importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { exigerEcheancesJustes } from '../essai-echeances.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { cloreLeDossier, lireCloture } from '../orientation/essai-annulation.ts'
import { reunir, separer, unDoublon } from '../personne/doublons/essai-doublons.ts'
import { prendre } from '../rendez-vous/essai-rendez-vous.ts'
import { uuidv7 } from '../socle/uuid.ts'

/** A file opens, or closes again, otherwise than by its button: those whom it concerns are told, by the same rule, once. */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const fait = async (reponse: Promise<{ status: number; texte: string }>) => {
  const { status, texte } = await reponse
  expect([status, status === 200 ? '' : texte]).toEqual([200, ''])
}
const oublier = () => db().deleteFrom('avis').execute()
const clos = async (agent: Navigateur, personneId: string) =>
  (await lireCloture(agent, personneId)).json.cloture !== null

async function aider(agent: Navigateur, personneId: string) {
  const aide = await essai.unAgent('co-intervenant')
  await fait(
    agent.brut('POST /personnes/:personneId/groupe-suivi', {
      ...{ id: uuidv7(), personneId, agentId: aide.id, champ: 'logement' },
    }),
  )
  return aide
}
async function suivre(agent: Navigateur, personneId: string) {
  const structureId = await essai.uneStructure({ dominantes: ['emploi'] })
  const [referent, chef] = [
    await essai.unAgent('referent', { structureId }),
    await essai.unAgent('responsable-equipe', { structureId }),
  ]
  await fait(
    agent.brut('POST /personnes/:personneId/orientations', {
      ...{ id: uuidv7(), personneId, dominante: 'emploi', structureId, referentId: referent.id },
      ...{ motif: 'Essai', notification: null },
    }),
  )
  return { referent, chef }
}

/** Two files of one person: one followed until it was closed, and still helped in once open; the other followed and helped in. */
async function deux() {
  const agent = await essai.unAgent('charge-orientation')
  const [{ id: closId }, { id: suiviId }] = [
    await unePersonne(essai, { nom: 'ESSAI-CLOS' }),
    await unePersonne(essai, { nom: 'ESSAI-SUIVI' }),
  ]
  const avant = await suivre(agent, closId)
  const aideAvant = await aider(agent, closId)
  const encore = await suivre(agent, suiviId)
  const aideEncore = await aider(agent, suiviId)
  await fait(cloreLeDossier(agent, closId))
  await oublier()
  const autres = [avant.referent, avant.chef, encore.referent, encore.chef, aideEncore, agent]
  const doublonId = await unDoublon(essai, closId, suiviId)
  return { agent, closId, suiviId, aideAvant, autres, doublonId }
}
const rien = async (agents: Navigateur[]) => {
  for (const agent of agents) expect(await avisDe(agent)).toEqual([])
}

test.each(['closId', 'suiviId'] as const)(
  'réunis dans %s, le dossier clos est ouvert : qui y aidait l’apprend, qui suit l’autre n’a rien de nouveau ; séparés, de même',
  async garde => {
    const { agent, aideAvant, autres, doublonId, ...ids } = await deux()
    await fait(reunir(agent, doublonId, ids[garde]))
    expect(await clos(agent, ids[garde])).toBe(false)
    expect(await avisDe(aideAvant)).toEqual([
      expect.stringMatching(/Dossier rouvert, votre aide est de nouveau demandée/),
    ])
    await rien(autres)
    await oublier()
    await fait(separer(agent, doublonId))
    expect(await clos(agent, ids.closId)).toBe(true)
    expect(await avisDe(aideAvant)).toEqual([
      'Le dossier d’une personne que vous aidiez est clos · Plus rien n’y est à faire',
    ])
    await rien(autres)
    await exigerEcheancesJustes(essai)
  },
)

test('deux dossiers clos réunis, puis séparés : rien ne change pour personne', async () => {
  const { agent, closId, suiviId, aideAvant, autres, doublonId } = await deux()
  await fait(cloreLeDossier(agent, suiviId))
  await oublier()
  await fait(reunir(agent, doublonId, closId))
  await fait(separer(agent, doublonId))
  await rien([aideAvant, ...autres])
})

test.each([
  ['quelqu’un aide', (agent: Navigateur, id: string) => aider(agent, id)],
  ['la personne est attendue', (agent: Navigateur, id: string) => fait(prendre(agent, id))],
])('un dossier clos réuni à un dossier où %s est ouvert', async (_, travailler) => {
  const agent = await essai.unAgent('charge-orientation')
  const [{ id: closId }, { id }] = [await unePersonne(essai), await unePersonne(essai)]
  await travailler(agent, id)
  await fait(cloreLeDossier(agent, closId))
  const doublonId = await unDoublon(essai, closId, id)
  await fait(reunir(agent, doublonId, closId))
  expect(await clos(agent, closId)).toBe(false)
  await fait(separer(agent, doublonId))
  expect(await clos(agent, closId)).toBe(true)
})

test('orientée pendant que les dossiers étaient réunis, la personne reste suivie : la clôture ne revient pas par-dessus', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const [{ id: closId }, { id: autreId }] = [await unePersonne(essai), await unePersonne(essai)]
  await aider(agent, autreId)
  const aide = await aider(agent, closId)
  await fait(cloreLeDossier(agent, closId))
  const doublonId = await unDoublon(essai, closId, autreId)
  await fait(reunir(agent, doublonId, closId))
  const { referent, chef } = await suivre(agent, closId)
  await oublier()
  await fait(separer(agent, doublonId))
  expect(await clos(agent, closId)).toBe(false)
  expect(await db().selectFrom('suiviCourant').select(['personneId', 'referentId']).execute()).toEqual([
    { personneId: closId, referentId: referent.id },
  ])
  await rien([aide, referent, chef])
  await exigerEcheancesJustes(essai)
})

test('réunis puis clos ensemble, séparés : qui aidait dans l’autre apprend qu’il est ouvert', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const [{ id: gardeId }, { id: autreId }] = [await unePersonne(essai), await unePersonne(essai)]
  const aide = await aider(agent, autreId)
  const doublonId = await unDoublon(essai, gardeId, autreId)
  await fait(reunir(agent, doublonId, gardeId))
  await fait(cloreLeDossier(agent, gardeId))
  await oublier()
  await fait(separer(agent, doublonId))
  expect([await clos(agent, gardeId), await clos(agent, autreId)]).toEqual([true, false])
  expect(await avisDe(aide)).toEqual([expect.stringMatching(/Dossier rouvert, votre aide est de nouveau demandée/)])
})

test('un flux le rouvre, puis l’import est annulé : qui y aidait l’apprend à chaque fois, l’équipe d’avant n’a rien de nouveau', async () => {
  const charge = await essai.unAgent('charge-orientation')
  await sessionsSansFin(essai)
  const foyer = (suite: object = {}) => ({
    ...{ numero: '59000000001', matricule: '9000001', dateDemande: '2025-02-10' },
    personnes: [{ nom: 'ESSAI-FLUX', nir: null, dateNaissance: '1981-04-12' }],
    ...suite,
  })
  const autre = {
    ...{ numero: '59000000002', matricule: '9000002', dateDemande: '2025-01-12' },
    personnes: [{ nom: 'ESSAI-AUTRE', nir: null, dateNaissance: '1982-04-12' }],
  }
  const sorti = foyer({ etat: '5', fin: { motif: 'RFD', date: '2025-03-31' } })
  await importerMois(essai, '2025-01', [autre])
  await importerMois(essai, '2025-02', [autre, foyer()])
  essai.now = '2025-03-10T16:00:00Z'
  const { id } = await db()
    .selectFrom('personne')
    .select('id')
    .where('nom', '=', 'ESSAI-FLUX')
    .executeTakeFirstOrThrow()
  const { referent, chef } = await suivre(charge, id)
  const aide = await aider(charge, id)
  await fait(cloreLeDossier(charge, id))
  await importerMois(essai, '2025-03', [autre, sorti])
  await importerMois(essai, '2025-04', [autre, sorti])
  await oublier()
  await importerMois(essai, '2025-05', [autre, foyer({ dateDemande: '2025-05-02' })])
  const administrateur = await essai.unAgent('administrateur')
  await sessionsSansFin(essai)
  expect(await avisDe(aide)).toEqual([expect.stringMatching(/Dossier rouvert, votre aide est de nouveau demandée/)])
  await rien([referent, chef])
  const { id: importId } = await db()
    .selectFrom('import')
    .select('id')
    .orderBy('numero', 'desc')
    .executeTakeFirstOrThrow()
  await fait(administrateur.brut('POST /imports/:importId/annulation', { importId }))
  expect(await clos(charge, id)).toBe(true)
  expect(await avisDe(aide)).toEqual(['Le dossier d’une personne que vous aidiez est clos · Plus rien n’y est à faire'])
  await rien([referent, chef])
})

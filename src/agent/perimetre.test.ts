import { describe, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { unSuivi } from '../pilotage/essai-pilotage.ts'
import { uuidv7 } from '../socle/uuid.ts'

// Monday 10 March 2025, 10 h in Paris. What ended did so long ago: no delay of grace explains what is still seen.
const essai = unEssai()
const db = () => essai.base.territoire('59')
const ouvrir = async (agent: Navigateur, personneId: string) =>
  (await agent.brut('GET /personnes/:personneId', { personneId })).status

const ANCIEN = { debut: '2024-01-10', fin: '2024-09-10', dominante: 'emploi' }
const COURANT = { debut: '2024-01-10', dominante: 'emploi' }

/** An appointment of this agent with this person, given by another, told by what became of it. */
async function unRendezVous(
  agent: Navigateur,
  personneId: string,
  debut: string,
  issue: string | null = null,
  par: { id: string } | null = null,
) {
  const { id: prisPar } = par ?? (await essai.unAgent('charge-orientation'))
  await db()
    .insertInto('rendezVous')
    .values({
      id: uuidv7(),
      personneId,
      agentId: agent.id,
      objet: 'diagnostic',
      modalite: 'individuel',
      debut,
      dureeMinutes: 45,
      convocation: 'courrier',
      convoqueLe: '2025-03-01',
      issue,
      issueLe: issue ? essai.now : null,
      prisPar,
      prisLe: '2025-03-01T09:00:00Z',
    })
    .execute()
}

describe('le référent', () => {
  test.each([
    ['son accompagnement court', COURANT, 200],
    ['son accompagnement est clos depuis des mois', ANCIEN, 404],
  ])('%s', async (_, suivi, attendu) => {
    const referent = await essai.unAgent('referent')
    const { id } = await unePersonne(essai)
    await unSuivi(essai, id, { ...suivi, structureId: referent.structureId ?? '', referentId: referent.id })
    expect(await ouvrir(referent, id)).toBe(attendu)
  })

  test.each([
    ['court', COURANT, 200],
    ['est clos depuis des mois', ANCIEN, 404],
  ])('second d’un binôme dont l’accompagnement %s', async (_, suivi, attendu) => {
    const [premier, second] = [await essai.unAgent('referent'), await essai.unAgent('referent')]
    const { id } = await unePersonne(essai)
    const structureId = premier.structureId ?? ''
    const binome = { structureId, referentId: premier.id, coReferentId: second.id, global: true }
    await unSuivi(essai, id, { ...suivi, ...binome })
    expect(await ouvrir(second, id)).toBe(attendu)
  })

  test.each([
    ['à venir', '2025-03-20T09:00:00Z', null, 200],
    ['à venir, annulé par le service', '2025-03-20T09:00:00Z', 'annule-service', 404],
    ['à venir, reporté', '2025-03-20T09:00:00Z', 'reporte', 404],
    ['d’hier, conclu', '2025-03-09T14:00:00Z', 'present', 404],
    ['d’hier, pas encore conclu', '2025-03-09T09:01:00Z', null, 200],
    ['plus vieux d’un jour, jamais conclu', '2025-03-09T09:00:00Z', null, 404],
  ])('qui a un rendez-vous %s', async (_, debut, issue, attendu) => {
    const referent = await essai.unAgent('referent')
    const { id } = await unePersonne(essai)
    await unRendezVous(referent, id, debut, issue)
    expect(await ouvrir(referent, id)).toBe(attendu)
  })

  test('personne ne s’ouvre un dossier en prenant soi-même rendez-vous', async () => {
    const referent = await essai.unAgent('referent')
    const { id } = await unePersonne(essai)
    await unRendezVous(referent, id, '2025-03-20T09:00:00Z', null, referent)
    expect(await ouvrir(referent, id)).toBe(404)
  })

  test('déplacé par qui reçoit, le rendez-vous reste donné par un autre ; déplacé par un autre, il l’est par lui', async () => {
    const referent = await essai.unAgent('referent')
    const charge = await essai.unAgent('charge-orientation')
    const { id: personneId } = await unePersonne(essai)
    const [un, deux, trois] = [uuidv7(), uuidv7(), uuidv7()] as const
    const prendre = { id: un, personneId, agentId: referent.id, debut: '2025-03-18T10:00' }
    expect((await charge.brut('POST /personnes/:personneId/rendez-vous', prendre)).status).toBe(200)
    const deplacer = (agent: Navigateur, rendezVousId: string, nouveauId: string, debut: string) =>
      agent.brut('POST /rendez-vous/:rendezVousId/report', { rendezVousId, nouveauId, debut })
    expect((await deplacer(referent, un, deux, '2025-03-19T10:00')).status).toBe(200)
    expect(await ouvrir(referent, personneId)).toBe(200)
    expect((await deplacer(charge, deux, trois, '2025-03-20T10:00')).status).toBe(200)
    expect(await ouvrir(referent, personneId)).toBe(200)
  })
})

describe('le responsable d’équipe', () => {
  test.each([
    ['orientée et pas encore suivie', COURANT, 200],
    ['dont l’orientation vers sa structure est close', ANCIEN, 404],
  ])('une personne %s', async (_, orientation, attendu) => {
    const responsable = await essai.unAgent('responsable-equipe')
    const { id } = await unePersonne(essai)
    await unSuivi(essai, id, { ...orientation, structureId: responsable.structureId ?? '' })
    expect(await ouvrir(responsable, id)).toBe(attendu)
  })

  test.each([
    ['court', null, 200],
    ['est clos', '2024-09-10', 404],
  ])('une personne orientée ailleurs, dont l’accompagnement par sa structure %s', async (_, fin, attendu) => {
    const responsable = await essai.unAgent('responsable-equipe')
    const referent = await essai.unAgent('referent', { structureId: responsable.structureId ?? '' })
    const { id } = await unePersonne(essai)
    const ailleurs = await essai.uneStructure()
    await unSuivi(essai, id, { ...COURANT, structureId: ailleurs, referentId: referent.id })
    await db()
      .updateTable('accompagnement')
      .set({ structureId: responsable.structureId ?? '', fin })
      .execute()
    expect(await ouvrir(responsable, id)).toBe(attendu)
  })
})

describe('le chargé d’orientation', () => {
  test('ne voit plus la personne qui a quitté son secteur pour un autre', async () => {
    const [avant, maintenant] = [
      await essai.unAgent('charge-orientation', { secteur: ['59350'] }),
      await essai.unAgent('charge-orientation', { secteur: ['59599'] }),
    ]
    const { id } = await unePersonne(essai, { codeInsee: '59599' })
    const { foyerId } = await unePersonne(essai, { codeInsee: '59350' })
    await db()
      .insertInto('membre')
      .values({ personneId: id, foyerId, role: 'CJT', aCharge: true, debut: '2024-01-31', fin: '2024-10-31' })
      .execute()
    expect([await ouvrir(avant, id), await ouvrir(maintenant, id)]).toEqual([404, 200])
  })

  test('ne lit rien d’un dossier réuni à un autre', async () => {
    const awa = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
    const [reunie, gardee] = [await unePersonne(essai), await unePersonne(essai)]
    await db().updateTable('personne').set({ fusionneeDans: gardee.id }).where('id', '=', reunie.id).execute()
    const lire = (personneId: string) => awa.brut('GET /personnes/:personneId/documents', { personneId })
    expect([(await lire(reunie.id)).status, (await lire(gardee.id)).status]).toEqual([404, 200])
  })
})

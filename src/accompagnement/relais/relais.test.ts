import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { lignesDe } from '../../avis/essai-avis.ts'
import { texte } from '../../courrier/essai-pdf.ts'
import type { fichePersonne } from '../../dossier/fiche-personne.ts'
import { accorder } from '../../echeance/accorder.queries.ts'
import type { mesEcheances } from '../../echeance/mes-echeances.ts'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { sessionsSansFin } from '../../essai-sessions.ts'
import { annulerOrientationDe, annulerReferentDe, laBase } from '../../orientation/essai-annulation.ts'
import { demande, lePlateau, ORIENTER, unDiagnostic } from '../../orientation/essai-orientation.ts'
import { reunir, separer, unDoublon } from '../../personne/doublons/essai-doublons.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { designerReferent } from '../designer-referent.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const NOTE = 'Promesse d’embauche le 2 mai : la rappeler avant. Garde d’enfant trouvée.'
const LIRE = 'POST /personnes/:personneId/relais/:suiviId/lecture'

/** Followed by ROUET since the 10th of March; on the 14th of April a responsable and a colleague, FUSEAU, are there. */
async function unSuivi() {
  essai.now = '2025-03-10T09:00:00Z'
  const plateau = await lePlateau(essai)
  const { agent, personne, structureId } = plateau
  await unDiagnostic(agent, personne.id)
  expect((await agent.brut(ORIENTER, demande(plateau))).status).toBe(200)
  await demain('2025-04-14T09:00:00Z')
  const suivant = await essai.unAgent('referent', { structureId, nom: 'FUSEAU' })
  const responsable = await essai.unAgent('responsable-equipe', { structureId })
  const personneId = personne.id
  const designer = (qui: string, suite: object = {}) =>
    responsable.appeler<typeof designerReferent>('POST /personnes/:personneId/referents', {
      ...{ id: uuidv7(), personneId, referentId: qui },
      ...suite,
    })
  const reorienter = async (suite: object = {}) => {
    const envoi = demande(plateau, suite)
    expect((await agent.brut(ORIENTER, envoi)).status).toBe(200)
    return envoi.id
  }
  return { ...plateau, personneId, suivant, responsable, designer, reorienter }
}
/** Time goes by; whoever is signed in stays so. */
async function demain(instant: string) {
  await sessionsSansFin(essai)
  essai.now = instant
}
const ouvrir = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof fichePersonne>('GET /personnes/:personneId', { personneId })).json
const aLire = async (agent: Navigateur, personneId: string) => (await ouvrir(agent, personneId)).relaisALire
const duJour = async (agent: Navigateur) =>
  Object.values((await agent.appeler<typeof mesEcheances>('GET /echeances', {})).json.listes).flatMap(l =>
    (l?.lignes ?? []).map(e => e.acte),
  )
const fil = async (agent: Navigateur, personneId: string) =>
  (await agent.brut('GET /personnes/:personneId/evenements', { personneId })).texte

test('la note passe au nouveau référent : en tête, dans sa journée, ses avis et le fil, jusqu’à ce qu’il l’ait lue', async () => {
  const { agent, personneId, suivant, structureId, responsable, designer } = await unSuivi()
  expect((await designer(suivant.id, { relais: NOTE })).status).toBe(200)
  const [note] = await aLire(suivant, personneId)
  expect(note).toMatchObject({ texte: NOTE, le: '2025-04-14', par: 'Agent ESSAI' })
  expect(await duJour(suivant)).toContain('Lire la note de relais')
  expect((await lignesDe(suivant)).lignes[0]).toMatchObject({
    titre: 'Vous prenez le relais',
    detail: expect.stringContaining(NOTE),
  })
  expect(await fil(suivant, personneId)).toContain(NOTE)
  for (const autre of [agent, responsable]) {
    const { relaisALire, aFaire, convenu } = await ouvrir(autre, personneId)
    expect([relaisALire, aFaire.some(a => a.quoi === 'relais'), convenu.relais?.texte]).toEqual([[], false, NOTE])
  }
  const lecture = { personneId, suiviId: note?.suiviId }
  expect((await agent.brut(LIRE, lecture)).status).toBe(403)
  const collegue = await essai.unAgent('referent', { structureId })
  expect((await collegue.brut(LIRE, lecture)).status).toBe(404)
  expect((await suivant.brut(LIRE, { ...lecture, suiviId: uuidv7() })).status).toBe(404)
  for (let n = 0; n < 2; n++) expect((await suivant.brut(LIRE, lecture)).status).toBe(200)
  const apres = await ouvrir(suivant, personneId)
  expect([apres.relaisALire, apres.convenu.relais?.texte]).toEqual([[], NOTE])
  expect(await duJour(suivant)).not.toContain('Lire la note de relais')
  expect((await fil(suivant, personneId)).split('Note de relais lue')).toHaveLength(2)
})

test('à la réorientation sans référent, la note attend qui sera désigné ; non lue, elle passe au suivant encore', async () => {
  const { personneId, suivant, structureId, referent, designer, reorienter } = await unSuivi()
  await reorienter({ referentId: null, relais: NOTE })
  expect((await ouvrir(referent, personneId)).relaisALire).toEqual([])
  await demain('2025-04-20T09:00:00Z')
  await designer(suivant.id)
  expect((await aLire(suivant, personneId)).map(n => n.texte)).toEqual([NOTE])
  expect((await lignesDe(suivant)).lignes[0]?.detail).toContain(NOTE)
  const dernier = await essai.unAgent('referent', { structureId, nom: 'NAVETTE' })
  await demain('2025-04-22T09:00:00Z')
  await designer(dernier.id, { relais: 'Rien de plus.' })
  expect((await aLire(dernier, personneId)).map(n => n.texte)).toEqual(['Rien de plus.', NOTE])
})

test('l’ancien référent ne lit pas au fil ce qui est écrit après lui', async () => {
  const { personneId, suivant, referent, structureId, designer } = await unSuivi()
  await designer(suivant.id, { relais: NOTE })
  await demain('2025-04-20T09:00:00Z')
  const dernier = await essai.unAgent('referent', { structureId })
  await designer(dernier.id, { relais: 'Pour le suivant seulement.' })
  expect(await fil(referent, personneId)).not.toContain('Pour le suivant seulement.')
})

test('le second d’un binôme qui change lit la note aussi', async () => {
  const { personneId, referent, structureId, reorienter, designer } = await unSuivi()
  await reorienter({ accompagnementGlobal: true })
  const second = await essai.unAgent('referent', { structureId, nom: 'SECOND' })
  await demain('2025-04-16T09:00:00Z')
  expect((await designer(referent.id, { coReferentId: second.id, relais: NOTE })).status).toBe(200)
  expect((await aLire(second, personneId)).map(n => n.texte)).toEqual([NOTE])
  expect((await lignesDe(second)).lignes[0]?.detail).toContain(NOTE)
  expect(await duJour(second)).toContain('Lire la note de relais')
})

test('deux dossiers réunis, la note non lue est dans celui qui reste ; séparés, elle repart avec le sien', async () => {
  const { agent, personneId, suivant, designer } = await unSuivi()
  await designer(suivant.id, { relais: NOTE })
  const { id: gardee } = await unePersonne(essai, { nom: 'ESSAI-DOUBLE' })
  const doublonId = await unDoublon(essai, gardee, personneId)
  expect((await reunir(agent, doublonId, gardee)).status).toBe(200)
  expect((await aLire(suivant, gardee)).map(n => n.texte)).toEqual([NOTE])
  expect(await duJour(suivant)).toContain('Lire la note de relais')
  expect(await fil(suivant, gardee)).toContain(NOTE)
  expect((await separer(agent, doublonId)).status).toBe(200)
  const [note] = await aLire(suivant, personneId)
  expect((await suivant.brut(LIRE, { personneId, suiviId: note?.suiviId })).status).toBe(200)
})

test('annulées, la réorientation et la désignation reprennent leur note ; la note lue par erreur est à lire de nouveau', async () => {
  const { agent, personneId, suivant, designer, reorienter } = await unSuivi()
  const avant = await laBase(essai)
  const orientationId = await reorienter({ referentId: suivant.id, relais: NOTE })
  const [note] = await aLire(suivant, personneId)
  expect((await suivant.brut(LIRE, { personneId, suiviId: note?.suiviId })).status).toBe(200)
  expect((await annulerOrientationDe(agent, personneId, orientationId)).status).toBe(200)
  expect(await laBase(essai)).toEqual(avant)
  expect(await fil(agent, personneId)).not.toContain(NOTE)

  await reorienter({ referentId: null, relais: NOTE })
  const { json } = await designer(suivant.id)
  const [aRelire] = await aLire(suivant, personneId)
  await suivant.brut(LIRE, { personneId, suiviId: aRelire?.suiviId })
  expect((await annulerReferentDe(agent, personneId, json.id)).status).toBe(200)
  await designer(suivant.id)
  expect((await aLire(suivant, personneId)).map(n => n.texte)).toEqual([NOTE])
})

test('le référent change : une lettre le dit à la personne, une seule fois, par la voie qui convient', async () => {
  const { personneId, suivant, designer, agent } = await unSuivi()
  const id = uuidv7()
  const { json } = await designer(suivant.id, { id, lettre: 'au-mieux' })
  expect((await designer(suivant.id, { id, lettre: 'au-mieux' })).json).toEqual(json)
  const lu = texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: json.courrierId })).brut)
  for (const attendu of [
    'Votre nouveau référent',
    'Avant, c’était Agent ROUET. Maintenant, c’est Agent FUSEAU.',
    'C’est à partir du lundi 14 avril 2025',
    'Votre orientation ne change pas',
    'Maison de l’insertion',
    'Appelez votre référent',
  ])
    expect(lu).toContain(attendu)
  const lettres = await db().selectFrom('courrier').select('modele').where('personneId', '=', personneId).execute()
  expect(lettres.map(l => l.modele).toSorted()).toEqual(['notification-orientation', 'nouveau-referent'])
})

test('pas de courriel sans accord ; sans adresse, la lettre se remet ; le second qui change n’écrit pas à la personne', async () => {
  const { personneId, suivant, designer, agent } = await unSuivi()
  expect((await designer(suivant.id, { lettre: 'courriel' })).json).toMatchObject({ code: 'courriel-sans-accord' })
  await db().updateTable('foyer').set({ voie: null, codePostal: null, commune: null, complement: null }).execute()
  expect((await designer(suivant.id, { lettre: 'courrier' })).status).toBe(409)
  const { json } = await designer(suivant.id, { lettre: 'au-mieux' })
  const lu = texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId: json.courrierId })).brut)
  expect(lu).toContain('À remettre en main propre')
  expect(personneId).toBeTruthy()
})

test('prévenue par cette lettre, la personne l’est aussi de l’annulation', async () => {
  const { personneId, suivant, designer, agent } = await unSuivi()
  await demain('2025-04-15T09:00:00Z')
  const { json } = await designer(suivant.id, { lettre: 'courrier' })
  const faite = await annulerReferentDe(agent, personneId, json.id)
  const { courrierId } = faite.json as { courrierId: string }
  const lu = texte((await agent.brut('GET /courriers/:courrierId/pdf', { courrierId })).brut)
  expect(lu).toContain('Agent FUSEAU n’est pas votre référent.')
  expect(lu).toContain('Le mardi 15 avril 2025, nous vous avons écrit.')
})

test('qui a écrit la note ne l’a pas à lire, suivrait-il la personne ensuite', async () => {
  const { personneId, suivant, designer } = await unSuivi()
  await designer(suivant.id, { relais: NOTE })
  const note = db().updateTable('accompagnement').set({ relaisPar: suivant.id }).where('relais', 'is not', null)
  const { id: suiviId } = await note.returning('id').executeTakeFirstOrThrow()
  expect(await aLire(suivant, personneId)).toEqual([])
  expect((await suivant.brut(LIRE, { personneId, suiviId })).json).toMatchObject({ code: 'relais-d-un-autre' })
})

test('écrite par le référent, la note n’est à lire que pour le second du binôme', async () => {
  const { personneId, referent, structureId, reorienter, designer } = await unSuivi()
  await reorienter({ accompagnementGlobal: true })
  const second = await essai.unAgent('referent', { structureId, nom: 'SECOND' })
  await demain('2025-04-16T09:00:00Z')
  await designer(referent.id, { coReferentId: second.id, relais: NOTE })
  await db().updateTable('accompagnement').set({ relaisPar: referent.id }).where('relais', 'is not', null).execute()
  await essai.enTransaction(ctx => accorder(ctx, sql`select ${personneId}::uuid as id`))
  expect(await duJour(second)).toContain('Lire la note de relais')
  expect(await duJour(referent)).not.toContain('Lire la note de relais')
})

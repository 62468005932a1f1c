import { afterEach, expect, test } from 'vitest'
import { compter, type Navigateur, unEssai } from '../../essai.ts'
import { exigerEcheancesJustes } from '../../essai-echeances.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, traiter } from '../../import/essai-import.ts'
import type { rejouerImport } from '../../import/rejouer-import.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import { lignesDe } from '../listes/essai-liste.ts'
import { gestes } from './essai-doutes.ts'

const essai = unEssai()
afterEach(() => exigerEcheancesJustes(essai))
const { importer, confier, bilan, attendent, lire, decider, annuler } = gestes(essai)
const db = () => essai.base.territoire('59')
const ENTETES = 'Nom;Prénom;Date de naissance;Téléphone'
const CAMILE = 'ESSAI-TISSAGE;Camile;12/04/1985;0639980001'
const liste = (...lignes: string[]) => `${[ENTETES, ...lignes].join('\n')}\n`
const telephone = async (id: string) =>
  (await db().selectFrom('personne').select('telephone').where('id', '=', id).executeTakeFirstOrThrow()).telephone
/** Two hours later the same day: sessions still run. */
const plusTard = () => {
  essai.now = '2025-03-10T11:00:00Z'
}

/** A list that the administrator applied and entrusted, with a line that waits. */
async function uneAttente(...lignes: string[]) {
  const connue = await unePersonne(essai)
  const admin = await essai.unAgent('administrateur')
  const charge = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const importId = await importer(admin, liste(CAMILE, ...lignes))
  await confier(admin, importId)
  return { connue, admin, charge, importId }
}
const fil = async (agent: Navigateur, personneId: string) =>
  (await agent.brut('GET /personnes/:personneId/evenements', { personneId })).texte

test('« c’est elle » : la ligne est reprise aussitôt, le fil le dit, et elle ne l’est pas deux fois', async () => {
  const { connue, charge, importId } = await uneAttente()
  const lue = (await lire(charge, importId, 2)).json
  expect(lue).toMatchObject({
    nouvelle: true,
    cellules: expect.arrayContaining([{ entete: 'Téléphone', valeur: '0639980001' }]),
    candidats: [{ personneId: connue.id, dossier: { prenom: 'CAMILLE', commune: 'TOURCOING' } }],
  })
  const { status, json } = await decider(charge, importId, 2, connue.id)
  expect({ status, json }).toMatchObject({ status: 200, json: { resultat: 'modifiee', personneId: connue.id } })
  expect(await telephone(connue.id)).toBe('0639980001')
  expect(await fil(charge, connue.id)).toMatch(/Ligne d’un fichier reconnue.*Import n°/)
  expect((await decider(charge, importId, 2, connue.id)).json).toEqual(json)
  const autre = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  expect((await decider(autre, importId, 2, connue.id)).json).toMatchObject({ code: 'ligne-deja-decidee' })
  expect((await decider(charge, importId, 2, uuidv7())).json, 'un autre choix').toMatchObject({
    code: 'ligne-deja-decidee',
  })
  expect(await compter(essai, 'personne')).toBe(1)
  const dits = await db().selectFrom('evenement').select('id').where('type', '=', 'ligne-decidee').execute()
  expect(dits).toHaveLength(1)
})

test('« c’est une autre personne » crée son dossier, avec ce qu’en disaient ses autres lignes ; « de côté » dit pourquoi', async () => {
  const { charge, importId } = await uneAttente(
    'ESSAI-TISSAGE;Camile;12/04/1985;0639980077',
    'ESSAI-TISSAGE;Camil;12/04/1985;',
  )
  expect(await lignesDe(essai, importId)).toMatchObject([
    ['a-decider', expect.anything()],
    ['inchangee', expect.anything()],
    ['a-decider', expect.anything()],
  ])
  expect((await decider(charge, importId, 2, 'nouvelle')).json).toMatchObject({ resultat: 'creee' })
  const creee = await db().selectFrom('personne').select(['id', 'telephone']).where('prenom', '=', 'Camile').execute()
  expect(creee).toMatchObject([{ telephone: '0639980077' }])
  expect((await decider(charge, importId, 4, { cote: 'fausse' })).json).toMatchObject({
    resultat: 'refusee',
    motifs: [{ motif: 'laissée de côté\u00a0: la ligne est fausse' }],
  })
  expect(await bilan(charge, importId)).toMatchObject({ attente: 0, decidees: 2, jusquau: null })
  expect(
    (await charge.brut('POST /imports/:importId/doutes/:ligne/decision', { importId, ligne: 4, choix: 'cote' })).status,
  ).toBe(400)
})

test('deux décisions en même temps : une seule vaut, l’autre apprend de qui', async () => {
  const { connue, charge, importId } = await uneAttente()
  const autre = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const issues = await Promise.all([decider(charge, importId, 2, connue.id), decider(autre, importId, 2, 'nouvelle')])
  expect(issues.map(i => i.status).toSorted()).toEqual([200, 409])
  expect(issues.find(i => i.status === 409)?.texte).toContain('a été décidée par')
  expect(await compter(essai, 'personne')).toBe(issues[0]?.status === 200 ? 1 : 2)
})

test('l’import annulé, ses lignes n’attendent plus et ce qu’une ligne décidée avait changé est rendu', async () => {
  const { connue, admin, charge, importId } = await uneAttente('ESSAI-TISSAGE;Camil;12/04/1985;')
  plusTard()
  await decider(charge, importId, 2, connue.id)
  expect((await annuler(admin, importId)).json).toEqual({ statut: 'annule' })
  expect(await telephone(connue.id)).toBeNull()
  expect(await fil(charge, connue.id)).not.toContain('Ligne d’un fichier reconnue')
  expect(await attendent(charge)).toMatchObject({ total: 0 })
  expect((await decider(charge, importId, 3, connue.id)).status).toBe(404)
})

test('deux lignes d’un import, décidées tour à tour, changent une même personne : l’annuler la rend comme avant la première', async () => {
  const { connue, admin, charge, importId } = await uneAttente('ESSAI-TISSAGE;Camil;12/04/1985;0639980055')
  plusTard()
  await decider(charge, importId, 2, connue.id)
  expect((await decider(charge, importId, 3, connue.id)).json).toMatchObject({ resultat: 'modifiee' })
  expect(await telephone(connue.id)).toBe('0639980055')
  expect((await annuler(admin, importId)).json).toEqual({ statut: 'annule' })
  expect(await telephone(connue.id)).toBeNull()
  expect(await compter(essai, 'donnee')).toBe(0)
})

test('une personne créée tard et suivie depuis retient l’annulation', async () => {
  const { admin, charge, importId } = await uneAttente()
  plusTard()
  const { json } = await decider(charge, importId, 2, 'nouvelle')
  const tout = await essai.unAgent('charge-orientation')
  await tout.brut('PUT /personnes/:personneId/contact', {
    personneId: json.personneId,
    telephone: '06 39 98 00 02',
    telephoneAccord: true,
    courriel: null,
    courrielAccord: false,
  })
  expect((await annuler(admin, importId)).json).toMatchObject({ code: 'personnes-engagees' })
})

test('ce qui est plus récent que la liste est gardé, et dit', async () => {
  const { connue, importId } = await uneAttente()
  essai.now = '2025-03-14T09:00:00Z'
  const charge = await essai.unAgent('charge-orientation')
  await charge.brut('PUT /personnes/:personneId/contact', {
    personneId: connue.id,
    telephone: '06 39 98 00 99',
    telephoneAccord: true,
    courriel: null,
    courrielAccord: false,
  })
  const { json } = await decider(charge, importId, 2, connue.id)
  expect(json.motifs).toContainEqual({
    champ: 'Téléphone',
    motif: expect.stringMatching(/plus récent que la liste.*14.mars/),
  })
  expect(JSON.stringify(json.motifs)).not.toContain('80099')
  expect(await telephone(connue.id)).toBe('0639980099')
  const desaccords = await db().selectFrom('donnee').select('champ').where('conflit', '=', true).execute()
  expect(desaccords.map(d => d.champ)).not.toContain('telephone')
})

test('rejouée, la liste ne fait rien décider deux fois : ses doutes remplacent les anciens, ses décisions sont gardées', async () => {
  const { connue, admin, charge, importId } = await uneAttente('ESSAI-TISSAGE;Camil;12/04/1985;')
  await decider(charge, importId, 2, connue.id)
  const id = uuidv7()
  await admin.appeler<typeof rejouerImport>('POST /imports/:importId/rejeu', { importId, id })
  expect(await appliquer(essai, admin, id)).toMatchObject({ statut: 'refuse', refus: { code: 'deja-applique' } })
  expect((await attendent(charge)).lignes.map(l => [l.importId, l.ligne])).toEqual([[importId, 3]])
  await admin.brut('POST /imports/:importId/application', { importId: id, force: true })
  await traiter(essai)
  // What was entrusted stays so.
  expect((await attendent(charge)).lignes.map(l => [l.importId, l.ligne])).toEqual([[id, 3]])
  expect(await bilan(admin, importId)).toMatchObject({ attente: 0 })
  expect(await lignesDe(essai, importId)).toMatchObject([
    ['modifiee'],
    ['refusee', expect.stringContaining('reprise par l’import')],
  ])
})

test('annuler le rejeu rend à décider ce qu’il avait repris, même repris deux fois', async () => {
  const { admin, charge, importId } = await uneAttente()
  const motif = (await lignesDe(essai, importId))[0]
  const [deux, trois] = [uuidv7(), uuidv7()]
  for (const id of [deux, trois]) {
    await admin.appeler<typeof rejouerImport>('POST /imports/:importId/rejeu', { importId, id })
    await admin.brut('POST /imports/:importId/application', { importId: id, force: true })
    await traiter(essai)
  }
  const ou = async () => (await attendent(charge)).lignes.map(l => [l.importId, l.ligne])
  expect(await ou()).toEqual([[trois, 2]])
  expect((await lire(charge, importId, 2)).json).toMatchObject({
    code: 'ligne-deja-decidee',
    detail: expect.stringContaining('reprise par l’import n°'),
  })
  await annuler(admin, deux)
  expect(await ou()).toEqual([[trois, 2]])
  await annuler(admin, trois)
  expect(await ou()).toEqual([[importId, 2]])
  expect((await lignesDe(essai, importId))[0]).toEqual(motif)
  expect(await bilan(admin, importId)).toMatchObject({ attente: 1, confiees: 1 })
})

test('un dossier hors de ses communes, ou archivé, ne se choisit pas', async () => {
  const { charge, importId } = await uneAttente()
  const dehors = await unePersonne(essai, {
    nom: 'ESSAI-TISSAGE',
    prenom: 'CAMYLE',
    codeInsee: '59350',
    commune: 'LILLE',
  })
  expect((await decider(charge, importId, 2, dehors.id)).json).toMatchObject({ code: 'candidat-hors-perimetre' })
  expect((await decider(charge, importId, 2, 'nouvelle')).json).toMatchObject({ code: 'doute-hors-perimetre' })
  expect(await bilan(charge, importId)).toMatchObject({ attente: 1 })
})

test('reconnue depuis sans doute possible, une ligne dite d’une autre personne n’est écrite sur personne', async () => {
  const { charge, importId } = await uneAttente()
  const depuis = await unePersonne(essai, { nom: 'ESSAI-TISSAGE', prenom: 'CAMILE' })
  expect((await decider(charge, importId, 2, 'nouvelle')).json).toMatchObject({ code: 'doute-leve' })
  expect(await telephone(depuis.id)).toBeNull()
})

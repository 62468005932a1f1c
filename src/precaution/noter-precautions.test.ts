import { expect, test } from 'vitest'
import { compter, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { reunir, separer, unDoublon } from '../personne/doublons/essai-doublons.ts'
import { DOMICILIEE, noter, TUTELLE } from './essai-precaution.ts'
import type { precautionsDe } from './precautions-de.ts'
import type { precautionsEnBref } from './precautions-en-bref.ts'

const essai = unEssai()
const LIRE = 'GET /personnes/:personneId/precautions'

test('les précautions se notent une fois, se lisent, se racontent en mots', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const dites = { sansMessage: true, langue: 'arabe', ...TUTELLE, protecteurTelephone: '01 99 00 00 07' } as const
  expect((await noter(awa, personneId, dites)).status).toBe(200)
  expect((await noter(awa, personneId, dites)).status).toBe(200)
  const { json } = await awa.appeler<typeof precautionsDe>(LIRE, { personneId })
  expect(json.precautions).toMatchObject({ sansMessage: true, langue: 'arabe', protecteurTelephone: '0199000007' })
  expect(json.precautions.protecteurCopie).toBe(true)
  expect(await compter(essai, 'evenement')).toBe(1)
  const fil = await awa.brut('GET /personnes/:personneId/evenements', { personneId })
  expect(fil.texte).toContain('Ne pas laisser de message')
  // Neither where nor who: the timeline says what, the file says the rest.
  expect(fil.texte).not.toContain('rue du Tuteur')
})

test('ce qui manque est refusé sous son champ', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id } = await unePersonne(essai)
  const refus = await noter(awa, id, { ...TUTELLE, protecteurAdresse: '' as never })
  expect(refus.status).toBe(400)
  expect(refus.texte).toContain('protecteurAdresse')
})

test('qui vient pour un champ voit comment appeler et recevoir, ni l’adresse ni la protection, et ne les efface pas', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const kim = await essai.unAgent('co-intervenant')
  const { id: personneId } = await unePersonne(essai)
  const membre = { id: crypto.randomUUID(), personneId, agentId: kim.id, champ: 'logement', debut: '2025-03-05' }
  await essai.base
    .territoire('59')
    .insertInto('membreSuivi')
    .values({ ...membre, ajoutePar: awa.id, ajouteLe: essai.now })
    .execute()
  await noter(awa, personneId, { ...TUTELLE, ...DOMICILIEE, adresseConfidentielle: true, lsf: true })
  const { json } = await kim.appeler<typeof precautionsDe>(LIRE, { personneId })
  expect(json.precautions).toMatchObject({ lsf: true, mesure: null, adresseConfidentielle: false })
  expect(JSON.stringify(json)).not.toMatch(/ESSAI-TUTEUR|CCAS/)
  await noter(kim, personneId, { lsf: true, sansMarche: true })
  const { json: entieres } = await awa.appeler<typeof precautionsDe>(LIRE, { personneId })
  expect(entieres.precautions).toMatchObject({ mesure: 'tutelle', adresseConfidentielle: true, sansMarche: true })
})

test.each(['pilote', 'dpo', 'administrateur'] as const)('%s n’en voit aucune', async role => {
  const agent = await essai.unAgent(role)
  const { id: personneId } = await unePersonne(essai)
  expect((await agent.brut(LIRE, { personneId })).status).toBe(403)
  expect((await agent.brut('POST /precautions', { personnes: [personneId] })).status).toBe(403)
})

test('une liste les demande en une fois, pour les personnes du périmètre', async () => {
  const awa = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const toutes = await essai.unAgent('charge-orientation')
  const [avec, sans] = [await unePersonne(essai), await unePersonne(essai)]
  const dehors = await unePersonne(essai, { codeInsee: '59350' })
  for (const { id } of [avec, dehors]) await noter(toutes, id, { sansMessage: true })
  const personnes = [avec.id, sans.id, dehors.id]
  const { json } = await awa.appeler<typeof precautionsEnBref>('POST /precautions', { personnes })
  expect(json.personnes.map(p => [p.personneId, p.precautions?.sansMessage])).toEqual([[avec.id, true]])
  const gardees = essai.base.territoire('59').selectFrom('lectureListe').where('liste', '=', 'precautions')
  expect(await gardees.select(['acteurId', 'personnes']).execute()).toEqual([
    { acteurId: awa.id, personnes: [avec.id] },
  ])
})

test('deux dossiers réunis gardent la plus protectrice ; séparés, chacun retrouve les siennes', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const [garde, absorbe] = [await unePersonne(essai), await unePersonne(essai)]
  await noter(awa, garde.id, { sansMessage: true })
  await noter(awa, absorbe.id, { adresseConfidentielle: true })
  const doublon = await unDoublon(essai, garde.id, absorbe.id)
  const lire = async () => (await awa.appeler<typeof precautionsDe>(LIRE, { personneId: garde.id })).json.precautions
  expect((await reunir(awa, doublon, garde.id)).status).toBe(200)
  expect(await lire()).toMatchObject({ sansMessage: true, adresseConfidentielle: true })
  const personnes = [garde.id, absorbe.id]
  const { json } = await awa.appeler<typeof precautionsEnBref>('POST /precautions', { personnes })
  expect(json.personnes.map(p => p.personneId)).toEqual([garde.id])
  expect((await separer(awa, doublon)).status).toBe(200)
  expect(await lire()).toMatchObject({ sansMessage: true, adresseConfidentielle: false })
})

test('séparés après une correction, la correction reste : elle protège', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const [garde, absorbe] = [await unePersonne(essai), await unePersonne(essai)]
  await noter(awa, absorbe.id, { adresseConfidentielle: true })
  const doublon = await unDoublon(essai, garde.id, absorbe.id)
  await reunir(awa, doublon, garde.id)
  await noter(awa, garde.id, { adresseConfidentielle: true, nePasEcrire: true })
  await separer(awa, doublon)
  const { json } = await awa.appeler<typeof precautionsDe>(LIRE, { personneId: garde.id })
  expect(json.precautions).toMatchObject({ adresseConfidentielle: true, nePasEcrire: true })
})

test('un téléphone ou un courriel partagé se dit, et ne nomme l’autre qu’à qui peut ouvrir son dossier', async () => {
  const awa = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const commun = { telephone: '0639980011' }
  const elle = await unePersonne(essai, commun)
  const lui = await unePersonne(essai, { ...commun, prenom: 'DOMINIQUE', nom: 'ESSAI-COUPLE' })
  await unePersonne(essai, { ...commun, nom: 'ESSAI-AILLEURS', codeInsee: '59350' })
  const seule = await unePersonne(essai, { telephone: '0639980012' })
  // Who left the active base answers there no more.
  const { id: sortie } = await unePersonne(essai, { telephone: '0639980012', nom: 'ESSAI-SORTIE' })
  await essai.base.territoire('59').insertInto('archive').values({ personneId: sortie, le: '2025-03-01' }).execute()
  const lire = async (personneId: string) =>
    (await awa.appeler<typeof precautionsDe>(LIRE, { personneId })).json.partage
  expect(await lire(elle.id)).toEqual({
    telephone: true,
    courriel: false,
    sansMessage: false,
    valeurs: ['0639980011'],
    avec: [{ personneId: lui.id, nom: 'ESSAI-COUPLE', prenom: 'DOMINIQUE', valeurs: ['0639980011'] }],
  })
  expect(await lire(seule.id)).toEqual({ telephone: false, courriel: false, sansMessage: false, valeurs: [], avec: [] })
})

test('cherché par son numéro partagé, chacun se distingue : à l’accueil comme dans la recherche', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const desk = await essai.unAgent('accueil')
  const telephone = '0639980021'
  await unePersonne(essai, { telephone, nom: 'ESSAI-UN', prenom: 'LOU', dateNaissance: '1990-01-02' })
  await unePersonne(essai, { telephone, nom: 'ESSAI-DEUX', prenom: 'SACHA', dateNaissance: '1988-03-04' })
  for (const reponse of [
    await desk.brut('POST /accueil/recherche', { q: '06 39 98 00 21' }),
    await awa.brut('POST /recherche', { q: '0639980021' }),
  ])
    for (const dit of ['ESSAI-UN', 'ESSAI-DEUX', '1990-01-02', '1988-03-04']) expect(reponse.texte).toContain(dit)
})

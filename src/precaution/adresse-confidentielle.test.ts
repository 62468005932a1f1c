import { expect, test } from 'vitest'
import { unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { direDonnees } from '../personne/donnees/donnee.queries.ts'
import { unDoublon } from '../personne/doublons/essai-doublons.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { noter } from './essai-precaution.ts'
import type { lireAdresse } from './lire-adresse.ts'

const essai = unEssai()
const LIRE = 'POST /personnes/:personneId/adresse'
/** The street of her household, what a list said of it, what an import changed of it. */
const RUE = /RUE EXEMPLE|RUE SECRETE|RUE D AVANT/

/** A couple under one roof; she asked that her address be kept to herself. */
async function unCouple() {
  const awa = await essai.unAgent('charge-orientation')
  const db = essai.base.territoire('59')
  const elle = await unePersonne(essai, { nom: 'ESSAI-ABRI', prenom: 'LOU', entreeRecueLe: '2025-03-03' })
  const lui = await unePersonne(essai, { nom: 'ESSAI-ABRI', prenom: 'SACHA' })
  await db.updateTable('membre').set({ foyerId: elle.foyerId, role: 'CJT' }).where('personneId', '=', lui.id).execute()
  for (const { id: personneId } of [elle, lui])
    await essai.enTransaction(ctx =>
      direDonnees(ctx, [
        { personneId, champ: 'adresse', source: 'france-travail', valeur: '3 RUE SECRETE', le: '2025-03-01' },
        { personneId, champ: 'adresse', source: 'liste', valeur: '4 RUE SECRETE', le: '2025-03-02' },
      ]),
    )
  expect((await noter(awa, elle.id, { adresseConfidentielle: true })).status).toBe(200)
  return { awa, elle, lui }
}

test('la rue n’est dans aucun des dossiers du foyer ; la commune y reste', async () => {
  const { awa, elle, lui } = await unCouple()
  for (const { id: personneId } of [elle, lui]) {
    const { texte } = await awa.brut('GET /personnes/:personneId', { personneId })
    expect(texte).not.toMatch(RUE)
    // What was said of it is in the timeline, without being told.
    const fil = await awa.brut('GET /personnes/:personneId/evenements', { personneId })
    expect(fil.texte).toContain('Adresse')
    expect(fil.texte).not.toMatch(RUE)
    expect(texte).toContain('TOURCOING')
    expect(texte).toContain('"adresseMasquee":true')
  }
})

test('la rue n’est ni à l’accueil, ni dans les recherches, ni dans les listes', async () => {
  const { awa, elle } = await unCouple()
  const desk = await essai.unAgent('accueil')
  const reponses = [
    await desk.brut('GET /accueil/personnes/:personneId', { personneId: elle.id }),
    await awa.brut('POST /personnes/recherche', { q: 'ESSAI-ABRI' }),
    await awa.brut('POST /personnes/recherche/export', { q: 'ESSAI-ABRI', motif: 'suivi' }),
    await awa.brut('GET /aujourdhui', {}),
    await awa.brut('GET /conflits', {}),
  ]
  for (const { status, texte } of reponses) {
    expect(status).toBe(200)
    expect(texte).not.toMatch(RUE)
  }
})

test('la rue n’est pas dans la comparaison de deux dossiers, ni dans ce qu’un import a changé', async () => {
  const { awa, elle, lui } = await unCouple()
  await unDoublon(essai, elle.id, lui.id)
  const doublons = await awa.brut('GET /doublons', {})
  expect(doublons.texte).toContain('ESSAI-ABRI')
  expect(doublons.texte).not.toMatch(RUE)
  const importId = await unImportDeFoyer(elle.foyerId)
  const { texte } = await awa.brut('GET /imports/:importId/differences', { importId })
  expect(texte).toContain('ESSAI-ABRI')
  expect(texte).not.toMatch(RUE)
})

test('elle emporte son adresse avec ses données quand elle la demande : c’est une lecture de l’adresse ; qui vit avec elle, jamais', async () => {
  const { awa, elle, lui } = await unCouple()
  const db = essai.base.territoire('59')
  const visite = { personneId: elle.id, agentId: awa.id, structureId: null, objet: 'suivi', modalite: 'domicile' }
  const pris = { ...visite, debut: '2025-03-20T09:00:00Z', dureeMinutes: 45, convocation: 'courrier', prisPar: awa.id }
  await db
    .insertInto('rendezVous')
    .values({ id: uuidv7(), ...pris, convoqueLe: '2025-03-10', prisLe: essai.now, lieu: '5 RUE SECRETE' })
    .execute()
  const porter = async (personneId: string, adresse?: boolean) =>
    (await awa.brut('GET /personnes/:personneId/donnees', { personneId, adresse })).texte
  const lectures = async () =>
    (await db.selectFrom('consultation').select('personneId').where('quoi', '=', 'adresse').execute()).length
  const sans = await porter(elle.id)
  expect(sans).not.toMatch(RUE)
  expect(sans).toContain('Demandez à l’avoir aussi')
  expect(await porter(elle.id, false)).not.toMatch(RUE)
  expect(await lectures()).toBe(0)
  const avec = await porter(elle.id, true)
  for (const rue of ['12 RUE EXEMPLE', '3 RUE SECRETE', '5 RUE SECRETE']) expect(avec).toContain(rue)
  expect(await lectures()).toBe(1)
  const fil = await awa.brut('GET /personnes/:personneId/evenements', { personneId: elle.id })
  expect(fil.texte).toContain('Données à remettre à la personne')
  for (const adresse of [undefined, true]) {
    const sien = await porter(lui.id, adresse)
    expect(sien).not.toMatch(RUE)
    // Nor that somebody of the household asked for anything.
    expect(sien).not.toMatch(/confidentielle\u00a0: elle/)
  }
  expect(await lectures(), 'ce qui n’est pas montré n’est pas lu').toBe(1)
})

test('sans adresse confidentielle, rien n’est à demander ni à tracer de plus', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const { id: personneId } = await unePersonne(essai)
  const { texte } = await awa.brut('GET /personnes/:personneId/donnees', { personneId, adresse: true })
  expect(texte).toContain('RUE EXEMPLE')
  const lues = await essai.base.territoire('59').selectFrom('consultation').select('quoi').execute()
  expect(lues).toEqual([{ quoi: 'donnees' }])
})

test('un dossier archivé se lit sans la rue d’une adresse confidentielle', async () => {
  const { elle } = await unCouple()
  const rita = await essai.unAgent('administrateur')
  await essai.base.territoire('59').insertInto('archive').values({ personneId: elle.id, le: '2025-03-01' }).execute()
  const ouverture = { archiveId: elle.id, motif: 'Elle demande ce qui reste de son dossier.' }
  const { status, texte } = await rita.brut('POST /archives/:archiveId/ouverture', ouverture)
  expect(status).toBe(200)
  expect(texte).toContain('Demandez à l’avoir aussi')
  expect(texte).not.toMatch(RUE)
})

test('qui en a besoin la demande avec sa raison : une lecture à part, racontée une fois', async () => {
  const { awa, elle, lui } = await unCouple()
  const demande = { personneId: elle.id, id: uuidv7(), motif: 'visite' } as const
  for (const _ of [1, 2]) {
    const { json } = await awa.appeler<typeof lireAdresse>(LIRE, demande)
    expect(json.adresses).toEqual([
      { foyerId: elle.foyerId, source: null, lignes: ['12 RUE EXEMPLE', '59200 TOURCOING'] },
      { foyerId: null, source: 'france-travail', lignes: ['3 RUE SECRETE'] },
      { foyerId: null, source: 'liste', lignes: ['4 RUE SECRETE'] },
    ])
  }
  const db = essai.base.territoire('59')
  const lectures = await db.selectFrom('consultation').select('objetId').where('quoi', '=', 'adresse').execute()
  expect(lectures).toEqual([{ objetId: demande.id }])
  const { texte } = await awa.brut('GET /personnes/:personneId/evenements', { personneId: elle.id })
  expect(texte).toContain('Adresse confidentielle lue')
  expect(texte).toContain('Visite à domicile')
  // The file of the other is the same door, under their own name.
  expect((await awa.brut(LIRE, { ...demande, personneId: lui.id, id: uuidv7() })).status).toBe(200)
})

test('le même identifiant ne couvre ni un autre agent, ni une autre fois : chaque lecture laisse sa trace', async () => {
  const { awa, elle } = await unCouple()
  const bob = await essai.unAgent('charge-orientation')
  const demande = { personneId: elle.id, id: uuidv7(), motif: 'visite' }
  const lectures = async () =>
    (
      await essai.base
        .territoire('59')
        .selectFrom('consultation')
        .select('acteurId')
        .where('quoi', '=', 'adresse')
        .execute()
    ).map(c => c.acteurId)
  for (const agent of [awa, bob]) expect((await agent.brut(LIRE, demande)).status).toBe(200)
  expect(await lectures()).toEqual([awa.id, bob.id])
  essai.now = '2025-03-10T11:00:00Z'
  expect((await awa.brut(LIRE, demande)).status).toBe(200)
  expect(await lectures()).toEqual([awa.id, bob.id, awa.id])
})

test('sans raison 400, hors périmètre 404, à l’accueil 403, rien de caché 404', async () => {
  const { awa, elle } = await unCouple()
  const demande = { personneId: elle.id, id: uuidv7(), motif: 'visite' }
  expect((await awa.brut(LIRE, { ...demande, motif: '' })).status).toBe(400)
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect((await ailleurs.brut(LIRE, demande)).status).toBe(404)
  expect((await (await essai.unAgent('accueil')).brut(LIRE, demande)).status).toBe(403)
  const autre = await unePersonne(essai)
  expect((await awa.brut(LIRE, { ...demande, personneId: autre.id })).status).toBe(404)
})

/** An import that changed the street of a household. */
async function unImportDeFoyer(foyerId: string): Promise<string> {
  const db = essai.base.territoire('59')
  const id = uuidv7()
  const recu = { id, genre: 'personnes', fichier: 'liste.csv', taille: 1, recu: 1, sha256: 'c'.repeat(64) }
  const { numero } = await db
    .insertInto('import')
    .values({
      ...recu,
      ...{ voie: 'ecran', recuLe: '2025-03-05', deposeLe: essai.now, deposeNom: 'Agent ESSAI', statut: 'applique' },
      options: '{}',
    })
    .returning('numero')
    .executeTakeFirstOrThrow()
  const change = { cle: JSON.stringify({ id: foyerId }), avant: '{"voie":"9 RUE D AVANT","commune":"LILLE"}' }
  await db
    .insertInto('importDifference')
    .values({ import: numero, tableNom: 'foyer', ...change, apres: '{"voie":"12 RUE EXEMPLE","commune":"TOURCOING"}' })
    .execute()
  return id
}

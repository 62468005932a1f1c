import { expect, test } from 'vitest'
import { importerMois } from '../echanges/cnaf/beneficiaires/essai-import.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { unePersonne } from '../essai-personnes.ts'
import { sessionsSansFin } from '../essai-sessions.ts'
import { cloreLeDossier } from '../orientation/essai-annulation.ts'
import { direDonnees } from '../personne/donnees/donnee.queries.ts'
import { reunir, separer, unDoublon } from '../personne/doublons/essai-doublons.ts'
import { direPersonne, personnesEnLigne } from './personnes-en-ligne.queries.ts'
import { AUCUNE } from './precaution.ts'
import type { precautionsDe } from './precautions-de.ts'
import type { precautionsEnBref } from './precautions-en-bref.ts'

const essai = unEssai()

/** One household, two adults: the same first name, the same CAF numbers. */
const COUPLE = {
  numero: '59000000001',
  matricule: '9000001',
  dateDemande: '2025-01-12',
  personnes: [
    { role: 'DEM', nom: 'ESSAI-PAIRE', prenom: 'CAMILLE', nir: null, dateNaissance: '1981-04-12', sexe: '2' },
    { role: 'CJT', nom: 'ESSAI-PAIRE', prenom: 'CAMILLE', nir: null, dateNaissance: '1979-08-02', sexe: '1' },
  ],
}

test('un couple du même prénom, au même téléphone et au même courriel, reste deux dossiers, qui se corrigent et se closent chacun', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await sessionsSansFin(essai)
  const db = essai.base.territoire('59')
  const ids = async () =>
    (
      await db.selectFrom('personne').select('id').where('fusionneeDans', 'is', null).orderBy('dateNaissance').execute()
    ).map(p => p.id)
  await importerMois(essai, '2025-01', [COUPLE])
  const deux = await ids()
  expect(deux).toHaveLength(2)
  const contact = {
    telephone: '06 39 98 00 31',
    telephoneAccord: true,
    courriel: 'paire@example.org',
    courrielAccord: true,
  }
  for (const personneId of deux)
    expect((await awa.brut('PUT /personnes/:personneId/contact', { personneId, ...contact })).status).toBe(200)
  await importerMois(essai, '2025-02', [COUPLE])
  expect(await ids()).toEqual(deux)
  const { json } = await awa.appeler<typeof precautionsEnBref>('POST /precautions', { personnes: deux })
  expect(json.personnes.map(p => p.numeroPartage)).toEqual([true, true])
  essai.now = '2025-03-10T16:00:00Z'
  for (const id of deux) {
    expect((await cloreLeDossier(awa, id, { motif: 'demande' })).status).toBe(200)
    expect(await db.selectFrom('cloture').select('id').where('personneId', '=', id).execute()).toHaveLength(1)
  }
})

test('la ligne de commande dit avec le numéro ce qu’il faut savoir avant d’appeler', async () => {
  const awa = await essai.unAgent('charge-orientation')
  await importerMois(essai, '2025-01', [COUPLE])
  const db = essai.base.territoire('59')
  await db.updateTable('personne').set({ telephone: '0639980031' }).execute()
  const { id: personneId } = await db.selectFrom('personne').select('id').limit(1).executeTakeFirstOrThrow()
  await db
    .insertInto('precaution')
    .values({ personneId, ...AUCUNE, sansMessage: true, majLe: essai.now, majPar: awa.id })
    .execute()
  const dites = (await personnesEnLigne(essai.ctx())).map(direPersonne)
  // The other one has the same number.
  expect(dites.filter(d => d.includes('Ne pas laisser de message'))).toHaveLength(2)
  expect(dites.every(d => d.includes('0639980031') && d.includes('Numéro ou courriel partagé'))).toBe(true)
})

test('« pas de message » suit le numéro, et qui n’a pas dit pourquoi il ouvre n’en lit pas plus qu’il ne faut pour appeler', async () => {
  const db = essai.base.territoire('59')
  const awa = await essai.unAgent('charge-orientation')
  const a = await unePersonne(essai, { nom: 'ESSAI-A', telephone: '0639980001', soumis: false })
  const commune = { courriel: 'paire@example.org', soumis: false }
  const b = await unePersonne(essai, { nom: 'ESSAI-B', telephone: '0639980001', ...commune })
  const c = await unePersonne(essai, { nom: 'ESSAI-C', telephone: '0639980003', ...commune })
  const dites = {
    adresseConfidentielle: true,
    sansMessage: true,
    mesure: 'tutelle',
    domiciliationOrganisme: 'FOYER',
    lsf: true,
  }
  await db
    .insertInto('precaution')
    .values({
      personneId: b.id,
      ...AUCUNE,
      ...dites,
      domiciliationAdresse: '1 rue Exemple, 59000 Lille',
      majLe: essai.now,
    })
    .execute()
  const enBref = async () => {
    const { json } = await awa.appeler<typeof precautionsEnBref>('POST /precautions', { personnes: [a.id, b.id] })
    return new Map(json.personnes.map(p => [p.personneId, p.precautions]))
  }
  const tout = await enBref()
  expect(tout.get(a.id)).toMatchObject({ sansMessage: true, adresseConfidentielle: false, mesure: null, lsf: false })
  expect(tout.get(b.id)).toMatchObject(dites)
  expect(await partageDe(awa, a.id)).toMatchObject({ telephone: true, sansMessage: true })
  // Named on the file of the other: that isn't to read their own precautions.
  const lues = () =>
    db.selectFrom('consultation').select('quoi').where('personneId', '=', b.id).orderBy('quoi').execute()
  expect((await lues()).map(l => l.quoi)).toEqual(['numero-partage'])
  // A mailbox alone is theirs too: nobody is called there.
  expect(await partageDe(awa, c.id)).toMatchObject({ telephone: false, courriel: true, sansMessage: false })
  await db.deleteFrom('parametre').where('cle', '=', 'acces.raison').execute()
  const ferme = (await enBref()).get(b.id)
  expect(ferme).toMatchObject({ sansMessage: true, lsf: true, adresseConfidentielle: false })
  expect([ferme?.mesure, ferme?.domiciliationOrganisme]).toEqual([null, null])
})

const partageDe = async (agent: Navigateur, personneId: string) =>
  (await agent.appeler<typeof precautionsDe>('GET /personnes/:personneId/precautions', { personneId })).json.partage
/** Whom the lists mark, of these persons. */
const marquees = async (agent: Navigateur, ...personnes: { id: string }[]) =>
  (
    await agent.appeler<typeof precautionsEnBref>('POST /precautions', { personnes: personnes.map(p => p.id) })
  ).json.personnes.flatMap(p => (p.numeroPartage ? p.personneId : []))
const AUCUN = { telephone: false, courriel: false, sansMessage: false, valeurs: [], avec: [] }

test('le numéro et le courriel d’un dossier absorbé, montrés au dossier gardé, se comparent aussi, des deux côtés', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const desk = await essai.unAgent('accueil')
  const elle = await unePersonne(essai, { nom: 'ESSAI-UNE', telephone: '0639980001' })
  const absorbee = await unePersonne(essai, { nom: 'ESSAI-UNE', telephone: '0639980002', courriel: 'lou@example.org' })
  const voisine = await unePersonne(essai, { nom: 'ESSAI-VOISINE', prenom: 'ZOE', telephone: '0639980002' })
  const ami = await unePersonne(essai, { nom: 'ESSAI-AMI', prenom: 'ALI', courriel: 'lou@example.org' })
  expect(await partageDe(awa, elle.id)).toEqual(AUCUN)
  const doublon = await unDoublon(essai, elle.id, absorbee.id)
  expect((await reunir(awa, doublon, elle.id)).status).toBe(200)
  const lu = await partageDe(awa, elle.id)
  expect(lu).toMatchObject({ telephone: true, courriel: true, valeurs: ['0639980002', 'lou@example.org'] })
  expect(lu.avec).toEqual([
    { personneId: ami.id, nom: 'ESSAI-AMI', prenom: 'ALI', valeurs: ['lou@example.org'] },
    { personneId: voisine.id, nom: 'ESSAI-VOISINE', prenom: 'ZOE', valeurs: ['0639980002'] },
  ])
  for (const { id, valeur } of [
    { id: voisine.id, valeur: '0639980002' },
    { id: ami.id, valeur: 'lou@example.org' },
  ])
    expect(await partageDe(awa, id)).toMatchObject({ valeurs: [valeur], avec: [{ personneId: elle.id }] })
  expect(await marquees(awa, elle, voisine, ami)).toHaveLength(3)
  // The desk is shown the card: neither that number, nor what is shared of it.
  await essai.base.territoire('59').updateTable('personne').set({ courriel: null }).where('id', '=', elle.id).execute()
  expect(await partageDe(desk, elle.id)).toEqual(AUCUN)
  expect(await partageDe(desk, voisine.id)).toMatchObject({ telephone: true, valeurs: ['0639980002'] })
  expect((await separer(awa, doublon)).status).toBe(200)
  expect(await partageDe(awa, elle.id)).toEqual(AUCUN)
})

test('ce que dit une autre source se compare tant que les deux se montrent ; écarté, plus rien n’est partagé', async () => {
  const awa = await essai.unAgent('charge-orientation')
  const elle = await unePersonne(essai, { nom: 'ESSAI-UNE', telephone: '0639980011' })
  const autre = await unePersonne(essai, { nom: 'ESSAI-AUTRE', prenom: 'ZOE', telephone: '0639980012' })
  const dite = { personneId: elle.id, champ: 'telephone', le: '2025-03-01' } as const
  await essai.enTransaction(ctx =>
    direDonnees(ctx, [
      { ...dite, source: 'instruction', valeur: '0639980011' },
      { ...dite, source: 'france-travail', valeur: '0639980012' },
    ]),
  )
  const { id: personneId } = elle
  const fiche = await awa.brut('GET /personnes/:personneId', { personneId })
  expect(fiche.json).toMatchObject({ contact: { telephone: '0639980011' } })
  expect(fiche.texte).toContain('0639980012')
  expect(await partageDe(awa, elle.id)).toMatchObject({
    ...{ telephone: true, courriel: false, sansMessage: false, valeurs: ['0639980012'] },
    avec: [{ personneId: autre.id, valeurs: ['0639980012'] }],
  })
  expect(await partageDe(awa, autre.id)).toMatchObject({ telephone: true, avec: [{ personneId: elle.id }] })
  expect(await marquees(awa, elle, autre)).toHaveLength(2)
  const tranche = await awa.brut('POST /personnes/:personneId/conflits/:champ', {
    ...{ personneId, champ: 'telephone', source: 'instruction', valeur: '0639980011', vu: { conflit: true } },
  })
  expect(tranche.status).toBe(200)
  for (const { id } of [elle, autre]) expect(await partageDe(awa, id)).toEqual(AUCUN)
})

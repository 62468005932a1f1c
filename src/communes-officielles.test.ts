import { beforeEach, expect, test } from 'vitest'
import { texte } from './courrier/essai-pdf.ts'
import { importerListe } from './echanges/listes/essai-liste.ts'
import { type Navigateur, unEssai } from './essai.ts'
import { unePersonne } from './essai-personnes.ts'
import { personnesEnLigne } from './precaution/personnes-en-ligne.queries.ts'
import { prendre } from './rendez-vous/essai-rendez-vous.ts'
import { uuidv7 } from './socle/uuid.ts'
import { tenirCommunes } from './territoire/commune.queries.ts'

const essai = unEssai()

let [awa, dossiers]: [Navigateur, string[]] = [undefined as unknown as Navigateur, []]
/** One commune as the funds, a list and a hurried hand wrote it. */
beforeEach(async () => {
  awa = await essai.unAgent('charge-orientation')
  dossiers = []
  for (const commune of ['TOURCOING', 'TOURCOING CEDEX', 'Tourcoing (59)'])
    dossiers.push((await unePersonne(essai, { nom: `ESSAI-${dossiers.length}`, commune })).id)
  await essai.enTransaction(tenirCommunes)
})
/** What of an answer names the commune, whatever holds it. */
const ditDe = (reponse: unknown) => [...new Set(JSON.stringify(reponse).match(/tourcoing[^",]*/gi) ?? [])]
const lire = async (route: string, personneId = dossiers[1]) => (await awa.brut(route, { personneId })).json

test('une commune porte le nom de son code dans l’adresse du dossier et dans ce que la personne emporte', async () => {
  for (const id of dossiers) {
    const fiche = await lire('GET /personnes/:personneId', id)
    expect(ditDe(fiche)).toEqual(['Tourcoing'])
    expect(JSON.stringify(fiche)).toContain('59200 Tourcoing')
  }
  const porte = await awa.brut('GET /personnes/:personneId/donnees', { personneId: dossiers[1] })
  expect([porte.status, ditDe(porte.json)]).toEqual([200, ['Tourcoing']])
})

test('dans l’adresse confidentielle lue avec une raison', async () => {
  const [personneId] = dossiers.slice(1)
  await essai.base
    .territoire('59')
    .insertInto('precaution')
    .values({ personneId: personneId as string, adresseConfidentielle: true, majLe: essai.now })
    .execute()
  const lue = await awa.brut('POST /personnes/:personneId/adresse', { personneId, id: uuidv7(), motif: 'remise' })
  expect(JSON.stringify(lue.json)).toContain('59200 Tourcoing')
  expect(ditDe(lue.json)).toEqual(['Tourcoing'])
})

test('sur la lettre, dans les doublons et en ligne de commande', async () => {
  const [, personneId = '', autre = ''] = dossiers
  await prendre(awa, personneId, { convocation: 'courrier' })
  const { id } = await essai.base.territoire('59').selectFrom('courrier').select('id').executeTakeFirstOrThrow()
  const lettre = texte((await awa.brut('GET /courriers/:courrierId/pdf', { courrierId: id })).brut)
  expect(lettre).toMatch(/59200 TOURCOING\s/)
  expect(lettre).not.toMatch(/CEDEX/i)
  await essai.base
    .territoire('59')
    .insertInto('doublon')
    .values({ id: uuidv7(), personneId, autreId: autre, raisons: ['même nom'], trouveLe: '2025-03-01' })
    .execute()
  expect(ditDe((await awa.brut('GET /doublons', {})).json)).toEqual(['Tourcoing'])
  const enLigne = await personnesEnLigne(essai.ctx())
  expect([...new Set(enLigne.map(p => p.adresse))]).toEqual(['12 RUE EXEMPLE, 59200 Tourcoing'])
})

test('dans les adresses que disent les listes de personnes et de structures', async () => {
  const admin = await essai.unAgent('administrateur')
  await importerListe(
    essai,
    awa,
    'personnes',
    `Nom;Prénom;Date de naissance;Adresse;Code postal;Ville
ESSAI-LISTE;Zoé;04/05/1985;3 rue de l’Essai;59650;VILLENEUVE D ASCQ CEDEX
ESSAI-LISTE;Léa;05/06/1986;4 rue de l’Essai;59650;Nulle-Part`,
  )
  await importerListe(
    essai,
    admin,
    'structures',
    `Nom;Siret;Courriel responsable;Téléphones responsable;Adresse;Code postal;Ville
Maison d’essai;;;;5 rue de l’Essai;59350;ST ANDRE LEZ LILLE`,
  )
  const db = essai.base.territoire('59')
  const dites = await db.selectFrom('donnee').select('valeur').where('champ', '=', 'adresse').execute()
  expect(dites.map(d => d.valeur).sort()).toEqual([
    '3 rue de l’Essai, 59650 Villeneuve-d’Ascq',
    '4 rue de l’Essai, 59650 Nulle-Part',
  ])
  const structures = await db.selectFrom('structure').select('adresse').where('adresse', 'is not', null).execute()
  expect(structures).toEqual([{ adresse: '5 rue de l’Essai, 59350 Saint-André-lez-Lille' }])
})

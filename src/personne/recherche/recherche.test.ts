import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { chiffrerNir, empreinteNir } from '../../socle/auth/nir.ts'
import { LIGNES_PAR_PAGE } from '../../socle/ui/liste/lignes-par-page.ts'
import { CANDIDATS_MAX, type personnes } from './personnes.ts'
import type { rechercher } from './recherche.ts'

const essai = unEssai()
const chercher = async (agent: Navigateur, q: string) =>
  (await agent.appeler<typeof rechercher>('POST /recherche', { q })).json.personnes.map(p => p.prenom)

async function quatrePersonnes() {
  const djamila = await unePersonne(essai, {
    nom: 'CAS',
    prenom: 'DJAMILA',
    dateNaissance: '1985-04-12',
    telephone: '0639980001',
  })
  await unePersonne(essai, { nom: 'LEFÈVRE-DUPRÉ', prenom: 'ÉLOÏSE', dateNaissance: '1990-01-02' })
  await unePersonne(essai, { nom: 'CASTEL', prenom: 'BRUNO', dateNaissance: '1985-04-12' })
  await unePersonne(essai, { nom: 'NG', prenom: 'LAN', dateNaissance: '2001-07-14' })
  return djamila
}

test.each([
  ['cas', ['DJAMILA', 'BRUNO']],
  ['djamila cas', ['DJAMILA']],
  ['Cas Djamila', ['DJAMILA']],
  ['lefevre eloise', ['ÉLOÏSE']],
  ['dupré', ['ÉLOÏSE']],
  ['ng', ['LAN']],
  ['djamlia', ['DJAMILA']],
  ['lefebvre', ['ÉLOÏSE']],
  ['12/04/1985', ['DJAMILA', 'BRUNO']],
  ['castel 12/4/85', ['BRUNO']],
  ['castel 13/04/1985', []],
  ['06 39 98 00 01', ['DJAMILA']],
  ['+33 6 39 98 00 01', ['DJAMILA']],
  ['zzzzzz', []],
  ['x', []],
  ['', []],
  ['%', []],
  ['_', []],
])('« %s » trouve %o', async (q, attendu) => {
  await quatrePersonnes()
  const awa = await essai.unAgent('charge-orientation')
  expect(await chercher(awa, q)).toEqual(attendu)
})

test('par numéro de demande, par matricule, par NIR de 13 ou 15 caractères', async () => {
  const { id, numeroDemandeRsa } = await quatrePersonnes()
  const awa = await essai.unAgent('charge-orientation')
  const nir = '2850499999001'
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', nir), nirChiffre: chiffrerNir('59', nir) })
    .where('id', '=', id)
    .execute()
  expect(await chercher(awa, numeroDemandeRsa.toLowerCase())).toEqual(['DJAMILA'])
  expect((await chercher(awa, '1234567')).length).toBe(4)
  expect(await chercher(awa, nir)).toEqual(['DJAMILA'])
  expect(await chercher(awa, '2 85 04 99 999 001 15')).toEqual(['DJAMILA'])
  expect(await chercher(awa, '2 85 04 99 999 001 23')).toEqual([])
  expect(await chercher(awa, '2850499999002')).toEqual([])
})

test('par courriel entier ou commencé, par la fin d’un nom, par l’identifiant de France Travail, par une demande sans ses zéros', async () => {
  const db = essai.base.territoire('59')
  const { foyerId, id } = await unePersonne(essai, { nom: 'DUPONTEL', prenom: 'ANNE', courriel: 'Anne.D@example.org' })
  await unePersonne(essai, { nom: 'PONTET', prenom: 'IDA', courriel: 'ida@example.org' })
  await db.updateTable('personne').set({ identifiantFranceTravail: '1234567a' }).where('id', '=', id).execute()
  await db
    .updateTable('foyer')
    .set({ numeroDemandeRsa: '00024041052', matricule: '000000007654399' })
    .where('id', '=', foyerId)
    .execute()
  const awa = await essai.unAgent('charge-orientation')
  for (const q of [
    ' anne.d@EXAMPLE.org\u200B',
    'anne.d@',
    'pontel',
    'pontel anne',
    '1234567A',
    '24041052',
    '00024041052',
    '7654399',
  ])
    expect(await chercher(awa, q), q).toEqual(['ANNE'])
  expect(await chercher(awa, 'nne.d@example.org')).toEqual([])
  expect(await chercher(awa, 'ponte')).toEqual(['IDA'])
})

test('par l’identifiant opaque de France Travail, même quand un autre est montré', async () => {
  const { id } = await unePersonne(essai, { prenom: 'ANNE' })
  const opaque = '00000000-aaaa-4bbb-8ccc-000000000777'
  await essai.base
    .territoire('59')
    .insertInto('donnee')
    .values({
      personneId: id,
      champ: 'identifiant-france-travail',
      source: 'france-travail',
      valeur: opaque,
      le: '2025-01-01',
    })
    .execute()
  expect(await chercher(await essai.unAgent('charge-orientation'), opaque.toUpperCase())).toEqual(['ANNE'])
})

test('hors du périmètre, ou fusionnée, une personne ne se trouve pas ; un pilote ne cherche pas', async () => {
  const { id } = await quatrePersonnes()
  const ailleurs = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  expect(await chercher(ailleurs, 'cas')).toEqual([])
  expect(await chercher(await essai.unAgent('referent'), 'cas')).toEqual([])
  const pilote = await essai.unAgent('pilote')
  expect((await pilote.brut('POST /recherche', { q: 'cas' })).status).toBe(403)
  expect((await pilote.brut('POST /personnes/recherche', { q: 'cas' })).status).toBe(403)
  const autre = await unePersonne(essai, { nom: 'AUTRE' })
  await essai.base
    .territoire('59')
    .updateTable('personne')
    .set({ fusionneeDans: autre.id })
    .where('id', '=', id)
    .execute()
  expect(await chercher(await essai.unAgent('charge-orientation'), 'djamila')).toEqual([])
})

test('la liste dit la situation, se filtre et se lit par pages ; un nom approchant est signalé', async () => {
  const awa = await essai.unAgent('charge-orientation')
  for (let i = 0; i < 55; i++) await unePersonne(essai, { nom: 'FILOCHE', prenom: `P${i}` })
  await unePersonne(essai, { nom: 'FILOCHE', prenom: 'ENTRANTE', entreeRecueLe: '2025-03-08' })
  await unePersonne(essai, { nom: 'FILOCHE', prenom: 'SORTIE', etat: '5' })
  const lire = async (input: { q: string; situation?: 'a-orienter' | 'hors-droits'; page?: number }) =>
    (await awa.appeler<typeof personnes>('POST /personnes/recherche', input)).json
  const premiere = await lire({ q: 'filoche' })
  expect([premiere.total, premiere.pages, premiere.personnes.length, premiere.davantage]).toEqual([57, 3, 25, false])
  expect((await lire({ q: 'filoche', page: 3 })).personnes.length).toBe(7)
  for (const page of [CANDIDATS_MAX / LIGNES_PAR_PAGE, 9999])
    expect(await lire({ q: 'filoche', page }), 'une page de trop est vide').toMatchObject({ personnes: [], pages: 3 })
  const entrante = await lire({ q: 'filoche', situation: 'a-orienter' })
  expect(entrante.personnes).toMatchObject([{ prenom: 'ENTRANTE', situation: 'a-orienter', entreeLe: '2025-03-08' }])
  expect((await lire({ q: 'filoche', situation: 'hors-droits' })).personnes.map(p => p.prenom)).toEqual(['SORTIE'])
  expect(await lire({ q: 'filoch entrannte' })).toMatchObject({ approchant: true, total: 1 })
})

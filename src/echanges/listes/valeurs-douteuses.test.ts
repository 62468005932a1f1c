import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import type { choisirColonnes } from './choisir-colonnes.ts'
import type { colonnesImport } from './colonnes-import.ts'
import type { deciderLignes } from './decider-lignes.ts'
import { importerListe, lignesDe } from './essai-liste.ts'

const essai = unEssai()
const db = () => essai.base.territoire('59')
const ENTETES = 'Nom;Prénom;Date de naissance;Téléphone'

test('une naissance d’aujourd’hui, d’un enfant ou lue d’un nombre attend que l’on dise qu’elle est juste', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const texte = `${ENTETES}\nESSAI-A;Léa;10/03/2025;\nESSAI-B;Zoé;45000;\nESSAI-C;Luc;31162;\nESSAI-D;Ève;11/03/2025;\n`
  const { importId } = await importerListe(essai, agent, 'personnes', texte)
  expect(await lignesDe(essai, importId)).toEqual([
    ['a-decider', expect.stringContaining('née il y a moins de 14 ans')],
    ['a-decider', expect.stringContaining('tableur'), expect.stringContaining('moins de 14 ans')],
    ['creee', expect.stringContaining('tableur')],
    ['refusee', expect.stringContaining('dans le futur')],
  ])
})

test('une ligne dite juste est reprise', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const texte = Buffer.from(`${ENTETES}\nESSAI-A;Léa;09/03/2012;\n`)
  const importId = await deposerParEcran(agent, 'liste.csv', texte, { genre: 'personnes' })
  const colonnes = { Nom: 'nom', Prénom: 'prenom', 'Date de naissance': 'dateNaissance' }
  const choix = { importId, genre: 'personnes' as const, colonnes }
  await agent.appeler<typeof choisirColonnes>('PUT /imports/:importId/correspondance', choix)
  await appliquer(essai, agent, importId, true)
  const decisions = [{ ligne: 2, choix: 'nouvelle' as const }]
  await agent.appeler<typeof deciderLignes>('PUT /imports/:importId/decisions', { importId, decisions })
  expect((await appliquer(essai, agent, importId)).rapport?.resume).toBe('1 personne créée.')
})

test('une année de naissance seule est gardée comme telle, et ne dit rien contre un jour connu', async () => {
  const connue = await unePersonne(essai, { nom: 'ESSAI-TISSAGE', dateNaissance: '1956-05-12' })
  const agent = await essai.unAgent('charge-orientation')
  const { importId } = await importerListe(
    essai,
    agent,
    'personnes',
    `${ENTETES}\nESSAI-AN;Léa;00/00/1956;\nESSAI-MOIS;Zoé;00/02/1956;\n`,
  )
  expect(await lignesDe(essai, importId)).toEqual([
    ['creee', expect.stringContaining('l’année seule')],
    ['creee', expect.stringContaining('le mois et l’année')],
  ])
  const lues = await db()
    .selectFrom('personne')
    .select(['dateNaissance', 'precisionNaissance'])
    .where('id', '<>', connue.id)
    .orderBy('dateNaissance')
    .execute()
  expect(lues).toEqual([
    { dateNaissance: '1956-01-01', precisionNaissance: 'O' },
    { dateNaissance: '1956-02-01', precisionNaissance: 'J' },
  ])
})

test('le numéro d’un proche n’est pas celui de la personne, et c’est dit', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const texte = `${ENTETES}\nESSAI-A;Léa;10/03/1985;06 39 98 00 01 (mère)\n`
  const { importId } = await importerListe(essai, agent, 'personnes', texte)
  expect(await lignesDe(essai, importId)).toEqual([['creee', expect.stringContaining('d’un proche')]])
  expect(await db().selectFrom('personne').select('telephone').execute()).toEqual([{ telephone: null }])
})

test('des accents abîmés sont réparés avant d’être écrits, et c’est dit', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const abimer = (texte: string) => iconv.decode(Buffer.from(texte), 'windows-1252')
  const texte = abimer(`${ENTETES}\nESSAI-LÉVÊQUE;Zoé;10/03/1985;\nESSAI-SANS;Luc;10/03/1986;\n`)
  const importId = await deposerParEcran(agent, 'liste.csv', Buffer.from(texte))
  const { json } = await agent.appeler<typeof colonnesImport>('GET /imports/:importId/colonnes', { importId })
  expect(json).toMatchObject({ genre: 'personnes', accentsRepares: true, colonnes: { 1: { entete: 'Prénom' } } })
  const { importId: importe } = await importerListe(essai, agent, 'personnes', `${texte}\n`)
  expect(await lignesDe(essai, importe)).toEqual([['creee', expect.stringContaining('réparés')], ['creee']])
  expect(await db().selectFrom('personne').select(['nom', 'prenom']).orderBy('nom').execute()).toEqual([
    { nom: 'ESSAI-LÉVÊQUE', prenom: 'Zoé' },
    { nom: 'ESSAI-SANS', prenom: 'Luc' },
  ])
})

test('un tableau écrit sur un Mac se lit avec ses accents', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const texte = iconv.encode(`${ENTETES}\nESSAI-LÉVÊQUE;Hélène;10/03/1985;\n`, 'macintosh')
  const importId = await deposerParEcran(agent, 'liste.csv', texte)
  const { json } = await agent.appeler<typeof colonnesImport>('GET /imports/:importId/colonnes', { importId })
  expect(json).toMatchObject({
    genre: 'personnes',
    colonnes: { 1: { entete: 'Prénom', champ: 'prenom', exemples: ['Hélène'] } },
  })
})

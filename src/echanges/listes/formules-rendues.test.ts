import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { appliquer, deposerParEcran } from '../../import/essai-import.ts'
import { nomDuFichier } from '../../socle/api.ts'
import type { choisirColonnes } from './choisir-colonnes.ts'

/** Somebody writes formulas in a list, in a flow, in a name: whatever of it is given back, opening it runs nothing. */
const essai = unEssai()
const PIEGES = ['=1+1', '+cmd|x', '-2+3', '@SUM(1)', '\t=1+1', '\u00a0=1+1', '＝1+1', '=HYPERLINK("http://a";"b")']
const TITRE = '=2+2'
const LISTE = [
  `Nom;Prénom;Né(e) le;${TITRE}`,
  ...PIEGES.map(piege => `ESSAI-A;"${piege.replaceAll('"', '""')}";31/02/1990;"${piege.replaceAll('"', '""')}"`),
].join('\n')
const SE_CALCULE = /^(?:[\t\r]|[\s\p{Cf}]*[=+\-@＝＋－＠])/u

async function refuser(agent: Navigateur, fichier: string) {
  const importId = await deposerParEcran(agent, fichier, Buffer.from(LISTE), { genre: 'personnes' })
  await agent.appeler<typeof choisirColonnes>('PUT /imports/:importId/correspondance', {
    ...{ importId, genre: 'personnes' },
    colonnes: { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance' },
  })
  await appliquer(essai, agent, importId, true)
  return importId
}

test.each(['POST /imports/:importId/refusees', 'GET /imports/:importId/anomalies'])(
  'aucune cellule, aucun titre de %s ne se calcule',
  async route => {
    const agent = await essai.unAgent('administrateur')
    const importId = await refuser(agent, '=1+1.csv')
    const enCsv = await agent.brut(route, { importId, motif: 'correction', format: 'csv' })
    expect(enCsv.status).toBe(200)
    const rangees: string[][] = parse(enCsv.brut, { delimiter: ';', bom: true })
    expect(rangees.length).toBeGreaterThan(PIEGES.length)
    expect(rangees.flat().filter(cellule => SE_CALCULE.test(cellule))).toEqual([])
    const enXlsx = await agent.brut(route, { importId, motif: 'correction', format: 'xlsx' })
    const feuilles = Object.entries(unzipSync(enXlsx.brut)).filter(([nom]) => nom.startsWith('xl/'))
    expect(feuilles.filter(([, octets]) => /<f[ >/]|ddeLink|externalLink/.test(strFromU8(octets)))).toEqual([])
  },
)

test.each([
  ['=1+1.csv', '=1+1.csv.txt'],
  ['liste.TXT', 'liste.TXT'],
  ['liste.xlsx', 'liste.xlsx.txt'],
])('le fichier %s, tel qu’il est venu, s’ouvre sans se calculer, et se dépose de nouveau', async (fichier, rendu) => {
  const agent = await essai.unAgent('administrateur')
  const importId = await deposerParEcran(agent, fichier, Buffer.from(LISTE), { genre: 'personnes' })
  const { entetes, brut } = await agent.brut('GET /imports/:importId/fichier', { importId, motif: 'controle' })
  const nom = nomDuFichier(new Response(null, { headers: entetes as Record<string, string> }))
  expect([nom, entetes['content-type'], entetes['x-content-type-options']]).toEqual([
    ...[rendu, 'application/octet-stream', 'nosniff'],
  ])
  expect(String(entetes['content-disposition'])).toMatch(/^attachment/)
  expect(brut.toString()).toBe(LISTE)
  const renvoye = await deposerParEcran(agent, rendu, brut, { genre: 'personnes' })
  const { json } = await agent.brut('GET /imports/:importId', { importId: renvoye })
  expect(json.statut).toBe('a-verifier')
})

import { describe, expect, test } from 'vitest'
import { type Navigateur, unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import { ecrireXlsx } from '../../lecture/tableau/ecrire-tableau.ts'
import { lireTableau } from '../../lecture/tableau/tableau.ts'
import { entetesConnus } from './champs/proposer.ts'
import type { choisirColonnes } from './choisir-colonnes.ts'
import type { colonnesImport } from './colonnes-import.ts'
import { appliquer, classeurSale, enSource, unImport } from './essai-tableur.ts'
import type { lignesImport } from './lignes-import.ts'

const essai = unEssai()
const TEXTE = [
  'Qui;Prénom;Né(e) le;Contact;Zone de mobilité',
  'ESSAI-A;Zoé;25/04/1990;06 39 98 00 01;30',
  'ESSAI-B;Léa;31/02/1990;06 39 98 00 02;',
].join('\n')
const colonnes = (agent: Navigateur, importId: string, suite: object = {}) =>
  agent.appeler<typeof colonnesImport>('GET /imports/:importId/colonnes', { importId, ...suite })
const choisir = (agent: Navigateur, importId: string, choix: Record<string, string>, suite: object = {}) =>
  agent.appeler<typeof choisirColonnes>('PUT /imports/:importId/correspondance', {
    importId,
    genre: 'personnes',
    colonnes: choix,
    ...suite,
  })
const lignes = (agent: Navigateur, importId: string, suite: object = {}) =>
  agent.appeler<typeof lignesImport>('GET /imports/:importId/lignes', { importId, ...suite })

test('chaque colonne se montre avec ses valeurs et ce qu’elle donnerait, par son titre ou par ses valeurs', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unImport(essai, TEXTE, { genre: 'personnes' })
  const { status, json } = await colonnes(agent, id)
  expect(status).toBe(200)
  expect(json).toMatchObject({ origine: 'proposition', description: 'CSV, utf-8, point-virgule', ligneEntete: 1 })
  expect(json.colonnes.map(c => [c.entete, c.champ, c.par])).toEqual([
    ['Qui', null, null],
    ['Prénom', 'prenom', 'proposition'],
    ['Né(e) le', 'dateNaissance', 'proposition'],
    ['Contact', null, null],
    ['Zone de mobilité', null, null],
  ])
  expect(json.colonnes[1]?.piste).toEqual({ champ: 'prenom', confiance: 100, raison: 'son titre est connu' })
  expect(json.colonnes[3]?.piste).toEqual({
    champ: 'telephone',
    confiance: 40,
    raison: 'ses valeurs sont des numéros de téléphone',
  })
  expect(json.colonnes[0]?.exemples).toEqual(['ESSAI-A', 'ESSAI-B'])
  expect(json.colonnes[4]?.nonRepris).toMatch(/pas de case/)
})

test('le seuil choisi par le territoire fait reprendre ce qui était demandé', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const seuil = { cle: 'listes.confiance', effetLe: '2025-03-10', valeur: '40', saisiLe: essai.now }
  await essai.base.territoire('59').insertInto('parametre').values(seuil).execute()
  const { id } = await unImport(essai, TEXTE, { genre: 'personnes' })
  expect((await colonnes(agent, id)).json).toMatchObject({ seuil: 40, colonnes: { 3: { champ: 'telephone' } } })
})

test('sans choix à l’écran, une colonne devinée est laissée de côté, et le rapport le dit', async () => {
  const texte = 'Nom;Prénom;Né(e) le;Contact\nESSAI-A;Zoé;12/04/1985;06 39 98 00 01\n'
  const { rapport } = await appliquer(essai, 'personnes', texte)
  expect(rapport.anomalies).toEqual([{ ou: null, champ: 'Contact', motif: expect.stringContaining('non reprise') }])
  expect(await essai.base.territoire('59').selectFrom('personne').select('telephone').execute()).toEqual([
    { telephone: null },
  ])
})

test('deux colonnes de même titre qui ne servent pas ne refusent rien ; qui servent, elles sont demandées', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const texte = 'Nom;Prénom;Né(e) le;Note;NOTE;Tél;Tél\nESSAI-A;Zoé;12/04/1985;a;b;0639980001;0639980002\n'
  const { id } = await unImport(essai, texte, { genre: 'personnes' })
  const { json } = await colonnes(agent, id)
  expect(json.colonnes.map(c => [c.entete, c.champ])).toEqual([
    ['Nom', 'nom'],
    ['Prénom', 'prenom'],
    ['Né(e) le', 'dateNaissance'],
    ['Note', null],
    ['NOTE (2)', null],
    ['Tél', null],
    ['Tél (2)', null],
  ])
  expect(json.colonnes[6]?.piste?.raison).toContain('deux colonnes portent ce titre')
  const correspondance = {
    colonnes: { Nom: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance', 'Tél (2)': 'telephone' },
  }
  await appliquer(essai, 'personnes', texte, { correspondance })
  expect(await essai.base.territoire('59').selectFrom('personne').select('telephone').execute()).toEqual([
    { telephone: '0639980002' },
  ])
})

describe('un classeur dont la première feuille est une notice', () => {
  const NOTICE = { nom: 'Lisez-moi', lignes: [['Ce classeur est à remplir.'], ['Merci.']] }
  const donnees = (titres: string[]) => ({ nom: 'Données', lignes: [titres, ['ESSAI-A', 'Zoé', '12/04/1985']] })

  test('montre la feuille qui porte la liste', async () => {
    const agent = await essai.unAgent('charge-orientation')
    const contenu = await ecrireXlsx([NOTICE, donnees(['Nom', 'Prénom', 'Né(e) le'])])
    const { id } = await unImport(essai, contenu, { genre: 'personnes', fichier: 'suivi.xlsx' })
    expect((await colonnes(agent, id)).json).toMatchObject({
      feuilles: ['Lisez-moi', 'Données'],
      feuille: 'Données',
      sansTableau: null,
    })
  })

  test('laisse choisir la feuille quand aucune ne se reconnaît, et dit ce que la première n’a pas', async () => {
    const agent = await essai.unAgent('charge-orientation')
    const contenu = await ecrireXlsx([NOTICE, donnees(['Aa', 'Bb', 'Cc'])])
    const { id } = await unImport(essai, contenu, { genre: 'personnes', fichier: 'suivi.xlsx' })
    const premiere = await colonnes(agent, id)
    expect([premiere.status, premiere.json]).toMatchObject([
      200,
      { feuilles: ['Lisez-moi', 'Données'], feuille: 'Lisez-moi', colonnes: [] },
    ])
    expect(premiere.json.sansTableau).toContain('Choisissez')
    const { json } = await colonnes(agent, id, { feuille: 'Données' })
    expect(json.colonnes.map(c => c.entete)).toEqual(['Aa', 'Bb', 'Cc'])
  })
})

test('ce qui est choisi se garde pour cet import, et sert au fichier suivant', async () => {
  const agent = await essai.unAgent('charge-orientation')
  const { id } = await unImport(essai, TEXTE)
  expect((await choisir(agent, id, { Prénom: 'prenom' })).json).toEqual({
    manques: ['le nom', 'la date de naissance'],
  })
  const choix = { Qui: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance' }
  expect((await choisir(agent, id, choix)).json).toEqual({ manques: [] })
  expect((await colonnes(agent, id)).json).toMatchObject({ genre: 'personnes', origine: 'choix' })
  const { id: suivant } = await unImport(essai, TEXTE, { genre: 'personnes' })
  const { json } = await colonnes(agent, suivant)
  expect([json.origine, json.colonnes[0]?.champ, json.colonnes[0]?.par]).toEqual(['memoire', 'nom', 'memoire'])
})

test('deux colonnes pour un champ, un champ inconnu, un import déjà appliqué', async () => {
  const agent = await essai.unAgent('administrateur')
  const { id } = await unImport(essai, TEXTE)
  const double = await choisir(agent, id, { Qui: 'nom', Prénom: 'nom' })
  expect([double.status, (double.json as unknown as { code: string }).code]).toEqual([400, 'champ-donne-deux-fois'])
  expect((await choisir(agent, id, { Qui: 'zorglub' })).json.manques).toContain('le nom')
  await essai.base.territoire('59').updateTable('import').set({ statut: 'applique' }).where('id', '=', id).execute()
  expect((await choisir(agent, id, { Qui: 'nom' })).status).toBe(409)
})

describe('après la simulation', () => {
  async function simule(agent: Navigateur) {
    const connue = await unePersonne(essai)
    const texte = `${TEXTE}\nESSAI-TISSAGE;Camille;12/04/1985;06 39 98 00 03;\nESSAI-C;Zoé;12/04/2085;;"a ""b"";c"`
    const { id } = await unImport(essai, texte)
    const choix = { Qui: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance', Contact: 'telephone' }
    await choisir(agent, id, choix)
    const correspondance = { colonnes: choix, constantes: {}, feuille: null }
    await appliquer(essai, 'personnes', texte, { simuler: true, correspondance, importId: id })
    return { id, connue }
  }

  test('chaque ligne se lit avec ses valeurs, ses raisons ; lire celle d’une personne connue laisse une trace', async () => {
    const agent = await essai.unAgent('charge-orientation')
    const { id, connue } = await simule(agent)
    const { json } = await lignes(agent, id)
    expect(json.comptes).toMatchObject({ creee: 1, modifiee: 1, refusee: 2 })
    expect(json.etat).toMatchObject({ statut: 'a-verifier', simulation: true, genre: 'personnes' })
    expect(json.lignes.map(l => [l.ligne, l.resultat, l.cellules[0]])).toEqual([
      [2, 'creee', 'ESSAI-A'],
      [3, 'refusee', 'ESSAI-B'],
      [4, 'modifiee', 'ESSAI-TISSAGE'],
      [5, 'refusee', 'ESSAI-C'],
    ])
    const refusees = await lignes(agent, id, { resultat: 'refusee' })
    expect(refusees.json.lignes[0]?.motifs).toEqual([
      { champ: 'Né(e) le', motif: expect.stringMatching(/ce jour n’existe pas/) },
    ])
    const traces = await essai.base.territoire('59').selectFrom('consultation').select(['personneId', 'quoi']).execute()
    expect(traces).toEqual([{ personneId: connue.id, quoi: 'import' }])
  })

  test.each(['csv', 'xlsx'] as const)(
    'les lignes refusées se téléchargent en %s, prêtes à corriger et à renvoyer',
    async format => {
      const agent = await essai.unAgent('charge-orientation')
      const { id } = await simule(agent)
      const { brut, entetes } = await agent.brut('POST /imports/:importId/refusees', {
        importId: id,
        format,
        motif: 'correction',
      })
      expect(entetes['content-disposition']).toMatch(
        new RegExp(`lignes-refusees_2025-03-10_export-59-\\d+\\.${format}$`),
      )
      const tableau = await lireTableau(enSource(brut), null, entetesConnus)
      expect(tableau.entetes.slice(-2)).toEqual(['Motif du refus', 'Export'])
      const lues = []
      for await (const { cellules } of tableau.lignes()) lues.push(cellules)
      expect(lues.map(l => l[4])).toEqual(['', 'a "b";c'])
      expect(lues[0]?.at(-2)).toMatch(/^Né\(e\) le : ce jour n’existe pas/)
      // Sent again as it is, its last columns are understood and ignored.
      const { id: renvoye } = await unImport(essai, brut, { genre: 'personnes' })
      const { json } = await colonnes(agent, renvoye)
      const ajoutee = { champ: null, nonRepris: expect.stringMatching(/lignes refusées/) }
      expect(json.colonnes.slice(-2)).toMatchObject([ajoutee, ajoutee])
      const corrige = brut.length && format === 'csv' ? brut.toString().replace('31/02', '28/02') : brut
      const correspondance = { colonnes: { Qui: 'nom', Prénom: 'prenom', 'Né(e) le': 'dateNaissance' }, constantes: {} }
      const { rapport } = await appliquer(essai, 'personnes', corrige, { correspondance })
      expect(rapport.comptes[0]?.nombre).toBe(format === 'csv' ? 1 : 0)
    },
  )
})

test('une longue liste se lit par pages', async () => {
  const agent = await essai.unAgent('administrateur')
  const contenu = await classeurSale(600)
  const { id } = await unImport(essai, contenu, { genre: 'personnes', fichier: 'suivi.xlsx' })
  await appliquer(essai, 'personnes', contenu, { simuler: true, importId: id })
  const { json } = await lignes(agent, id, { page: 24 })
  expect([json.pages, json.lignes.length, json.lignes[0]?.ligne]).toEqual([24, 25, 579])
  expect(json.lignes[0]?.cellules[2]).toMatch(/^ESSAI-/)
})

test('le contenu d’un import se lit par qui l’a déposé ou par qui voit tout le territoire', async () => {
  const deposant = await essai.unAgent('charge-orientation', { secteur: ['59599'] })
  const voisin = await essai.unAgent('charge-orientation', { secteur: ['59350'] })
  const { id } = await unImport(essai, TEXTE, { genre: 'personnes', agent: deposant })
  expect((await colonnes(deposant, id)).status).toBe(200)
  expect((await colonnes(voisin, id)).status).toBe(404)
  expect((await lignes(voisin, id)).status).toBe(404)
  expect((await voisin.brut('POST /imports/:importId/refusees', { importId: id, motif: 'correction' })).status).toBe(
    404,
  )
  expect((await colonnes(await essai.unAgent('charge-orientation'), id)).status).toBe(200)
})

test.each(['personnes', 'contacts', 'professionnels', 'structures', 'suivis', 'reorientations'] as const)(
  'le modèle « %s » se télécharge, et son exemple passe tel quel à la lecture',
  async genre => {
    const agent = await essai.unAgent('administrateur')
    const { brut, status } = await agent.brut('GET /modeles/:genre', { genre })
    expect(status).toBe(200)
    const tableau = await lireTableau(enSource(brut), null, entetesConnus)
    expect(tableau.feuilles).toEqual(['Liste', 'Explications'])
    const { id } = await unImport(essai, brut, { genre, fichier: 'modele.xlsx' })
    const { json } = await colonnes(agent, id)
    expect(json.colonnes.filter(c => c.champ === null)).toEqual([])
    const { lignes: lues = [] } = await appliquer(essai, genre, brut)
    expect(lues.flatMap(l => l.motifs).filter(m => /attendu|obligatoire|impossible/.test(m.motif))).toEqual([])
  },
)

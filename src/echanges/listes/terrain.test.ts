import { expect, test } from 'vitest'
import { unEssai } from '../../essai.ts'
import { unePersonne } from '../../essai-personnes.ts'
import type { annulerImport } from '../../import/differences/annuler-import.ts'
import { cleNir } from '../../personne/nir.ts'
import { chiffrerNir, empreinteNir, lireNir } from '../../socle/auth/nir.ts'
import { importerListe, lignesDe } from './essai-liste.ts'
import { nirEssai } from './essai-tableur.ts'
import type { lignesImport } from './lignes-import.ts'

/** What users of other software told of their lists (docs/terrain.md). */
const essai = unEssai()
const db = () => essai.base.territoire('59')
const T = 'Nom;Prénom;Date de naissance;NIR;Téléphone'
const CAMILLE = 'ESSAI-TISSAGE;Camille;12/04/1985'
const NIR = nirEssai(7)

const importer = async (texte: string, genre: Parameters<typeof importerListe>[2] = 'personnes') => {
  const agent = await essai.unAgent('charge-orientation')
  const fait = await importerListe(essai, agent, genre, texte)
  return { ...fait, agent, lignes: await lignesDe(essai, fait.importId) }
}
const personnes = async () =>
  (await db().selectFrom('personne').select(['nom', 'nirEmpreinte']).orderBy('nom').execute()).map(
    p => `${p.nom}${p.nirEmpreinte ? ' NIR' : ''}`,
  )

test('le NIR d’une liste complète le dossier qui n’en avait pas, la ligne le dit, et la liste annulée le reprend', async () => {
  await unePersonne(essai)
  const { agent, importId, lignes } = await importer(`${T}\n${CAMILLE};${NIR};\n`)
  expect([lignes, await personnes()]).toEqual([[['modifiee']], ['ESSAI-TISSAGE NIR']])
  const { json } = await agent.appeler<typeof lignesImport>('GET /imports/:importId/lignes', { importId })
  expect(json.lignes[0]?.changements.map(c => c.libelle)).toEqual(['NIR'])
  const suite = await importer(`${T}\nESSAI-AUTREMENT;Camille;12/04/1985;${NIR};0639980002\n`)
  expect(suite.lignes).toEqual([['modifiee']])
  for (const id of [suite.importId, importId])
    expect(
      (await agent.appeler<typeof annulerImport>('POST /imports/:importId/annulation', { importId: id })).status,
    ).toBe(200)
  expect(await personnes()).toEqual(['ESSAI-TISSAGE'])
})

test('un NIR qui n’est pas repris se dit : celui d’un autre dossier, un autre que le sien, un autre mois de naissance', async () => {
  const donner = (id: string) =>
    db()
      .updateTable('personne')
      .set({ nirEmpreinte: empreinteNir('59', NIR.slice(0, 13)), nirChiffre: chiffrerNir('59', NIR.slice(0, 13)) })
      .where('id', '=', id)
      .execute()
  await unePersonne(essai)
  await donner((await unePersonne(essai, { nom: 'ESSAI-AUTRE', prenom: 'ZOE', dateNaissance: '1971-12-30' })).id)
  const { lignes } = await importer(
    [
      T,
      `${CAMILLE};${NIR};`,
      `ESSAI-AUTRE;Zoé;30/12/1971;${nirEssai(9)};`,
      `${CAMILLE};${nirEssai(8, { mois: 9 })};0639980001`,
    ].join('\n'),
  )
  expect(lignes).toEqual([
    ['a-decider', expect.stringContaining('même numéro de sécurité sociale')],
    ['inchangee', expect.stringContaining('pas la même année'), expect.stringContaining('déjà un autre NIR')],
    ['modifiee', expect.stringContaining('ne porte pas le mois et l’année')],
  ])
  expect(await personnes()).toEqual(['ESSAI-AUTRE NIR', 'ESSAI-TISSAGE'])
})

test('le NIR définitif prend la place du numéro d’attente du dossier, l’annuler le rend ; l’inverse, jamais', async () => {
  const attente = `7${nirEssai(1, { cle: false }).slice(1)}`
  const { id } = await unePersonne(essai)
  const sien = async () =>
    (await db().selectFrom('personne').select('nirChiffre').where('id', '=', id).executeTakeFirstOrThrow()).nirChiffre
  const lu = async () => {
    const chiffre = await sien()
    return chiffre && lireNir('59', chiffre)
  }
  await db()
    .updateTable('personne')
    .set({ nirEmpreinte: empreinteNir('59', attente), nirChiffre: chiffrerNir('59', attente) })
    .where('id', '=', id)
    .execute()
  const { agent, importId, lignes } = await importer(`${T}\n${CAMILLE};${nirEssai(5)};\n`)
  expect([lignes, await lu()]).toEqual([[['modifiee']], nirEssai(5, { cle: false })])
  const suite = await importer(`${T}\n${CAMILLE};${attente}${cleNir(attente)};\n`)
  expect([suite.lignes, await lu()]).toEqual([
    [['inchangee', expect.stringContaining('déjà un autre NIR')]],
    nirEssai(5, { cle: false }),
  ])
  for (const i of [suite.importId, importId])
    await agent.appeler<typeof annulerImport>('POST /imports/:importId/annulation', { importId: i })
  expect(await lu()).toBe(attente)
})

test('une colonne de NIR décalée d’une ligne n’en donne à personne, et ne fait pas un second dossier', async () => {
  const [lea, luc] = [nirEssai(1), nirEssai(2, { annee: 71, mois: 12, sexe: 1 })]
  const liste = (a: string, b: string) => `${T}\nESSAI-A;Léa;12/04/1985;${a};\nESSAI-B;Luc;30/12/1971;${b};\n`
  const decalee = await importer(liste(luc, lea))
  expect(decalee.lignes.map(([resultat, ...motifs]) => [resultat, motifs.at(-1)])).toEqual([
    ['creee', expect.stringContaining('non repris')],
    ['creee', expect.stringContaining('non repris')],
  ])
  expect(await personnes()).toEqual(['ESSAI-A', 'ESSAI-B'])
  expect((await importer(liste(lea, luc))).lignes).toEqual([['modifiee'], ['modifiee']])
  const autres = [nirEssai(3, { annee: 90 }), nirEssai(4, { annee: 90 })] as const
  expect((await importer(liste(...autres))).resume).toBe('2 personnes sont déjà à jour.')
  expect(await personnes()).toEqual(['ESSAI-A NIR', 'ESSAI-B NIR'])
})

test('un téléphone illisible est la seule raison dite, et ne fait ressembler personne à personne', async () => {
  await unePersonne(essai, { telephone: '0639980001' })
  const bons = ['1', '2', '3', '4'].map(n => `ESSAI-${'KLMNO'[Number(n)]};Zoé;12/04/199${n};;063998001${n}`)
  const { lignes } = await importer([T, ...bons, `${CAMILLE};;abc`, 'ESSAI-B;Ève;12/04/1980;;+33'].join('\n'))
  expect(lignes.slice(4)).toEqual([
    ['inchangee', expect.stringContaining('numéro attendu')],
    ['creee', expect.stringContaining('numéro attendu')],
  ])
})

test('un doublon dit s’il est dans la liste ou avec un dossier connu', async () => {
  await unePersonne(essai)
  const { lignes } = await importer(
    `${T}\nESSAI-TISAGE;Camille;12/04/1985;;\nESSAI-B;Zoé;12/04/1990;;\nESSAI-B;Zoé;12/04/1990;;0639980001\n`,
  )
  expect(lignes).toEqual([
    ['a-decider', expect.stringContaining('ressemble à un dossier')],
    ['creee'],
    ['inchangee', 'même personne que la ligne 3, qu’elle complète\u00a0: Téléphone'],
  ])
})

test('un couple au même numéro et au même nom fait deux dossiers', async () => {
  const titres = 'N° CAF;Rôle;Nom;Prénom;Date de naissance'
  const texte = `${titres}\n7654321;DEM;ESSAI-B;Zoé;12/04/1990\n7654321;CJT;ESSAI-B;Luc;12/05/1991\n`
  expect((await importer(texte)).lignes).toEqual([['creee'], ['creee']])
})

test('un NIR faux dit en quoi : sa longueur, un caractère, sa clé', async () => {
  const { lignes } = await importer(
    ['1871276', `${NIR.slice(0, 3)}13${NIR.slice(5)}`, `${NIR.slice(0, 13)}00`]
      .map((nir, rang) => `ESSAI-${'ABC'[rang]};Luc;12/04/1985;${nir};`)
      .reduce((liste, ligne) => `${liste}\n${ligne}`, T),
  )
  expect(lignes.map(([, motif]) => motif)).toEqual([
    expect.stringContaining('celui-ci en a 7'),
    expect.stringContaining('un caractère n’y a pas sa place'),
    expect.stringContaining('la clé du NIR'),
  ])
})

test('la même liste, changée, met à jour tous ses champs et dit lesquels', async () => {
  const liste = (tel: string, courriel: string, rue: string) =>
    `${T};Email;Adresse;CP;Ville\nESSAI-A;Léa;12/04/1985;;${tel};${courriel};${rue};59200;Tourcoing\n`
  await importer(liste('0639980001', 'a@example.org', '3 rue Exemple'))
  const { agent, importId } = await importer(liste('0639980002', 'b@example.org', '4 rue Exemple'))
  const { json } = await agent.appeler<typeof lignesImport>('GET /imports/:importId/lignes', { importId })
  expect(json.lignes.map(l => [l.resultat, l.changements.map(c => c.libelle)])).toEqual([
    ['modifiee', ['Téléphone', 'Courriel', 'Adresse']],
  ])
})

test('les mêmes noms nés le même jour à trois ans près se demandent ; un autre jour, ou un 1er janvier, sont deux personnes', async () => {
  await unePersonne(essai, { dateNaissance: '1989-04-12' })
  await unePersonne(essai, { nom: 'ESSAI-AN', dateNaissance: '1989-01-01' })
  const { lignes } = await importer(
    ['TISSAGE;Camille;12/04/1991', 'TISSAGE;Camille;12/04/1993', 'TISSAGE;Camille;14/06/1991', 'AN;Camille;01/01/1991']
      .map(qui => `ESSAI-${qui};;`)
      .reduce((liste, ligne) => `${liste}\n${ligne}`, T),
  )
  expect(lignes).toEqual([
    ['a-decider', expect.stringContaining('date de naissance presque la même')],
    ['creee'],
    ['creee'],
    ['creee'],
  ])
})

test('un nom de structure sans accents, ou aux accents composés, n’en crée pas une seconde', async () => {
  await essai.uneStructure({ nom: 'Pôle Insertion Éducation' })
  const noms = ['POLE INSERTION EDUCATION', 'Pôle Insertion Éducation'.normalize('NFD')]
  const { lignes } = await importer(`Nom;Téléphone\n${noms.map(n => `${n};0199000001`).join('\n')}\n`, 'structures')
  expect(lignes.map(([resultat]) => resultat)).not.toContain('creee')
  expect(await db().selectFrom('structure').select('nom').execute()).toEqual([{ nom: 'Pôle Insertion Éducation' }])
})

test('réorientée par une liste vers le référent qu’elle a déjà, une personne garde son premier jour', async () => {
  const { numeroDemandeRsa } = await unePersonne(essai)
  const structureId = await essai.uneStructure({ nom: 'Trame' })
  const { id } = await essai.unAgent('referent', { structureId })
  const titres = 'N° RSA;Rôle;Structure;Référent;Parcours;Date d’orientation'
  await importer(`${titres}\n${numeroDemandeRsa};DEM;Trame;${id}@example.org;emploi;10/01/2025\n`, 'suivis')
  const qui = 'Camille;ESSAI-TISSAGE;12/04/1985'
  const { lignes } = await importer(
    `Prénom*;Nom*;Date de naissance*;Accompagnateurs à ajouter;Structures à rattacher\n${qui};${id}@example.org;\n${qui};${id}@example.org;Trame\n`,
    'reorientations',
  )
  expect(lignes).toEqual([['inchangee'], ['inchangee']])
  expect(await db().selectFrom('accompagnement').select(['debut', 'fin']).execute()).toEqual([
    { debut: '2025-01-10', fin: null },
  ])
})

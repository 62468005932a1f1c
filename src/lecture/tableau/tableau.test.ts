import ExcelJS from 'exceljs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { annonceDe } from '../../echanges/listes/champs/annonce.ts'
import { entetesConnus } from '../../echanges/listes/champs/proposer.ts'
import { classeurSale, csvSale, echantillon, enSource } from '../../echanges/listes/essai-tableur.ts'
import { trouverSeparateur } from './csv.ts'
import { ecrireXlsx } from './ecrire-tableau.ts'
import { lireTableau } from './tableau.ts'
import { ouvrirZip } from './zip.ts'

async function lire(contenu: Buffer | string, feuille: string | null = null) {
  const tableau = await lireTableau(enSource(Buffer.from(contenu), 'liste', 700), feuille, entetesConnus)
  const lignes: { ligne: number; cellules: string[] }[] = []
  for await (const ligne of tableau.lignes()) lignes.push(ligne)
  return { ...tableau, lignes }
}
const refus = (contenu: Buffer | string) => lire(contenu).catch(e => e.code)

describe('un fichier texte', () => {
  const texte = 'Nom;Prénom;Date de naissance\r\nLÉVÊQUE;Zoé;25/04/1985\r\n'
  test.each([
    ['UTF-8', Buffer.from(texte)],
    ['UTF-8 avec marque', Buffer.from(`\uFEFF${texte}`)],
    ['windows-1252', iconv.encode(texte, 'windows-1252')],
    ['UTF-16', iconv.encode(texte, 'utf-16le', { addBOM: true })],
    ['UTF-16 sans marque', iconv.encode(texte, 'utf-16le', { addBOM: false })],
    ['UTF-16 gros-boutiste', iconv.encode(texte, 'utf-16be', { addBOM: true })],
    ['sauts de ligne Unix', Buffer.from(texte.replaceAll('\r\n', '\n'))],
    ['sauts de ligne Mac', Buffer.from(texte.replaceAll('\r\n', '\r'))],
    ['virgules', Buffer.from(texte.replaceAll(';', ','))],
    ['tabulations', Buffer.from(texte.replaceAll(';', '\t'))],
    ['barres', Buffer.from(texte.replaceAll(';', '|'))],
  ])('en %s se lit', async (_, contenu) => {
    const { entetes, lignes } = await lire(contenu)
    expect(entetes).toEqual(['Nom', 'Prénom', 'Date de naissance'])
    expect(lignes).toEqual([{ ligne: 2, cellules: ['LÉVÊQUE', 'Zoé', '25/04/1985'] }])
  })

  test('l’accent d’une seule ligne lointaine suffit à reconnaître windows-1252', async () => {
    const contenu = iconv.encode(`Nom;Prenom\n${'DUPONT;Marie\n'.repeat(20_000)}LÉVÊQUE;Zoé\n`, 'windows-1252')
    const { lignes } = await lire(contenu)
    expect(lignes.at(-1)?.cellules).toEqual(['LÉVÊQUE', 'Zoé'])
  })

  test('guillemets, sauts de ligne dans une case, lignes vides : chaque ligne garde le numéro qu’elle a dans le tableur', async () => {
    const { lignes } = await lire('Nom;Prénom\n"A ""b""\nc";Zoé\n\n;;\nB;Léa;\n')
    expect(lignes).toEqual([
      { ligne: 2, cellules: ['A "b"\nc', 'Zoé'] },
      { ligne: 5, cellules: ['B', 'Léa', ''] },
    ])
  })

  test('le séparateur est celui qui coupe partout pareil', () => {
    expect(trouverSeparateur('Nom;Adresse\nA;"1, rue B, 59000"\nC;2, rue D')).toBe(';')
    expect(trouverSeparateur('Nom,Tel\nA,06;07\nB,06')).toBe(',')
  })

  test('un guillemet jamais refermé se dit, avec la ligne', async () => {
    expect(await refus(`Nom;Prénom\nA;"B${';x\n'.repeat(100_000)}`)).toBe('csv-illisible')
  })
})

describe('un classeur', () => {
  test('dates, zéros devant, formules, cases fusionnées, titre au-dessus des colonnes', async () => {
    const classeur = new ExcelJS.Workbook()
    classeur.addWorksheet('Lisez-moi').addRow(['Bonjour', 'à tous'])
    const feuille = classeur.addWorksheet('Liste')
    feuille.addRow(['Liste de mars'])
    feuille.mergeCells('A1:F1')
    feuille.addRow([])
    feuille.addRow(['N° Allocataire', 'Nom', 'Prénom', 'Date de naissance', 'CP', 'Téléphone', 'NIR', 'RQTH'])
    const ligne = feuille.addRow([
      42,
      'ESSAI',
      { richText: [{ text: 'Zo' }, { text: 'é' }] },
      new Date(Date.UTC(1985, 3, 25)),
      1000,
      639980001,
      285045999000141,
      true,
    ])
    ligne.getCell(1).numFmt = '0000000'
    ligne.getCell(4).numFmt = 'dd/mm/yyyy'
    ligne.getCell(5).numFmt = '00000'
    ligne.getCell(6).numFmt = '0#" "##" "##" "##" "##'
    const autre = feuille.addRow([null, { formula: 'B4&"-B"', result: 'ESSAI-B' }, 'Léa', 31162, 'x', null, 0.1 + 0.2])
    autre.getCell(4).numFmt = 'General'
    feuille.mergeCells('A4:A5')
    const contenu = Buffer.from(await classeur.xlsx.writeBuffer())
    const { entetes, lignes, feuilles, ligneEntete } = await lire(contenu, 'Liste')
    expect(feuilles).toEqual(['Lisez-moi', 'Liste'])
    expect(ligneEntete).toBe(3)
    expect(entetes[0]).toBe('N° Allocataire')
    expect(lignes).toEqual([
      {
        ligne: 4,
        cellules: ['0000042', 'ESSAI', 'Zoé', '1985-04-25', '01000', '0639980001', '285045999000141', 'oui'],
      },
      { ligne: 5, cellules: ['0000042', 'ESSAI-B', 'Léa', '31162', 'x', '', '0,3'] },
    ])
  })

  test('six cents lignes sales, titre au-dessus : les colonnes se trouvent', async () => {
    const { entetes, lignes, ligneEntete } = await lire(await classeurSale(600))
    expect([ligneEntete, entetes[4], lignes.length]).toEqual([3, 'Date de naissance', 600])
    expect((await lire(csvSale(600))).lignes).toHaveLength(600)
  })
})

describe('ce qui n’est pas un tableau est refusé avec ce qu’il faut faire', () => {
  test.each([
    ['un ancien .xls ou un classeur protégé', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'ancien-classeur'],
    ['un fichier vide', Buffer.alloc(0), 'fichier-vide'],
    ['des lignes vides', Buffer.from('\n;;\n'), 'fichier-vide'],
    ['un PDF', Buffer.from('%PDF-1.7 …'), 'pas-un-tableau'],
    ['une lettre', Buffer.from('Madame,\n\nVeuillez trouver ci-joint\n'), 'pas-un-tableau'],
    ['une image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]), 'pas-un-tableau'],
    ['deux colonnes de même titre', Buffer.from('Nom;Prénom;NOM\nA;B;C\n'), 'colonnes-de-meme-titre'],
    ['un zip abîmé', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(50)]), 'classeur-illisible'],
  ])('%s', async (_, contenu, code) => {
    expect(await refus(contenu)).toBe(code)
  })

  test('une bombe : ce qu’elle déplie est compté en vrai', async () => {
    const zip = await ecrireXlsx([
      {
        nom: 'Bombe',
        lignes: [
          ['a', 'b'],
          ['x'.repeat(30_000), 'y'.repeat(30_000)],
        ],
      },
    ])
    const { deplier } = await ouvrirZip(zip)
    const tout = async () => {
      for await (const _ of deplier('xl/sharedStrings.xml', 10_000));
    }
    await expect(tout()).rejects.toMatchObject({ code: 'classeur-trop-gros' })
  })
})

test('cent mille lignes se lisent sans que la mémoire ne grandisse avec elles', async () => {
  const ligne = Buffer.from(
    '2850459990001;ESSAI;Camille;25/04/1985;06 39 98 00 01;12 rue Exemple;59200;Tourcoing\n'.repeat(1000),
  )
  const entete = Buffer.from('NIR;Nom;Prénom;Date de naissance;Téléphone;Adresse;Code postal;Ville\n')
  let donnes = 0
  const source = {
    ...enSource(Buffer.alloc(0)),
    taille: entete.length + 100 * ligne.length,
    octets: async function* () {
      yield entete
      for (let i = 0; i < 100; i++) {
        donnes = i
        yield ligne
      }
    },
  }
  const tableau = await lireTableau(source, null, entetesConnus)
  let lues = 0
  let avance = 0
  for await (const _ of tableau.lignes()) {
    lues++
    // What was asked of the file runs ahead of what was read by little: nothing piles up.
    avance = Math.max(avance, donnes * 1000 - lues)
  }
  expect(lues).toBe(100_000)
  expect(avance).toBeLessThan(20_000)
})

describe('le genre d’une liste s’annonce par ses colonnes, celui d’un classeur par son nom', () => {
  test.each([
    ['app_static_fichiers_import_beneficiaires.csv', 'personnes', 'cdb-personnes'],
    ['app_static_fichiers_import_professionnels.csv', 'professionnels', 'cdb-professionnels'],
    ['app_static_fichiers_import_reorientation.csv', 'reorientations', 'cdb-reorientations'],
    ['app_static_fichiers_import_structures.csv', 'structures', 'cdb-structures'],
    ['backend_tests_fixtures_import_structures.csv', 'structures', 'cdb-structures'],
    ['spec_fixtures_fichier_contact_test.csv', 'contacts', 'cnaf-contacts'],
    ['spec_fixtures_fichier_usager_test.xlsx', 'personnes', 'liste'],
  ])('%s : %s', async (nom, genre, version) => {
    const contenu = echantillon(nom)
    if (!contenu) return console.warn(`${nom} n’est pas là : exemple non vérifié`)
    expect(annonceDe(contenu.subarray(0, 16_384), nom)).toEqual({ genre, version })
  })

  test('un flux n’en est pas une, un tableau quelconque non plus', () => {
    expect(annonceDe(Buffer.from('<?xml version="1.0"?><Flux/>'), 'flux.xml')).toBeNull()
    expect(annonceDe(Buffer.from('Produit;Prix\nPain;1\n'), 'prix.csv')).toBeNull()
    expect(annonceDe(Buffer.from('identifiant_unique_de;civilite;nom;prenom;date_naissance\n'), 'p.csv')).toBeNull()
  })
})

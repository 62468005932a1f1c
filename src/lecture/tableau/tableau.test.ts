import { readFileSync } from 'node:fs'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { annonceDe } from '../../echanges/listes/champs/annonce.ts'
import { entetesConnus } from '../../echanges/listes/champs/proposer.ts'
import { classeurSale, csvSale, enSource } from '../../echanges/listes/essai-tableur.ts'
import { cheminEchantillon, testSurEchantillon } from '../../essai-echantillons.ts'
import { trouverSeparateur } from './csv.ts'
import { ecrireXlsx } from './ecrire-tableau.ts'
import { unClasseur } from './essai-classeur.ts'
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
    const contenu = unClasseur({
      formats: ['0000000', 'dd/mm/yyyy', '00000', '0#" "##" "##" "##" "##'],
      textes: [
        ...['Bonjour', 'à tous', 'Liste de mars', 'N° Allocataire', 'Nom', 'Prénom', 'Date de naissance'],
        ...['CP', 'Téléphone', 'NIR', 'RQTH', 'ESSAI'],
      ]
        .map(t => `<t>${t}</t>`)
        .concat(['<r><t>Zo</t></r><r><rPr><b/></rPr><t>é</t></r>', '<t>Léa</t>', '<t xml:space="preserve">x</t>']),
      feuilles: [
        { nom: 'Lisez-moi', lignes: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' },
        {
          nom: 'Liste',
          lignes: `
            <row r="1"><c r="A1" t="s"><v>2</v></c></row>
            <row r="3">${[3, 4, 5, 6, 7, 8, 9, 10].map((t, i) => `<c r="${'ABCDEFGH'[i]}3" t="s"><v>${t}</v></c>`).join('')}</row>
            <row r="4"><c r="A4" s="1"><v>42</v></c><c r="B4" t="s"><v>11</v></c><c r="C4" t="s"><v>12</v></c><c r="D4" s="2"><v>31162</v></c>
              <c r="E4" s="3"><v>1000</v></c><c r="F4" s="4"><v>639980001</v></c><c r="G4"><v>285045999000141</v></c><c r="H4" t="b"><v>1</v></c></row>
            <row r="5"><c r="A5" s="1"/><c r="B5" t="str"><f>B4&amp;"-B"</f><v>ESSAI-B</v></c><c r="C5" t="s"><v>13</v></c><c r="D5"><v>31162</v></c>
              <c r="E5" t="s"><v>14</v></c><c r="G5"><v>0.30000000000000004</v></c></row>`,
          fusions: ['A1:F1', 'A4:A5'],
        },
      ],
    })
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

  test('celui que nous écrivons : que du texte, rien qui se calcule ; entêtes en gras et figés, colonnes à leur largeur', async () => {
    const lignes = [
      ['NIR', 'Nom', 'Observations'],
      ['0285045999000', 'ESSAI & <fils>', '=1+1'],
      ['007', '+33 6 39 98 00 01', '@SOMME(A1)'],
      ['', '-12', 'deux\nlignes'],
    ]
    const contenu = await ecrireXlsx([{ nom: 'Liste', lignes }])
    expect((await lire(contenu)).lignes.map(l => l.cellules)).toEqual(lignes.slice(1))
    const { deplier } = await ouvrirZip(contenu)
    const partie = async (nom: string) => Buffer.concat(await Array.fromAsync(deplier(nom))).toString()
    const feuille = await partie('xl/worksheets/sheet1.xml')
    expect(feuille).not.toMatch(/<f[ >]/)
    expect(feuille).toMatch(/<pane [^>]*ySplit="1"[^>]*state="frozen"/)
    const styles = await partie('xl/styles.xml')
    const format = /numFmtId="(\d+)" formatCode="@"/.exec(styles)?.[1]
    const xfs = styles.slice(styles.indexOf('<cellXfs')).match(/<xf .*?>/g) ?? []
    const polices = styles.slice(styles.indexOf('<fonts')).match(/<font>.*?<\/font>/g) ?? []
    const style = (motif: RegExp) => xfs[Number(motif.exec(feuille)?.[1])] ?? ''
    // Cells written, and those that somebody fills in below them.
    for (const motif of [/ r="A1" s="(\d+)"/, / r="A2" s="(\d+)"/, / r="A4" s="(\d+)"/, /<col style="(\d+)"/])
      expect(style(motif)).toContain(`numFmtId="${format}"`)
    const police = (motif: RegExp) => polices[Number(/fontId="(\d+)"/.exec(style(motif))?.[1] ?? 0)]
    expect([police(/ r="A1" s="(\d+)"/), police(/ r="A2" s="(\d+)"/)].map(p => p?.includes('<b/>'))).toEqual([
      true,
      false,
    ])
    expect([...feuille.matchAll(/<col [^>]*width="(\d+)"/g)].map(([, largeur]) => Number(largeur))).toEqual([
      15, 19, 14,
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
  for (const [nom, genre, version] of [
    ['app_static_fichiers_import_beneficiaires.csv', 'personnes', 'cdb-personnes'],
    ['app_static_fichiers_import_professionnels.csv', 'professionnels', 'cdb-professionnels'],
    ['app_static_fichiers_import_reorientation.csv', 'reorientations', 'cdb-reorientations'],
    ['app_static_fichiers_import_structures.csv', 'structures', 'cdb-structures'],
    ['backend_tests_fixtures_import_structures.csv', 'structures', 'cdb-structures'],
    ['spec_fixtures_fichier_contact_test.csv', 'contacts', 'cnaf-contacts'],
    ['spec_fixtures_fichier_usager_test.xlsx', 'personnes', 'liste'],
  ] as const)
    testSurEchantillon(`tableurs/${nom}`)(`${nom} : ${genre}`, () => {
      const contenu = readFileSync(cheminEchantillon(`tableurs/${nom}`))
      expect(annonceDe(contenu.subarray(0, 16_384), nom)).toEqual({ genre, version })
    })

  test('un flux n’en est pas une, un tableau quelconque non plus', () => {
    expect(annonceDe(Buffer.from('<?xml version="1.0"?><Flux/>'), 'flux.xml')).toBeNull()
    expect(annonceDe(Buffer.from('Produit;Prix\nPain;1\n'), 'prix.csv')).toBeNull()
    expect(annonceDe(Buffer.from('identifiant_unique_de;civilite;nom;prenom;date_naissance\n'), 'p.csv')).toBeNull()
  })
})

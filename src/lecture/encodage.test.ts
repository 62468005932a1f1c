import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { reparerAccents } from './accents.ts'
import { encodageDuDebut, encodageDuTexte, encodagesXml, encodageXml, estBinaire, luDeuxFois } from './encodage.ts'
import { type Decodeur, decodeurPour } from './xml/decodeur.ts'
import { textesXml } from './xml/textes.ts'

const source = (contenu: Buffer, morceau = 7) => ({
  fichier: 'x',
  taille: contenu.length,
  sha256: '',
  octets: async function* () {
    for (let i = 0; i < contenu.length; i += morceau) yield contenu.subarray(i, i + morceau)
  },
})
const TEXTE = 'Nom;Prénom\nLÉVÊQUE;Zoé\n'

describe('un texte qui ne dit pas son encodage', () => {
  test.each([
    ['utf-8', Buffer.from(TEXTE)],
    ['utf-8', Buffer.from(`\ufeff${TEXTE}`)],
    ['utf-8', Buffer.from('Nom;Prenom\n')],
    ['windows-1252', iconv.encode(TEXTE, 'windows-1252')],
    ['macintosh', iconv.encode(TEXTE, 'macintosh')],
    ['macintosh', iconv.encode('Nom;Prénom\nMARTIN;Hélène\n', 'macintosh')],
    ['windows-1252', iconv.encode('Nom;Prénom\nMARTIN;Hélène\n', 'windows-1252')],
    ['windows-1252', iconv.encode('NOM;PRÉNOM\nCŒUR;ZOÉ\n', 'windows-1252')],
    ['utf-16le', iconv.encode(TEXTE, 'utf-16le', { addBOM: true })],
    ['utf-16le', iconv.encode(TEXTE, 'utf-16le', { addBOM: false })],
    ['utf-16be', iconv.encode(TEXTE, 'utf-16be', { addBOM: true })],
    ['utf-16be', iconv.encode(TEXTE, 'utf-16be', { addBOM: false })],
  ])('en %s se reconnaît, entier ou par son début', async (attendu, contenu) => {
    expect((await encodageDuTexte(source(contenu))).encodage).toBe(attendu)
    expect(encodageDuDebut(contenu)).toBe(attendu)
    expect(estBinaire(contenu)).toBe(false)
  })

  test('un début coupé au milieu d’un caractère reste de l’UTF-8 ; un fichier coupé là n’en est pas', async () => {
    const coupe = Buffer.from('Prénom;é').subarray(0, -1)
    expect(encodageDuDebut(coupe)).toBe('utf-8')
    expect((await encodageDuTexte(source(coupe))).encodage).toBe('windows-1252')
  })

  test('des zéros que l’UTF-16 n’explique pas ne sont pas un texte', () => {
    expect(estBinaire(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))).toBe(true)
    expect(estBinaire(Buffer.from('a;b;c;d;e;f\u0000;g'))).toBe(true)
  })
})

describe('un XML dit son encodage', () => {
  const declare = (nom: string) => Buffer.from(`<?xml version="1.0" encoding="${nom}"?><a/>`)
  test.each([
    ['UTF-8', 'utf-8'],
    ['Windows-1252', 'windows-1252'],
    ['ISO-8859-1', 'iso-8859-1'],
    ['ISO-8859-15', 'iso-8859-15'],
  ])('%s', (nom, encodage) => expect(encodageXml(declare(nom))).toEqual({ encodage }))

  test('sans déclaration c’est de l’UTF-8 ; la marque l’emporte sur la déclaration', () => {
    expect(encodageXml(Buffer.from('<a/>'))).toEqual({ encodage: 'utf-8' })
    const marque = Buffer.concat([Buffer.from('\ufeff'), declare('ISO-8859-1')])
    expect(encodageXml(marque)).toEqual({ encodage: 'utf-8' })
  })

  test.each([
    ['vide', Buffer.alloc(0), /vide/],
    ['UTF-16', iconv.encode('<a/>', 'utf-16le', { addBOM: true }), /UTF-16 non reconnu/],
    ['un autre encodage', declare('EBCDIC-FR'), /« EBCDIC-FR » non reconnu/],
    ['autre chose', Buffer.from('bonjour'), /pas un fichier XML/],
  ])('%s est refusé', (_, debut, refus) =>
    expect(encodageXml(debut)).toMatchObject({ refus: expect.stringMatching(refus) }),
  )
})

describe('un texte lu deux fois en UTF-8', () => {
  /** What becomes of it: its bytes read as windows-1252, and kept. */
  const abimer = (texte: string) => iconv.decode(Buffer.from(texte), 'windows-1252')

  test.each(['LÉVÊQUE', 'Zoé', 'cœur', 'l’île', 'Noël', 'À Orléans', 'N° 3', 'français', '12 €', 'Ÿ'])(
    '« %s » se retrouve',
    texte => {
      expect(abimer(texte)).not.toBe(texte)
      expect(reparerAccents(abimer(texte))).toBe(texte)
    },
  )

  test.each(['LÉVÊQUE', '« CITÉ»', 'Zoé', 'ÂGE', 'Âgé', 'pâte', 'São Tomé', 'Ångström'])(
    '« %s » reste ce qu’il est',
    texte => expect(reparerAccents(texte)).toBe(texte),
  )
})

describe('un XML qui annonce un octet par lettre', () => {
  const flux = (texte: string, encodage: string) =>
    source(iconv.encode(`<?xml version="1.0" encoding="windows-1252"?><a><b>x</b><b>${texte}</b></a>`, encodage), 5)

  test.each([
    ['utf-8', 'ZOÉ', 'utf-8'],
    ['windows-1252', 'ZOÉ', 'windows-1252'],
    ['windows-1252', 'ZOE', 'windows-1252'],
  ])('et qui est écrit en %s (« %s ») : %s', async (encodage, texte, ecrit) => {
    expect(await encodagesXml(flux(texte, encodage))).toEqual({ declare: 'windows-1252', ecrit })
    const textes = []
    for await (const morceau of textesXml(flux(texte, encodage).octets(), 'a')) textes.push(morceau)
    expect(textes.join('')).toContain(`<b>${texte}</b>`)
  })
})

describe('un XML écrit en UTF-8 d’un texte lu deux fois', () => {
  const abimer = (texte: string) => iconv.decode(Buffer.from(texte), 'windows-1252')
  const xml = (texte: string, declare: string, morceau: number) =>
    source(Buffer.from(`<?xml version="1.0" encoding="${declare}"?><a><b>x</b><b>${texte}</b></a>`), morceau)

  test.each(['utf-8', 'windows-1252'])(
    'annoncé en %s, il est lu réparé, où que ses octets soient coupés',
    async declare => {
      for (const texte of ['LEFÈVRE', 'l’Œuvre à 12 €', 'Â', 'LEFEVRE', 'ÂGE DE PÂTÉ'])
        for (const morceau of [1, 2, 3, 7, 500]) {
          const abime = xml(abimer(texte), declare, morceau)
          const decodeur = decodeurPour(Buffer.from(`<?xml version="1.0" encoding="${declare}"?><a/>`)) as Decodeur
          let lu = ''
          for await (const octets of abime.octets()) lu += decodeur.ecrire(octets)
          expect([morceau, lu + decodeur.finir()]).toEqual([morceau, expect.stringContaining(`<b>${texte}</b>`)])
          expect(await luDeuxFois(abime)).toBe(texte !== 'LEFEVRE')
          expect(await luDeuxFois(xml(texte, declare, morceau))).toBe(false)
        }
    },
  )
})

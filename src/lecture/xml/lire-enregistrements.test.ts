import { describe, expect, test } from 'vitest'
import { blocs, valeur, valeurs } from './bloc.ts'
import type { DescriptionXml } from './description.ts'
import { FluxIllisible } from './fautes.ts'
import { type Enregistrement, lireEnregistrements } from './lire-enregistrements.ts'

const DESCRIPTION: DescriptionXml = {
  racine: 'Racine',
  entete: 'Entete',
  enregistrement: 'Fiche',
  fin: 'Fin',
  compteur: 'NB',
  chemins: {
    Entete: 'DATE',
    'Fiche/Id': 'NUM -CACHE',
    'Fiche/Detail': 'MONTANT',
    'Fiche/Secret': '-',
    Total: 'TOT',
    Fin: 'NB',
  },
}
type Options = { nb?: string; fin?: string; encodage?: string }
const flux = (fiches: string, { nb = '', fin = `<Fin><NB>${nb}</NB></Fin>`, encodage = 'UTF-8' }: Options = {}) =>
  `<?xml version="1.0" encoding="${encodage}"?>\n<Racine><Entete><DATE>2025-03-01</DATE></Entete>\n${fiches}${fin}</Racine>`
const fiche = (num: string, suite = '') => `<Fiche><Id><NUM>${num}</NUM></Id>${suite}</Fiche>`

async function* morceaux(octets: Buffer, taille: number) {
  for (let i = 0; i < octets.length; i += taille) yield octets.subarray(i, i + taille)
}
async function lire(contenu: string | Buffer, taille = 1 << 16) {
  const octets = typeof contenu === 'string' ? Buffer.from(contenu) : contenu
  const lecture = await lireEnregistrements(morceaux(octets, taille), DESCRIPTION)
  const tout: Enregistrement[] = []
  for await (const lot of lecture.lots) tout.push(...lot)
  return { entete: lecture.entete, fiches: tout, bilan: lecture.bilan() }
}

test('rend chaque enregistrement, ce qui est demandé seulement, quel que soit le découpage des octets', async () => {
  const contenu = flux(
    `${fiche('1', '<Detail><MONTANT> 12.50 </MONTANT></Detail><Detail><MONTANT>3</MONTANT></Detail>')}
${fiche('2', '<Secret><IBAN>FR76</IBAN></Secret><Id><CACHE>caché</CACHE></Id>')}<Total><TOT>15.50</TOT></Total>`,
    { nb: '2' },
  )
  for (const taille of [1 << 16, 7]) {
    const { entete, fiches, bilan } = await lire(contenu, taille)
    expect(valeur(entete, 'DATE')).toBe('2025-03-01')
    expect(fiches.map(f => [f.rang, f.rejet, valeur(f.bloc, 'Id/NUM')])).toEqual([
      [1, null, '1'],
      [2, null, '2'],
    ])
    expect(valeurs(fiches[0]!.bloc, 'Detail/MONTANT')).toEqual(['12.50', '3'])
    expect(blocs(fiches[0]!.bloc, 'Detail')).toHaveLength(2)
    expect(JSON.stringify(fiches)).not.toMatch(/FR76|caché/)
    expect(valeur(bilan.annexes, 'Total/TOT')).toBe('15.50')
    expect(bilan).toMatchObject({ lus: 2, annonces: 2, inconnus: [] })
  }
})

test('ce que la description ne connaît pas est passé et dit, une fois par sorte', async () => {
  const { fiches, bilan } = await lire(
    flux(fiche('1', '<Neuf><X/></Neuf><Neuf/>') + fiche('2', '<constructor>1</constructor>')),
  )
  expect(fiches.map(f => f.rejet)).toEqual([null, null])
  expect(bilan.inconnus.map(i => [i.chemin, i.fois])).toEqual([
    ['Fiche/Neuf', 2],
    ['Fiche/constructor', 1],
  ])
  const trop = await lire(flux(Array.from({ length: 200 }, (_, i) => `<N${i}/>`).join('')))
  expect(trop.bilan.inconnus).toHaveLength(50)
})

test.each([
  [
    'une valeur où un élément est emboîté',
    '<Fiche><Id><NUM><a>1</a></NUM><CACHE>2</CACHE></Id><Detail/></Fiche>',
    /NUM.*emboîté/,
  ],
  ['du texte entre deux éléments', '<Fiche>bonjour<Id><NUM>1</NUM></Id></Fiche>', /Fiche.*texte inattendu/],
  ['un enregistrement sans fin d’éléments vides', `<Fiche>${'<Id/>'.repeat(60_000)}</Fiche>`, /Id.*trop volumineux/],
])('est mis à part, sans arrêter les autres : %s', async (_, mauvaise, motif) => {
  const { fiches } = await lire(flux(`${fiche('1')}${mauvaise}${fiche('3')}`, { nb: '3' }))
  expect(fiches.map(f => f.rejet === null)).toEqual([true, false, true])
  expect(`${fiches[1]?.rejet?.champ} : ${fiches[1]?.rejet?.motif}`).toMatch(motif)
  expect(fiches[1]?.bloc).toMatchObject({ blocs: {}, feuilles: {} })
  expect(valeur(fiches[2]!.bloc, 'Id/NUM')).toBe('3')
})

describe('refuse le fichier entier', () => {
  test.each<[string, string | Buffer, RegExp]>([
    ['vide', '', /le fichier est vide/],
    ['du CSV', 'a;b\n1;2', /pas un fichier XML/],
    ['encodage inconnu', flux('', { encodage: 'EBCDIC-FR' }), /EBCDIC-FR/],
    ['octets invalides', Buffer.concat([Buffer.from(flux(fiche('1'))), Buffer.from([0xff])]), /octets invalides/],
    ['DOCTYPE', flux('').replace('<Racine>', '<!DOCTYPE Racine [<!ENTITY a "ha">]><Racine>'), /interdite/],
    ['entité', flux(fiche('&rien;')), /entité/],
    ['autre racine', '<autre/>', /« Racine » attendu/],
    ['sans en-tête', '<Racine><Fiche/><Fin/></Racine>', /« Entete » attendu avant/],
    ['deux en-têtes', flux('<Entete/>'), /en-tête répété/],
    ['sans fin', flux(fiche('1'), { fin: '' }), /incomplet/],
    ['enregistrement après la fin', flux(`<Fin/>${fiche('1')}`), /placé après/],
    ['compte faux', flux(fiche('1'), { nb: '2' }), /2 enregistrement\(s\) annoncé\(s\), 1 lu/],
    ['tronqué', flux(fiche('1')).slice(0, -12), /tronqué/],
    ['deux racines', `${flux('')}<Racine/>`, /racine/],
    ['texte démesuré', flux(fiche('x'.repeat(20_000))), /plus de 10000 caractères/],
    [
      'texte démesuré dans ce qui n’est pas lu',
      flux(`<Inconnu>${'x'.repeat(20_000)}</Inconnu>`),
      /plus de 10000 caractères/,
    ],
    ['commentaire sans fin', flux(`<!--${'x'.repeat(200_000)}`), /sans aucune balise/],
    ['emboîtement démesuré', flux('<a>'.repeat(10_000)), /emboîtés/],
    ['des totaux sans fin', flux('<Total/>'.repeat(60_000)), /hors des enregistrements/],
  ])('%s', async (_, contenu, message) => {
    for (const taille of [1 << 16, 1000]) {
      const erreur = await lire(contenu, taille).then(
        () => null,
        (e: unknown) => e,
      )
      expect(erreur).toBeInstanceOf(FluxIllisible)
      expect((erreur as Error).message).toMatch(message)
    }
  })
})

test('l’en-tête est rendu avant que le reste ne soit lu', async () => {
  async function* source() {
    yield Buffer.from(flux(fiche('1').repeat(100)).slice(0, 1500))
    throw new Error('lu trop loin')
  }
  const { entete, lots } = await lireEnregistrements(source(), DESCRIPTION)
  expect(valeur(entete, 'DATE')).toBe('2025-03-01')
  await lots.next()
  await expect(lots.next()).rejects.toThrow('lu trop loin')
})

test('cent mille enregistrements passent sans que la mémoire ne monte', async () => {
  async function* source() {
    yield Buffer.from(flux('').split('<Fin>')[0] ?? '')
    const mille = Buffer.from(fiche('1', `<Detail><MONTANT>${'9'.repeat(900)}</MONTANT></Detail>`).repeat(1000))
    for (let i = 0; i < 100; i++) yield mille
    yield Buffer.from('<Fin><NB>100000</NB></Fin></Racine>')
  }
  const { lots } = await lireEnregistrements(source(), DESCRIPTION)
  let lus = 0
  let plusGrand = 0
  for await (const lot of lots) {
    lus += lot.length
    plusGrand = Math.max(plusGrand, lot.length)
  }
  expect(lus).toBe(100_000)
  expect(plusGrand).toBeLessThan(200)
})

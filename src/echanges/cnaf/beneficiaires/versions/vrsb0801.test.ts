import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { SaxesParser } from 'saxes'
import { afterAll, expect, test } from 'vitest'
import { cheminEchantillon, groupeSurEchantillon, testSurEchantillon } from '../../../../essai-echantillons.ts'
import { FluxIllisible } from '../../../../lecture/xml/fautes.ts'
import { estHeure, estJour, estNombre } from '../../../../lecture/xml/valeurs.ts'
import { morceaux, unFlux, unFoyer } from '../essai-flux.ts'
import { lireFlux } from '../lire/lire-flux.ts'
import { arbre, type Noeud } from './schema.ts'
import { VRSB0801 } from './vrsb0801.ts'

const SCHEMA = 'cnaf/vrsb0801.xsd'
const XSD = cheminEchantillon(SCHEMA)

const SIGNES: Record<string, string> = { '1 1': '', '0 1': '?', '0 unbounded': '*', '1 unbounded': '+' }

/** The XSD put in the notation of `vrsb0801.ts`, read from the file itself. */
function notationDuXsd(): Record<string, string> {
  const blocs: Record<string, string[]> = {}
  const xml = new SaxesParser()
  let bloc = ''
  let enfant = ''
  let type = ''
  let profondeur = 0
  const genres: Record<string, string> = { date: 'j', time: 'h', boolean: 'b', string: 'c', integer: 'e', decimal: 'd' }
  const cardinalite = (min = '1', max = '1') => SIGNES[`${min} ${max}`] ?? `{${min},${max}}`
  xml.on('opentag', ({ name, attributes: a }) => {
    const { ref, base, value, minOccurs, maxOccurs } = a as Record<string, string>
    if (name === 'xsd:element' && ++profondeur === 1) {
      bloc = String(a.name)
      blocs[bloc] = []
    } else if (name === 'xsd:element') {
      enfant = (ref ?? String(a.name)) + cardinalite(minOccurs, maxOccurs)
      type = genres[String(a.type ?? '').slice(4)] ?? ''
    }
    if (name === 'xsd:restriction') type = genres[String(base).slice(4)] ?? '?'
    if (name === 'xsd:maxLength' || name === 'xsd:totalDigits') type += value
    if (name === 'xsd:fractionDigits') type += `,${value}`
  })
  xml.on('closetag', ({ name }) => {
    if (name === 'xsd:element' && --profondeur === 1) blocs[bloc]?.push(type ? `${enfant}:${type}` : enfant)
  })
  xml.write(readFileSync(XSD, 'utf8')).close()
  return Object.fromEntries(Object.entries(blocs).map(([nom, enfants]) => [nom, enfants.join(' ')]))
}

const RACINE = arbre<never>(VRSB0801, 'Racine', {})

/** Every leaf and block of the schema filled with the plainest valid values; repeated elements come `min` or else once. */
function toutRempli(noeud: Noeud<never>): string {
  const valeurs = { c: 'A', e: '1', d: '1.5', j: '2024-12-31', h: '10:11:12', b: '1', x: '' }
  const codes: Record<string, string> = { FONORG: 'CAF', SEXE: '1', ETATDOSRSA: '2', ROLEPERS: 'DEM', NATPREST: 'RSA' }
  const corps = noeud.genre
    ? (codes[noeud.nom] ?? valeurs[noeud.genre])
    : `\n${(noeud.suite ?? []).map(enfant => toutRempli(enfant).repeat(Math.max(1, enfant.min))).join('')}`
  return `<${noeud.nom}>${corps}</${noeud.nom}>\n`
}

const FOYER = RACINE.suite?.find(enfant => enfant.nom === 'InfosFoyerRSA') as Noeud<never>
const foyerComplet = (numero: string) => toutRempli(FOYER).replace(/<NUMDEMRSA>A</, `<NUMDEMRSA>${numero}<`)

const dossier = mkdtempSync(join(tmpdir(), 'vrsb0801-'))
afterAll(() => rmSync(dossier, { recursive: true }))

/** What xmllint says of each file, in order: does it follow the schema? */
function avisDeXmllint(fichiers: string[]): boolean[] {
  const chemins = fichiers.map((contenu, i) => {
    const chemin = join(dossier, `${i}.xml`)
    writeFileSync(chemin, contenu, 'latin1')
    return chemin
  })
  const { stderr, error } = spawnSync('xmllint', ['--noout', '--schema', XSD, ...chemins], {
    encoding: 'latin1',
    maxBuffer: 1 << 27,
  })
  if (error) throw error
  const valides = new Set(stderr.split('\n').filter(ligne => ligne.endsWith(' validates')))
  return chemins.map(chemin => valides.has(`${chemin} validates`))
}

/** What we say: null when everything is taken, else the first reason. */
async function notreAvis(contenu: string): Promise<string | null> {
  try {
    const { lots } = await lireFlux(morceaux(Buffer.from(contenu, 'latin1')))
    let motif: string | null = null
    for await (const lot of lots) motif ??= lot.rejets[0] ? `${lot.rejets[0].champ} : ${lot.rejets[0].motif}` : null
    return motif
  } catch (erreur) {
    if (erreur instanceof FluxIllisible) return erreur.message
    throw erreur
  }
}

/** The checks that go beyond the XSD: the only reasons we may have to refuse what xmllint takes. */
const AU_DELA_DU_XSD =
  /NATPREST : au moins|ROLEPERS : (un|rôle)|Personne : rôle|déjà lu|valeur vide|FONORG : CAF ou MSA|SEXE : 1 ou 2|ETATDOSRSA : état|TYPEFLUX : M, I|NATFLUX : ce n’est pas|annoncé/

async function comparer(cas: { nom: string; xml: string }[]) {
  const xmllint = avisDeXmllint(cas.map(({ xml }) => xml))
  const desaccords: string[] = []
  for (const [i, { nom, xml }] of cas.entries()) {
    const motif = await notreAvis(xml)
    if (xmllint[i] ? motif !== null && !AU_DELA_DU_XSD.test(motif) : motif === null)
      desaccords.push(`${nom} : xmllint ${xmllint[i] ? 'accepte' : 'refuse'}, nous ${motif ?? 'acceptons'}`)
  }
  expect(desaccords).toEqual([])
  return xmllint
}

testSurEchantillon(SCHEMA)('le schéma écrit est celui du XSD, élément par élément', () => {
  expect(VRSB0801).toEqual(notationDuXsd())
})

test('une faute de frappe dans un geste est refusée au démarrage', () => {
  expect(() => arbre(VRSB0801, 'Racine', { 'Identification/NOMM': () => undefined })).toThrow('geste sans élément')
})

groupeSurEchantillon(SCHEMA)('accord avec xmllint', () => {
  test('les fichiers des fixtures et un foyer où tout est rempli sont valides', async () => {
    const varie = unFoyer({
      numero: '2',
      horsFrance: true,
      cedant: { organisme: 'CAF', numero: '622', date: '2024-11-01' },
      prenant: { organisme: 'MSA', numero: '800', date: '2024-12-01' },
      refus: { motif: 'F02', date: '2024-10-01' },
      suspensionsDroit: [{ motif: 'GK', debut: '2024-09-01' }],
      suspension: { motif: 'CG', debut: '2024-12-01' },
      fin: { motif: 'RAU', date: '2024-12-02' },
      finMoisAnterieur: { motif: 'RFD', date: '2024-12-03' },
      autresPersonnes: 3,
      dateOrigine: '2024-01-15',
      montant: '0000575.68',
      evenements: [{ date: '2024-12-04', heure: '10:11:12.5', fait: 'ENTDED' }],
      anomalies: ['essai & essai'],
      personnes: [
        { activites: [{ regime: 'GE', code: 'CHO', debut: '2024-01-01' }], identifiantFranceTravail: '9900001A' },
        { role: 'CJT', entrant: true, numeroPrecedent: '00000000009' },
        { nir: null },
      ],
    })
    const xml = unFlux({ foyers: [{ numero: '1' }, varie] })
    expect(avisDeXmllint([xml, unFlux({ foyers: [] }), unFlux({ foyers: [foyerComplet('1')] })])).toEqual([
      true,
      true,
      true,
    ])
    expect(await notreAvis(xml)).toBeNull()
    expect(await notreAvis(unFlux({ foyers: [foyerComplet('1')] }))).toBeNull()
  })

  test('retirer, doubler, renommer, échanger ou vider chaque élément : même verdict', async () => {
    const complet = foyerComplet('B').trim().split('\n')
    const flux = (lignes: string[]) => unFlux({ foyers: [{ numero: 'A' }, `${lignes.join('\n')}\n`, { numero: 'C' }] })
    const cas: { nom: string; xml: string }[] = []
    const noms: string[] = []
    for (const [debut, ligne] of complet.entries()) {
      const nom = /^<(\w+)>/.exec(ligne)?.[1]
      if (!nom || debut === 0) continue
      const fin = ligne.includes('</') ? debut : complet.indexOf(`</${nom}>`, debut)
      const [avant, lui, apres] = [complet.slice(0, debut), complet.slice(debut, fin + 1), complet.slice(fin + 1)]
      // The next sibling, moved before the element.
      const suivant = /^<(\w+)>/.exec(apres[0] ?? '')?.[1]
      const finSuivant = suivant ? (apres[0]?.includes('</') ? 0 : apres.indexOf(`</${suivant}>`)) : -1
      noms.push(nom)
      cas.push({ nom: `sans ${nom} (${debut})`, xml: flux([...avant, ...apres]) })
      cas.push({ nom: `${nom} doublé (${debut})`, xml: flux([...avant, ...lui, ...lui, ...apres]) })
      const renomme = lui.map((l, i) => (i === 0 || i === lui.length - 1 ? l.replaceAll(nom, `${nom}X`) : l))
      cas.push({ nom: `${nom} renommé (${debut})`, xml: flux([...avant, ...renomme, ...apres]) })
      cas.push({ nom: `${nom} vidé (${debut})`, xml: flux([...avant, `<${nom}/>`, ...apres]) })
      if (finSuivant >= 0) {
        const echange = [...avant, ...apres.slice(0, finSuivant + 1), ...lui, ...apres.slice(finSuivant + 1)]
        cas.push({ nom: `${nom} après ${suivant} (${debut})`, xml: flux(echange) })
      }
    }
    const xmllint = await comparer(cas)
    expect(noms.length).toBeGreaterThan(200)
    expect(xmllint).toContain(true)
    expect(xmllint).toContain(false)
  })

  test('en-tête, fin et syntaxe : même verdict', async () => {
    const bon = unFlux({ foyers: [{ numero: '1' }, { numero: '2' }, { numero: '3' }] })
    const remplace = (avant: string | RegExp, apres: string) => ({
      nom: `${avant} → ${apres}`,
      xml: bon.replace(avant, apres),
    })
    await comparer([
      { nom: 'intact', xml: bon },
      remplace(/<APPLIEME>.*\n/, ''),
      remplace('CRI', 'CRIS'),
      remplace('6200', '62000'),
      remplace('<DTREF>2024-12-31', '<DTREF>2024-02-30'),
      remplace('01:18:36.0000', '25:18:36'),
      remplace(/(<DTCREAFLUX>.*\n)(<HEUCREAFLUX>.*\n)/, '$2$1'),
      remplace(/<IdentificationFlux>[\s\S]*<\/IdentificationFlux>\n/, ''),
      remplace(/(<IdentificationFlux>[\s\S]*<\/IdentificationFlux>\n)/, '$1$1'),
      remplace(/<TransmissionFlux>[\s\S]*<\/TransmissionFlux>\n/, ''),
      remplace('<NBTOTDOSRSATRANSM>00000003', '<NBTOTDOSRSATRANSM>000000003'),
      remplace('<NBTOTDOSRSATRANSM>00000003', '<NBTOTDOSRSATRANSM>trois'),
      remplace('</Racine>', '<Autre/></Racine>'),
      remplace('</Racine>', 'texte</Racine>'),
      remplace('</Racine>', ''),
      remplace('<Racine>', '<Racine attribut="1">'),
      remplace('<Racine>', '<Racine xmlns="urn:x">'),
      remplace('<Racine>', '<Racine xmlns:x="urn:x">'),
      remplace(
        '<Racine>',
        '<Racine xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="x.xsd">',
      ),
      remplace('<NOM>ESSAI', '<NOM>ES<!-- note -->SAI'),
      remplace('<NOM>ESSAI', '<NOM><![CDATA[A<B]]>'),
      remplace('<NOM>ESSAI', '<NOM>A&amp;B&#233;'),
      remplace('<NOM>ESSAI', '<NOM>A&B'),
      remplace('<NOM>ESSAI', `<NOM>${'é'.repeat(28)}`),
      remplace('<NOM>ESSAI', `<NOM>${'é'.repeat(29)}`),
      remplace('<NOM>ESSAI', `<NOM>${' '.repeat(28)}N`),
      remplace('<NOM>ESSAI', `<NOM>${'&#128512;'.repeat(28)}`),
      remplace('<NOM>ESSAI', '<NOM>\0'),
      remplace('<NOM>ESSAI', '<NOM>\x81'),
      remplace('<?xml', '<!-- avant --><?xml'),
      remplace('<Racine>', '<?instruction?><Racine>'),
    ])
  })

  // White space around a day or a time is left out: XSD ignores it and so do we, libxml2 refuses it.
  test('valeurs tirées au sort : même verdict', async () => {
    const bon = unFlux({
      foyers: [{ numero: 'A', montant: '1.00' }, { numero: 'B', montant: '0000575.68' }, { numero: 'C' }],
    })
    const essais: [RegExp, fc.Arbitrary<string>][] = [
      [
        /(?<=<DTSITFAM>|<DDSITFAM>)2010-01-01/,
        fc.oneof(
          fc.stringMatching(/^(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](Z|[+-][01][0-9]:[0-6][0-9])?$/),
          fc.constantFrom(
            '2024-02-29',
            '2023-02-29',
            '1900-02-29',
            '2000-02-29',
            '2024-04-31',
            '2024-1-01',
            '20240101',
            '2024-01-01T',
            '0000-01-01',
            '2024-12-31+14:00',
            '2024-12-31+14:01',
          ),
        ),
      ],
      [
        /(?<=<HEUCREAFLUX>)01:18:36.0000/,
        fc.oneof(
          fc.stringMatching(/^[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\.[0-9]{0,3})?(Z|[+-][01][0-9]:[0-6][0-9])?$/),
          fc.constantFrom('24:00:00', '24:00:01', '12:00', '1:00:00', '12:00:00.'),
        ),
      ],
      [/(?<=<MATRICULE>)000000000001234/, fc.stringMatching(/^ ?[+-]?0{0,3}[0-9]{0,17} ?$/)],
      [/(?<=<MTTOTDRORSA>)0000575.68/, fc.stringMatching(/^ ?[+-]?0{0,4}[0-9]{0,9}(\.[0-9]{0,2}0{0,3})? ?$/)],
      [/(?<=<TOPSANSDOMFIXE>)0/, fc.constantFrom('0', '1', 'true', 'false', 'TRUE', ' 1 ', 'oui', '', '01', '2')],
    ]
    const cas = essais.flatMap(([place, valeurs], i) =>
      fc
        .sample(valeurs, { numRuns: 80, seed: 59 + i })
        .map(valeur => ({ nom: `${place} ${JSON.stringify(valeur)}`, xml: bon.replace(place, valeur) })),
    )
    const xmllint = await comparer(cas)
    expect(xmllint.filter(Boolean).length).toBeGreaterThan(80)
    expect(xmllint.filter(avis => !avis).length).toBeGreaterThan(80)
  })
})

test('les jours, heures et nombres limites sont jugés comme XSD le dit', () => {
  const jours: [string, boolean][] = [
    ['2024-02-29', true],
    ['2023-02-29', false],
    ['1900-02-29', false],
    ['2000-02-29', true],
    ['2024-06-31', false],
    ['0000-01-01', false],
    ['2024-12-31Z', true],
    ['2024-12-31-14:00', true],
    ['2024-12-31+14:01', false],
    ['2024-12-3', false],
    ['', false],
  ]
  for (const [texte, attendu] of jours) expect([texte, estJour(texte)]).toEqual([texte, attendu])
  for (const texte of ['00:00:00', '23:59:59.999', '24:00:00', '10:00:00+02:00']) expect(estHeure(texte)).toBe(true)
  for (const texte of ['24:00:01', '10:60:00', '10:00', '10:00:00.', '']) expect(estHeure(texte)).toBe(false)
  for (const texte of ['0', '-0001234567.80', '+5', '.5', '5.', '1234567.89'])
    expect(estNombre(texte, 9, 2, true)).toBe(true)
  for (const texte of ['', '.', '-', '1.234', '12345678.90x', '12345678.91', '1e3'])
    expect([texte, estNombre(texte, 9, 2, true)]).toEqual([texte, false])
})

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cleNir } from '../../personne/nir.ts'
import { genererFlux } from './generer-flux.ts'
import { type FoyerRelu, foyersDuFlux, valeur } from './relire.ts'

const dossier = mkdtempSync(join(tmpdir(), 'vie-'))
afterAll(() => rmSync(dossier, { recursive: true }))

let mois: Map<string, FoyerRelu>[]
let dates: string[]
beforeAll(async () => {
  const flux = await genererFlux({
    foyers: 2000,
    mois: 14,
    graine: 59,
    debut: '2024-01',
    dossier,
    departement: '59',
    quotidiens: false,
  })
  dates = flux.map(f => f.dateReference)
  mois = flux.map(f => foyersDuFlux(f.fichier))
}, 60_000)

const etat = (f: FoyerRelu) => valeur(f.texte, 'ETATDOSRSA')!
const role = (f: FoyerRelu, nom: string) => f.adultes.find(a => a.role === nom)
const nir = (texte: string) => valeur(texte, 'NIR')
const jours = (du: string, au: string) => Temporal.PlainDate.from(du).until(au).total('days')

/** Households of month m (from the second on) beside what they were the month before. */
const suites = () =>
  mois
    .slice(1)
    .flatMap((apres, i) => [...apres.values()].map(f => ({ f, avant: mois[i]!.get(f.demande), date: dates[i + 1]! })))
const restes = () => suites().flatMap(s => (s.avant ? [{ ...s, avant: s.avant }] : []))
const nouveaux = () => suites().filter(s => !s.avant)

describe('le stock', () => {
  test('suit la composition et l’ancienneté de S3', () => {
    const foyers = [...mois[0]!.values()]
    const part = (n: number, sur: number) => n / sur
    const tous = foyers.flatMap(f => f.adultes)
    const sdd = tous.filter(a => a.sdd === '1')
    expect(part(sdd.length, tous.length)).toBeGreaterThan(0.84)
    expect(part(sdd.length, tous.length)).toBeLessThan(0.91)
    expect(part(sdd.filter(a => valeur(a.texte, 'SEXE') === '2').length, sdd.length)).toBeCloseTo(0.53, 1)
    const couples = foyers.filter(f => f.adultes.length === 2).length
    const monoparents = foyers.filter(f => f.adultes.length === 1 && f.texte.includes('<ROLEPERS>ENF')).length
    expect(part(couples, foyers.length)).toBeCloseTo(0.1, 1)
    expect(part(monoparents, foyers.length)).toBeCloseTo(0.3, 1)
    const anciens = foyers.filter(f => jours(valeur(f.texte, 'DTDEMRSA')!, dates[0]!) >= 1461).length
    expect(part(anciens, foyers.length)).toBeGreaterThan(0.21)
    expect(part(anciens, foyers.length)).toBeLessThan(0.27)
  })

  test('pèse 3 à 5 ko par foyer', () => {
    const taille = [...mois[0]!.values()].reduce((n, f) => n + f.texte.length, 0) / mois[0]!.size
    expect(taille).toBeGreaterThan(3000)
    expect(taille).toBeLessThan(5000)
  })

  test('reste à peu près stable, avec 2,5 à 4 % de foyers entrants par mois', () => {
    const tailles = mois.map(m => m.size)
    expect(Math.min(...tailles)).toBeGreaterThan(1800)
    expect(Math.max(...tailles)).toBeLessThan(2300)
    const part = nouveaux().length / 13 / 2000
    expect(part).toBeGreaterThan(0.025)
    expect(part).toBeLessThan(0.042)
  })
})

describe('soumis aux droits et devoirs', () => {
  test('suit exactement le revenu moyen de 500 € quand le droit est ouvert', () => {
    const ouverts = mois
      .flatMap(m => [...m.values()])
      .filter(f => etat(f) === '2')
      .flatMap(f => f.adultes)
    expect(ouverts.filter(a => (a.sdd === '1') !== a.revenu < 500).length).toBe(0)
    expect(ouverts.filter(a => a.entrant === '1' && a.sdd === '0').length).toBe(0)
    const proches = ouverts.filter(a => a.revenu >= 450 && a.revenu < 550)
    expect(proches.some(a => a.sdd === '1') && proches.some(a => a.sdd === '0')).toBe(true)
  })

  test('s’arrête et reprend, et le retour sous le seuil est une entrée', () => {
    const paires = restes().filter(s => etat(s.f) === '2' && etat(s.avant) === '2')
    const bascule = (avant: string, apres: string) =>
      paires.flatMap(s =>
        s.f.adultes.filter(
          a =>
            a.sdd === apres &&
            role(s.avant, a.role)?.sdd === avant &&
            nir(a.texte) === nir(role(s.avant, a.role)!.texte),
        ),
      )
    expect(bascule('1', '0').length).toBeGreaterThan(200)
    const retours = bascule('0', '1')
    expect(retours.length).toBeGreaterThan(150)
    expect(retours.every(a => a.entrant === '1')).toBe(true)
  })

  test('un conjoint arrive dans un foyer et y devient soumis', () => {
    const venus = restes().filter(s => !role(s.avant, 'CJT') && role(s.f, 'CJT'))
    expect(venus.filter(s => role(s.f, 'CJT')!.entrant === '1').length).toBeGreaterThan(20)
  })
})

describe('les dossiers', () => {
  test('s’ouvrent par une demande, en attente, versée ou sans déclaration', () => {
    const demandes = nouveaux().filter(
      s => !s.f.texte.includes('OrganismeCedant') && valeur(s.f.texte, 'DTDEMRSA')!.slice(0, 7) === s.date.slice(0, 7),
    )
    for (const code of ['0', '2', '4'])
      expect(demandes.filter(s => etat(s.f) === code).length, code).toBeGreaterThan(15)
    expect(demandes.filter(s => etat(s.f) === '2').every(s => s.f.adultes.every(a => a.entrant === a.sdd))).toBe(true)
    expect(restes().filter(s => etat(s.avant) === '0' && etat(s.f) === '2').length).toBeGreaterThan(50)
    expect(suites().filter(s => etat(s.f) === '1' && valeur(s.f.texte, 'MOTIREFURSA')).length).toBeGreaterThan(3)
  })

  test('se suspendent pour peu de mois, ou plus d’un an : le retour est alors une entrée', () => {
    const reprises = restes().filter(s => /[34]/.test(etat(s.avant)) && etat(s.f) === '2')
    const duree = (s: (typeof reprises)[number]) =>
      jours((valeur(s.avant.texte, 'DDSUSVERSRSA') ?? valeur(s.avant.texte, 'DDSUSDRORSA'))!, s.date)
    const longues = reprises.filter(s => duree(s) > 400)
    expect(longues.length).toBeGreaterThan(10)
    expect(longues.every(s => s.f.adultes.every(a => a.entrant === a.sdd))).toBe(true)
    const courtes = reprises.filter(s => duree(s) < 120 && s.avant.adultes.every(a => a.sdd === '1'))
    expect(courtes.filter(s => s.f.adultes.every(a => a.entrant === '0')).length).toBeGreaterThan(100)
    for (const code of ['3', '4']) expect(suites().filter(s => etat(s.f) === code).length, code).toBeGreaterThan(100)
  })

  test('se closent, disparaissent, et reviennent sous le même numéro ou sous un nouveau', () => {
    const clos = new Set<string>()
    const memes = new Set<string>()
    let nouveauxNumeros = 0
    mois.forEach((m, i) => {
      for (const demande of clos) {
        const encore = m.get(demande)
        if (encore && etat(encore) !== '6') memes.add(demande)
      }
      for (const f of m.values()) {
        const precedente = f.adultes.map(a => valeur(a.texte, 'NUMDEMRSAPRECE')).find(p => p && clos.has(p))
        if (precedente && !mois[i - 1]?.has(f.demande)) nouveauxNumeros++
        if (etat(f) === '5') {
          expect(valeur(f.texte, 'DTCLORSA')!.slice(0, 7)).toBe(dates[i]!.slice(0, 7))
          expect(
            mois[i + 1] === undefined || !mois[i + 1]!.has(f.demande) || etat(mois[i + 1]!.get(f.demande)!) === '6',
          ).toBe(true)
          clos.add(f.demande)
        }
      }
    })
    expect(clos.size).toBeGreaterThan(400)
    expect(memes.size).toBeGreaterThan(20)
    expect(nouveauxNumeros).toBeGreaterThan(10)
    expect(
      suites().filter(s => etat(s.f) === '6' && s.f.texte.includes('FinDroitMoisAnterieur')).length,
    ).toBeGreaterThan(3)
  })

  test('arrivent d’un autre département, y partent, passent de la CAF à la MSA', () => {
    const venus = nouveaux().filter(
      s => valeur(s.f.texte, 'NUMORGCEDMUT') && valeur(s.f.texte, 'NUMORGCEDMUT') !== '591',
    )
    expect(venus.length).toBeGreaterThan(30)
    const partis = suites().filter(s => s.f.texte.includes('OrganismePrenant'))
    expect(partis.length).toBeGreaterThan(30)
    expect(partis.every(s => etat(s.f) === '5' && valeur(s.f.texte, 'MOTICLORSA') === 'MUT')).toBe(true)
    const msa = [...mois[0]!.values()].filter(f => valeur(f.texte, 'FONORG') === 'MSA').length
    expect(msa / mois[0]!.size).toBeCloseTo(0.04, 1)
    const changes = nouveaux().filter(
      s => valeur(s.f.texte, 'NUMORGCEDMUT') === '591' && valeur(s.f.texte, 'FONORG') === 'MSA',
    )
    expect(changes.length).toBeGreaterThan(3)
    for (const { f, date } of changes) {
      const ancien = mois[dates.indexOf(date)]!.get(valeur(f.adultes[0]!.texte, 'NUMDEMRSAPRECE')!)!
      expect(nir(ancien.texte)).toBe(nir(f.texte))
      expect(valeur(ancien.texte, 'MATRICULE')).not.toBe(valeur(f.texte, 'MATRICULE'))
    }
  })
})

describe('les familles', () => {
  const situation = (f: FoyerRelu) => valeur(f.texte, 'SITFAM')!
  const enfants = (f: FoyerRelu) => f.texte.split('<NATPREST>RSA</NATPREST><ROLEPERS>ENF').length - 1

  test('des enfants naissent, des couples se forment et se séparent, des gens deviennent veufs', () => {
    const paires = restes()
    expect(paires.filter(s => enfants(s.f) === enfants(s.avant) + 1).length).toBeGreaterThan(30)
    expect(
      paires.filter(s => /VIM|MAR|PAC/.test(situation(s.f)) && situation(s.avant) !== situation(s.f)).length,
    ).toBeGreaterThan(30)
    expect(
      paires.filter(s => role(s.avant, 'CJT') && !role(s.f, 'CJT') && /SEF|ISO/.test(situation(s.f))).length,
    ).toBeGreaterThan(10)
    expect(
      suites().filter(s => situation(s.f) === 'VEU' && (!s.avant || situation(s.avant) !== 'VEU')).length,
    ).toBeGreaterThan(3)
    expect(suites().filter(s => valeur(s.f.texte, 'MOTICLORSA') === 'RGD').length).toBeGreaterThan(3)
  })

  test('des foyers perdent leur logement, d’autres en retrouvent un', () => {
    const sdf = (f: FoyerRelu) => valeur(f.texte, 'TOPSANSDOMFIXE') === '1'
    expect(restes().filter(s => sdf(s.f) && !sdf(s.avant)).length).toBeGreaterThan(10)
    expect(restes().filter(s => !sdf(s.f) && sdf(s.avant)).length).toBeGreaterThan(10)
  })
})

describe('les NIR', () => {
  test('manquent parfois, ont parfois 15 caractères, ne désignent personne et ne se répètent pas', () => {
    const tous = [...mois[0]!.values()].flatMap(f => f.texte.match(/<Identification>[\s\S]*?<\/Identification>/g)!)
    const nirs = tous.map(nir)
    expect(nirs.filter(n => n === null).length / nirs.length).toBeCloseTo(0.01, 1)
    const longs = nirs.filter(n => n?.length === 15) as string[]
    expect(longs.length / nirs.length).toBeCloseTo(0.03, 1)
    expect(longs.every(n => cleNir(n.slice(0, 13)) === n.slice(13))).toBe(true)
    for (const n of nirs) if (n) expect(n).toMatch(/^[12]\d{4}(\d\d|2A)99\d{4}(\d\d)?$/)
    const presents = nirs.filter(n => n !== null)
    expect(new Set(presents).size).toBe(presents.length)
  })
})

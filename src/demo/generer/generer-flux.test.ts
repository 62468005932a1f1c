import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { genererFlux, type OptionsFlux } from './generer-flux.ts'
import type { HistoireFoyer } from './histoires.ts'
import { foyersDuFlux, texteDuFlux, valeur } from './relire.ts'

const racine = mkdtempSync(join(tmpdir(), 'flux-'))
afterAll(() => rmSync(racine, { recursive: true }))

const communes = [
  { code: '59507', nom: 'Roncq-lès-Œufs & Naïfs', codesPostaux: ['59223'], population: 10 },
  { code: '59599', nom: 'Tourcoing', codesPostaux: ['59200'], population: 100 },
]
const generer = (nom: string, options: Partial<OptionsFlux> = {}) =>
  genererFlux({
    foyers: 120,
    mois: 3,
    graine: 1,
    debut: '2025-01',
    dossier: join(racine, nom),
    departement: '59',
    communes,
    ...options,
  })
const empreintes = (flux: { fichier: string }[]) =>
  flux.map(f => `${basename(f.fichier)} ${createHash('sha256').update(readFileSync(f.fichier)).digest('hex')}`)

describe('les fichiers', () => {
  test('la même graine donne les mêmes octets, une autre graine d’autres', async () => {
    const un = empreintes(await generer('un'))
    expect(empreintes(await generer('deux'))).toEqual(un)
    const autre = empreintes(await generer('autre', { graine: 2 }))
    expect(autre.filter(e => un.includes(e))).toEqual([])
  })

  test('les mensuels sont les mêmes sans les quotidiens', async () => {
    const tous = empreintes(await generer('avec')).filter(e => e.startsWith('RSABEM'))
    expect(empreintes(await generer('sans', { quotidiens: false }))).toEqual(tous)
  })

  test('ils arrivent dans l’ordre : le mensuel le 3, puis 4 à 8 quotidiens en semaine', async () => {
    const flux = await generer('ordre')
    expect(flux.map(f => f.recuLe)).toEqual(flux.map(f => f.recuLe).toSorted())
    const mensuels = flux.filter(f => f.type === 'M')
    expect(mensuels.map(f => [basename(f.fichier), f.dateReference, f.recuLe])).toEqual([
      ['RSABEM_59_202501.xml', '2025-01-31', '2025-02-03'],
      ['RSABEM_59_202502.xml', '2025-02-28', '2025-03-03'],
      ['RSABEM_59_202503.xml', '2025-03-31', '2025-04-03'],
    ])
    const fevrier = flux.filter(f => f.type === 'I' && f.dateReference.startsWith('2025-02'))
    expect(fevrier.length).toBeGreaterThanOrEqual(4)
    expect(fevrier.length).toBeLessThanOrEqual(8)
    for (const { fichier, dateReference } of fevrier) {
      expect(basename(fichier)).toBe(`RSABEI_59_${dateReference.replaceAll('-', '')}.xml`)
      expect(Temporal.PlainDate.from(dateReference).dayOfWeek).toBeLessThan(6)
    }
  })

  test('l’en-tête et les compteurs disent ce que le fichier contient', async () => {
    for (const { fichier, type, dateReference } of await generer('compteurs')) {
      const texte = texteDuFlux(fichier)
      expect([valeur(texte, 'APPLIEME'), valeur(texte, 'NUMVERSIONAPPLIEME'), valeur(texte, 'NATFLUX')]).toEqual([
        'CRI',
        '4200',
        'D',
      ])
      expect([valeur(texte, 'TYPEFLUX'), valeur(texte, 'DTREF')]).toEqual([type, dateReference])
      expect(Number(valeur(texte, 'NBTOTDOSRSATRANSM'))).toBe(texte.split('<InfosFoyerRSA>').length - 1)
      const avecEvenement = texte.split('</Evenement>\n</InfosFoyerRSA>').length - 1
      expect(avecEvenement).toBe(type === 'I' ? texte.split('<InfosFoyerRSA>').length - 1 : 0)
    }
  })

  test('le premier mensuel contient exactement les foyers demandés', async () => {
    const [premier] = await generer('premier', { mois: 1 })
    expect(foyersDuFlux(premier!.fichier).size).toBe(120)
  })

  test('les octets sont en windows-1252, ligatures et esperluettes comprises', async () => {
    const [premier] = await generer('encodage', { mois: 1, communes: communes.slice(0, 1) })
    const octets = readFileSync(premier!.fichier)
    expect(octets.subarray(0, 44).toString('latin1')).toBe('<?xml version="1.0" encoding="windows-1252"?>'.slice(0, 44))
    // « Roncq-lès-Œufs &amp; Naïfs »: è, Œ and ï are one byte each, Œ is 0x8C.
    expect(octets.includes(Buffer.from('Roncq-l\xe8s-\x8cufs &amp; Na\xeffs', 'latin1'))).toBe(true)
  })

  test('jusquAu ajoute les quotidiens du mois en cours', async () => {
    const flux = await generer('en-cours', { jusquAu: '2025-04-20' })
    const suite = flux.slice(flux.findLastIndex(f => f.type === 'M') + 1)
    expect(suite.length).toBeGreaterThan(1)
    for (const f of suite) expect(f.dateReference >= '2025-04-04' && f.dateReference <= '2025-04-20').toBe(true)
  })

  test('un département inconnu est refusé', async () => {
    await expect(generer('inconnu', { departement: '99', communes: [] })).rejects.toThrow('Aucune commune connue')
  })
})

describe('les quotidiens et le mensuel qui suit', () => {
  test('disent la même chose : tout foyer annoncé est au mensuel, et toute demande vue avant le dernier quotidien a été annoncée', async () => {
    const flux = await generer('accord', { foyers: 1500, mois: 5 })
    let identiques = 0
    let annonces = 0
    for (const mois of ['2025-02', '2025-03', '2025-04', '2025-05']) {
      const quotidiens = flux.filter(f => f.type === 'I' && f.dateReference.startsWith(mois))
      const vus = new Map(quotidiens.flatMap(f => [...foyersDuFlux(f.fichier)]))
      const mensuel = foyersDuFlux(flux.find(f => f.type === 'M' && f.dateReference.startsWith(mois))!.fichier)
      for (const [demande, foyer] of vus) {
        expect(mensuel.has(demande)).toBe(true)
        annonces++
        if (mensuel.get(demande)!.texte === foyer.texte) identiques++
      }
      const dernier = quotidiens.at(-1)!.dateReference
      for (const [demande, { texte }] of mensuel) {
        const dates = ['DTDEMRSA', 'DTCLORSA', 'DDSUSVERSRSA', 'DDSUSDRORSA', 'DTREFURSA'].map(nom =>
          valeur(texte, nom),
        )
        const dansLeMois = dates.some(d => d?.startsWith(mois) && d <= dernier)
        if (dansLeMois) expect(vus.has(demande), `${demande} en ${mois}`).toBe(true)
      }
    }
    // Those that differ had a second event after the last daily file of the month.
    expect(identiques / annonces).toBeGreaterThan(0.95)
    expect(identiques).toBeLessThan(annonces)
  })
})

describe('une histoire écrite d’avance', () => {
  const adresse = {
    numeroVoie: '3',
    typeVoie: 'RUE',
    voie: 'DU PHARE',
    codeInsee: '59599',
    codePostal: '59200',
    commune: 'TOURCOING',
  }
  const histoire: HistoireFoyer = {
    numeroDemandeRsa: '90000000001',
    matricule: '900000100000000',
    dateDemande: '2025-02-10',
    personnes: [
      { cle: 'lea', nom: 'ESSAI', prenom: 'LEA', sexe: 2, dateNaissance: '1990-05-02', nir: '2900559990001' },
      { cle: 'max', nom: 'ESSAI', prenom: 'MAX', sexe: 1, dateNaissance: '1988-01-20', nir: null },
    ],
    etapes: [
      {
        mois: 1,
        jour: 10,
        fait: 'DEMRSA',
        etat: '2',
        adresse,
        personnes: [{ cle: 'lea', role: 'DEM', soumisDroitsDevoirs: true, entrant: true }],
      },
      {
        mois: 2,
        jour: 5,
        fait: 'SITFAM',
        situationFamiliale: 'MAR',
        personnes: [
          { cle: 'lea', role: 'DEM', soumisDroitsDevoirs: true },
          { cle: 'max', role: 'CJT', revenuMensuel: 800 },
        ],
      },
      { mois: 3, jour: 31, etat: '5', motif: 'RFD' },
      {
        mois: 5,
        jour: 6,
        etat: '2',
        personnes: [{ cle: 'lea', role: 'DEM', soumisDroitsDevoirs: true, entrant: true }],
      },
    ],
  }

  test('se lit mois après mois telle qu’elle est écrite, dans les mensuels et les quotidiens', async () => {
    const flux = await generer('histoire', { mois: 6, ajouts: [histoire] })
    const vues = flux.filter(f => f.type === 'M').map(f => foyersDuFlux(f.fichier).get('90000000001'))
    expect(vues.map(v => v && valeur(v.texte, 'ETATDOSRSA'))).toEqual([undefined, '2', '2', '5', undefined, '2'])
    expect(vues.map(v => v?.adultes.map(a => `${valeur(a.texte, 'PRENOM')} ${a.sdd}${a.entrant}`))).toEqual([
      undefined,
      ['LEA 11'],
      ['LEA 10', 'MAX 00'],
      ['LEA 10', 'MAX 00'],
      undefined,
      ['LEA 11'],
    ])
    expect(valeur(vues[3]!.texte, 'DTCLORSA')).toBe('2025-04-30')
    const quotidiens = flux.filter(f => f.type === 'I').flatMap(f => foyersDuFlux(f.fichier).get('90000000001') ?? [])
    expect(quotidiens.map(f => f.evenements)).toContainEqual(['DEMRSA'])
    expect(quotidiens.map(f => f.evenements)).toContainEqual(['SITFAM'])
  })

  test('est refusée si une étape nomme une personne inconnue', async () => {
    const etapes = [{ ...histoire.etapes[0]!, personnes: [{ cle: 'zoe', role: 'DEM' as const }] }]
    await expect(generer('faute', { ajouts: [{ ...histoire, etapes }] })).rejects.toThrow('personne inconnue « zoe »')
  })
})

import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { FoyerFlux, Version } from '../../echanges/cnaf/beneficiaires/lire/foyer-flux.ts'
import { lireFlux } from '../../echanges/cnaf/beneficiaires/lire/lire-flux.ts'
import { genererFlux } from './generer-flux.ts'

const dossier = mkdtempSync(join(tmpdir(), 'versions-'))
afterAll(() => rmSync(dossier, { recursive: true }))

type Lu = { version: string; foyers: FoyerFlux[] }
const lus: Record<string, Lu[]> = {}

async function lire(version: Version): Promise<Lu[]> {
  const flux = await genererFlux({
    foyers: 400,
    mois: 2,
    graine: 3,
    debut: '2025-01',
    dossier: join(dossier, version),
    departement: '59',
    version,
  })
  const fichiers: Lu[] = []
  for (const { fichier } of flux) {
    const lecture = await lireFlux(createReadStream(fichier))
    const foyers: FoyerFlux[] = []
    for await (const lot of lecture.lots) {
      expect(lot.rejets).toEqual([])
      foyers.push(...lot.foyers)
    }
    expect([...lecture.bilan().inconnus]).toEqual([])
    fichiers.push({ version: lecture.identification.version, foyers })
  }
  return fichiers
}

beforeAll(async () => {
  for (const version of ['VRSB0801', 'VRSD0301', 'VRSD0101'] as const) lus[version] = await lire(version)
}, 60_000)

/** What every version tells, in one form: codes that VRSD says otherwise are left out. */
const commun = (f: FoyerFlux) => ({
  numero: f.numeroDemandeRsa,
  dateDemande: f.dateDemande,
  organisme: [f.organisme, f.numeroOrganisme, f.matricule],
  cedant: f.cedant,
  prenant: f.prenant,
  etat: f.etatDossier,
  suspendu: f.suspensions.map(s => [s.nature, s.debut]),
  fin: f.fin && [f.fin.date, f.fin.motif === 'MUT'],
  autres: f.autresPersonnesACharge,
  origine: [f.origineDemande, f.dateOrigineDemande],
  situation: [f.situationFamiliale, f.situationFamilialeDepuis],
  montant: f.montantCentimes,
  adresse: f.adresse,
  evenements: f.evenements.map(e => [e.date, e.heure]),
  personnes: f.personnes.map(p => ({
    ...p,
    activite: p.activite && [p.activite.regime, p.activite.debut, p.activite.fin],
    identifiantFranceTravail: null,
    numeroDemandePrecedente: null,
    debutRattachement: null,
    caf: null,
  })),
})

test.each(['VRSD0301', 'VRSD0101'])('la même population écrite en %s est lue comme en VRSB0801', version => {
  expect(lus[version]?.map(l => l.version)).toEqual(lus.VRSB0801?.map(() => version))
  lus[version]?.forEach((fichier, i) => {
    expect(fichier.foyers.map(commun)).toEqual(lus.VRSB0801?.[i]?.foyers.map(commun))
  })
})

test('chaque version dit en plus ce qu’elle seule sait', () => {
  const foyers = (version: string) => lus[version]?.flatMap(l => l.foyers) ?? []
  const refuses = (version: string) => foyers(version).filter(f => f.refus).length
  expect(refuses('VRSD0101')).toBe(refuses('VRSB0801'))
  expect(foyers('VRSD0301').some(f => f.sansDomicileFixe)).toBe(true)
  for (const version of ['VRSD0301', 'VRSD0101']) {
    const personnes = foyers(version).flatMap(f => f.personnes)
    expect(personnes.some(p => p.caf?.contrat?.type === 'CER')).toBe(true)
    expect(personnes.some(p => p.caf?.protection === 'CUR')).toBe(true)
  }
  const sanctions = foyers('VRSD0101').flatMap(f => f.personnes.flatMap(p => p.caf?.sanctions ?? []))
  expect(sanctions.length).toBeGreaterThan(0)
  expect(sanctions[0]).toMatchObject({ genre: 'sanction', tauxPoints: 5000, montantAppliqueCentimes: 30_000 })
})

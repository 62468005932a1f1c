import { fichierFlux, type UnFoyer } from '../src/echanges/cnaf/beneficiaires/essai-flux.ts'
import { unePersonneVrsd, unFoyerVrsd } from '../src/echanges/cnaf/beneficiaires/essai-vrsd.ts'

// Small files as their senders make them, for the journeys: an invented MSA, so that the households of the demo's CAF stay as they are.

const NOMS = ['AIGUILLE', 'BOBINOT', 'CANEVAS', 'DENTELLE', 'ETAMINE', 'FUSEAU'] as const
export type Fichier = { name: string; mimeType: string; buffer: Buffer }

/** A number as a name: 0 is A, 27 is BB. */
const enLettres = (n: number): string =>
  (n >= 26 ? enLettres(Math.floor(n / 26)) : '') + String.fromCharCode(65 + (n % 26))

/** A household of one woman, of organisation `msa`, told as it changes. */
function foyer(msa: string, rang: number, suite: UnFoyer = {}): UnFoyer {
  const numero = `${msa}${String(rang).padStart(8, '0')}`
  return {
    numero,
    organisme: 'MSA',
    numeroOrganisme: msa,
    matricule: numero.padStart(15, '0'),
    dateDemande: '2025-03-01',
    montant: '0000575.68',
    adresse: { insee: '99350', codePostal: '99000', commune: 'TRAME-SUR-LYS' },
    personnes: [
      {
        // Many households are as many persons, that nothing brings together.
        nom: `${NOMS[rang % NOMS.length]}-${msa}${rang < NOMS.length ? '' : `-${enLettres(rang)}`}`,
        prenom: 'ZOÉ',
        dateNaissance: Temporal.PlainDate.from('1985-04-12').add({ days: rang }).toString(),
        nir: rang < NOMS.length ? `28504${msa}99${rang}01` : null,
      },
    ],
    ...suite,
  }
}

function mensuel(msa: string, mois: string, foyers: UnFoyer[]): Fichier {
  const m = Temporal.PlainYearMonth.from(mois)
  const buffer = fichierFlux({
    type: 'M',
    dateReference: m.toPlainDate({ day: m.daysInMonth }).toString(),
    dateCreation: m.add({ months: 1 }).toPlainDate({ day: 5 }).toString(),
    foyers,
  })
  return { name: `VRSB0801_MSA${msa}_${mois.replace('-', '')}.xml`, mimeType: 'text/xml', buffer }
}

/** September: six households, all new here. `msa`: three figures, from 990. */
export const septembre = (msa: string): Fichier =>
  mensuel(
    msa,
    '2026-09',
    NOMS.map((_, rang) => foyer(msa, rang)),
  )

/** October: the first earns less, the second has moved, the others are as they were. */
export const octobre = (msa: string): Fichier =>
  mensuel(msa, '2026-10', [
    foyer(msa, 0, { montant: '0000420.10' }),
    foyer(msa, 1, {
      adresse: {
        insee: '99350',
        codePostal: '99000',
        commune: 'TRAME-SUR-LYS',
        numero: '4',
        typeVoie: 'QUAI',
        voie: 'DES TISSEUSES',
      },
    }),
    ...NOMS.slice(2).map((_, rang) => foyer(msa, rang + 2)),
  ])

/** October, with forty households where there were six. */
export const afflux = (msa: string): Fichier =>
  mensuel(
    msa,
    '2026-10',
    Array.from({ length: 40 }, (_, rang) => foyer(msa, rang)),
  )

/** August: older than the others. */
export const aout = (msa: string): Fichier => mensuel(msa, '2026-08', [foyer(msa, 0)])

/** A file whose end never came. */
export function tronque({ name, mimeType, buffer }: Fichier): Fichier {
  return { name: name.replace('.xml', '_tronque.xml'), mimeType, buffer: buffer.subarray(0, buffer.length * 0.6) }
}

/** More than 4 MB: it goes in two pieces. */
export const gros = (msa: string): Fichier =>
  mensuel(
    msa,
    '2026-10',
    Array.from({ length: 2600 }, (_, rang) => foyer(msa, rang)),
  )

/** The same households in November, as the detailed VRSD flow tells them. */
export const foyersVrsd = (msa: string): string[] =>
  NOMS.map((nom, rang) => {
    const numero = `${msa}${String(rang).padStart(8, '0')}`
    const personne = unePersonneVrsd({ nom: `${nom}-${msa}`, nir: `28504${msa}99${rang}01`, responsable: true })
    return unFoyerVrsd({ numero, organisme: 'MSA', personnes: personne })
      .replace('<NUMORG>591<', `<NUMORG>${msa}<`)
      .replace('<MATRICULE>000000000001234<', `<MATRICULE>${numero.padStart(15, '0')}<`)
      .replace('2024-01-15', '2025-03-01')
  })

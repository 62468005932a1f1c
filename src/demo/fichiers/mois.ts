import { ajouterJours } from '../../socle/ui/dates.ts'
import type { Cite } from './cites.queries.ts'
import {
  BLOCS,
  fluxFinancier,
  type UneCreance,
  type UnMouvement,
  unFoyerAcompte,
  unFoyerCreances,
  unTotal,
} from './financier.ts'
import { fichierActions, fichierPecg, fichierPrincipal } from './france-travail.ts'

/** A month whose files come: `reference`, its last day; `creation`, the day they are made; `rang`, 0 for the first of them. */
export type MoisRecu = { reference: string; creation: string; rang: number; aujourdhui: string }

const euros = (centimes: number) => (centimes / 100).toFixed(2).padStart(10, '0')
const ilYA = (mois: MoisRecu, jours: number) => ajouterJours(mois.aujourdhui, -jours)

/** Debts of the first ones: what is left falls, one is paid back in the last file, one is new in it. */
export function creances(suivis: readonly Cite[], mois: MoisRecu): Buffer {
  const cas: readonly ((rang: number) => UneCreance | null)[] = [
    rang => ({
      ...dette(mois, 62),
      periode: [ilYA(mois, 110), ilYA(mois, 71)],
      initial: euros(61_200),
      solde: euros([48_200, 34_800][rang] ?? 0),
      credit: ilYA(mois, rang ? 21 : 53),
    }),
    rang => ({
      ...dette(mois, 240),
      ...{
        motif: 'EE',
        responsabilite: '63',
        initial: euros(21_500),
        solde: euros(rang ? 0 : 4_300),
        credit: ilYA(mois, rang ? 25 : 55),
      },
    }),
    rang =>
      rang
        ? { ...dette(mois, 30), motif: 'AA', responsabilite: '10', initial: euros(18_240), solde: euros(18_240) }
        : null,
    () => ({
      ...dette(mois, 700),
      nature: 'INL',
      motif: '20',
      responsabilite: '15',
      initial: euros(127_650),
      solde: euros(96_410),
    }),
  ]
  const foyers = suivis.flatMap((s, i) => {
    const due = cas[i % cas.length]?.(mois.rang)
    return due && i < cas.length * 3 ? [unFoyerCreances(s.numero, [due], s)] : []
  })
  return fluxFinancier(foyers, { reference: mois.reference, creation: mois.creation })
}

const dette = (mois: MoisRecu, jours: number): UneCreance => {
  const implantee = ilYA(mois, jours)
  return {
    implantee,
    nature: 'INK',
    motif: 'DD',
    responsabilite: '62',
    mois: `${implantee.slice(0, 7)}-01`,
    periode: [ajouterJours(implantee, -92), ajouterJours(implantee, -1)],
  }
}

/** What was paid this month; for some, a sum taken back, a debt handed to the département, another forgiven. */
export function financier(suivis: readonly Cite[], mois: MoisRecu): Buffer {
  const duMois = `${mois.reference.slice(0, 7)}-01`
  const traite = ajouterJours(mois.creation, -8)
  const tous: UnMouvement[] = []
  const foyers = suivis.map((s, i) => {
    // The first one's payments are suspended since: all that is told of them is a debt (`creances`).
    if (i === 0 && mois.rang > 1) return ''
    const allocation: UnMouvement = {
      bloc: BLOCS.allocation,
      montant: euros(i % 5 === 3 ? 83_117 : 56_834 + ((i * 731) % 4_000)),
    }
    const autres: UnMouvement[] = []
    if (i % 7 === 1) autres.push({ bloc: BLOCS.allocation, operation: 'PRA', montant: euros(12_050) })
    if (i % 9 === 2 && mois.rang > 0)
      autres.push({ bloc: BLOCS.indu, nature: 'INK', sens: 'DE', operation: 'CIC', montant: euros(18_240) })
    if (i % 9 === 2 && mois.rang > 1)
      autres.push({ bloc: BLOCS.transfere, nature: 'INK', operation: 'CCP', montant: euros(18_240) })
    if (i % 9 === 4 && mois.rang > 1)
      autres.push({ bloc: BLOCS.remise, nature: 'INK', operation: 'CRC', montant: euros(7_500) })
    const indu = { nature: 'INK', montant: euros(61_200) }
    const duSuspendu = [
      { ...indu, bloc: BLOCS.indu, sens: 'DE', operation: 'CIC' },
      { ...indu, bloc: BLOCS.transfere, operation: 'CCP' },
    ]
    const mouvements = (i === 0 && mois.rang > 0 ? duSuspendu : [allocation, ...autres]).map((m, rang) => ({
      ...m,
      traite,
      interne: String(rang + 1),
    }))
    tous.push(...mouvements)
    return unFoyerAcompte(s.numero, mouvements, { ...s, mois: duMois })
  })
  return fluxFinancier(foyers.filter(Boolean), { totaux: totaux(), reference: mois.reference, creation: mois.creation })

  /** Nothing here is but RSA socle. */
  function totaux(): string {
    const somme = (blocs: readonly string[]) =>
      euros(
        tous
          .filter(m => blocs.includes(m.bloc))
          .reduce((t, m) => t + (m.sens === 'DE' ? -1 : 1) * Math.round(Number(m.montant) * 100), 0),
      )
    const total = (nom: string, ...blocs: string[]) => unTotal(nom, [somme(blocs), '0', '0', somme(blocs)])
    return [
      total('TotalAllocationsComptabilisees', BLOCS.allocation),
      total('TotalIndusConstates', BLOCS.indu),
      total('TotalIndusTransferésCG', BLOCS.transfere),
      total('TotalRemisesIndus', BLOCS.remise),
      total('MontantTotalAcompte', ...Object.values(BLOCS)),
    ].join('')
  }
}

/** One day, whichever of the two files of a month tells it. */
const dernierEntretien = (mois: MoisRecu, i: number) => ilYA(mois, (mois.rang > 1 ? 22 : 54) + (i % 11))

/** The PPAE of those France Travail knows; one in four signs again between the two files. */
export const pecg = (connus: readonly Cite[], mois: MoisRecu, departement: string): Buffer =>
  fichierPecg(
    connus.map((c, i) => ({
      dans: 'identite',
      identite: {
        nom: c.nom,
        'nom-naissance': c.nomNaissance,
        prenom: c.prenom,
        'date-naissance': c.dateNaissance,
        'numero-demande-rsa': c.numero,
      },
      signature:
        i % 4 === 0 && mois.rang > 1 ? ilYA(mois, 40 + (i % 9)) : i % 6 === 5 ? '2025' : ilYA(mois, 200 + i * 3),
      entretien: dernierEntretien(mois, i),
    })),
    { departement, reference: mois.reference, fabrication: mois.creation },
  )

const METIERS = [
  ['K1304', 'Aide à domicile'],
  ['N1103', 'Magasinage et préparation de commandes'],
  ['G1602', 'Cuisine'],
  ['K2204', 'Nettoyage de locaux'],
  ['D1106', 'Vente en alimentation'],
] as const
const CONSEILLERS = [
  ['Julie', 'CANEVAS'],
  ['Rachid', 'ORGANSIN'],
  ['Mona', 'FILATURE'],
] as const
const AXES = [
  'Élaborer un projet',
  'Lever les freins périphériques',
  'Préparer sa candidature',
  'Trouver une formation',
]
const MODALITES = ['Suivi', 'Guidé', 'Renforcé', 'Global']
const FREINS = ['dif_transport', 'dif_sante', 'dif_logement', 'dif_familiale', 'dif_financiere']
const ouiSi = (vrai: boolean) => (vrai ? 'O' : 'N')
/** Whom nobody is: the identifiers of a test, one by person. */
const identifiant = (c: Cite) => `999${c.numero.slice(-8)}`

/** Registration and follow-up. In the last file, some have another adviser, some another registration; one is misspelt in both. */
export function principal(connus: readonly Cite[], mois: MoisRecu): string {
  const change = mois.rang > 1
  const malEcrite = connus.findIndex((c, i) => i > 5 && /^\p{L}{7,}$/u.test(c.prenom))
  return fichierPrincipal(
    connus.map((c, i) => {
      const conseiller = CONSEILLERS[(i + (change && i % 5 === 1 ? 1 : 0)) % CONSEILLERS.length] ?? CONSEILLERS[0]
      const [rome, metier] = METIERS[i % METIERS.length] ?? METIERS[0]
      const ascii = `${conseiller.join('.')}@example.org`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
      return {
        identifiant_unique_de: identifiant(c),
        nom: c.nomNaissance,
        prenom: i === malEcrite ? c.prenom.slice(0, 3) + c.prenom.slice(4) : c.prenom,
        date_naissance: c.dateNaissance,
        inscription: ilYA(mois, i % 5 === 2 && change ? 60 : 320 + i * 5),
        categorie_inscription: i % 5 === 2 && !change ? '4' : String(1 + (i % 3)),
        motif_inscription: i % 2 ? 'Fin de contrat' : 'Première inscription',
        'mrech.axetravailprincipal': AXES[i % AXES.length] ?? '',
        struct_principale: 'France Travail Trame-sur-Lys',
        struct_suivi: i % 4 === 3 ? 'France Travail Fuseau' : 'France Travail Trame-sur-Lys',
        modalite_accompagnement: MODALITES[i % MODALITES.length] ?? '',
        referent_prenom: conseiller[0],
        referent_nom: conseiller[1],
        referent_mail: ascii,
        suivi_debut: ilYA(mois, 300 - (i % 60)),
        suivi_fin_prev: ilYA(mois, i % 6 === 1 ? 6 : i % 6 === 2 ? -14 : -150 - i),
        der_entretien: dernierEntretien(mois, i),
        rome_1: rome,
        appelation_rome_1: metier,
        ...Object.fromEntries(FREINS.map((f, rang) => [f, ouiSi((i + rang) % 4 === 0)])),
        brsa: 'O',
      }
    }),
  )
}

/** Actions prescribed: in the last file, one has begun, one is done, one is still to come, one was new. */
export function actions(connus: readonly Cite[], mois: MoisRecu): string {
  const change = mois.rang > 1
  const lignes = connus.flatMap((c, i) => {
    const une = (code: string, lblaction: string, jours: number, suite: Record<string, string>) => ({
      ...{ identifiant_unique_de: identifiant(c), codeaction: code, lblaction, date_prescription: ilYA(mois, jours) },
      ...suite,
    })
    const [rome, metier] = METIERS[i % METIERS.length] ?? METIERS[0]
    if (i % 4 === 0)
      return [
        une('FORM', `Formation ${metier.toLowerCase()}`, 70, {
          objectif_formation: 'Obtenir une qualification',
          formation: `${metier} (${rome})`,
          date_prev_debut: ilYA(mois, -10),
          date_fin: ilYA(mois, -100),
        }),
        une('ATEL', 'Atelier « Bien préparer son entretien »', 80, {
          date_prev_debut: ilYA(mois, 41),
          ...(change
            ? { date_debut: ilYA(mois, 41), date_fin: ilYA(mois, 41), date_realisation_action: ilYA(mois, 41) }
            : {}),
        }),
      ]
    if (i % 4 === 1)
      return [
        une('PMSMP', 'Immersion en entreprise', 60, {
          date_prev_debut: ilYA(mois, 12),
          ...(change ? { date_debut: ilYA(mois, 12), date_fin: ilYA(mois, -9) } : {}),
        }),
      ]
    if (i % 4 === 2 && change) return [une('BILAN', 'Bilan de compétences', 25, {})]
    return []
  })
  return fichierActions(lignes)
}

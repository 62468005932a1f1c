import { z } from 'zod'
import { DOMINANTES_DANS_UNE_PHRASE, Dominante, NOMS_DOMINANTES } from '../../offre/dominante.ts'
import { NOMS_SITUATIONS, type Reponse, type Reponses, type Situation } from '../diagnostic.ts'
import type { FaitsConnus } from '../faits.ts'
import type { Condition, Critere, ParametresOrientation, Referentiel } from './regle.ts'

/** The only facts the engine reads beside the answers (rule O3). */
export type FaitsOrientation = Pick<FaitsConnus, 'age'>

/** Publics that some structures are made for (rule O2). */
export const PUBLICS = {
  jeune: 'moins de 26 ans',
  rqth: 'travailleur handicapé reconnu (RQTH)',
  independant: 'travailleur indépendant',
  artiste: 'artiste',
} as const
export type Public = keyof typeof PUBLICS

export const Proposition = z.object({
  dominante: Dominante.nullable(),
  /** The rule that decided, or why there is no proposal. */
  regle: z.object({ code: z.string(), phrase: z.string() }),
  /** Criteria without an answer; as long as there is one, nothing is proposed. */
  manquants: z.array(z.string()),
  criteres: z.array(
    z.object({
      critere: z.string(),
      libelle: z.string(),
      valeur: z.string(),
      source: z.string(),
      pousseVers: Dominante.nullable(),
      poids: z.union([z.literal(0), z.literal(1), z.literal(2)]),
    }),
  ),
  /** Each answer changed alone, the engine run again: what would lead elsewhere. */
  ceQuiChangerait: z.array(
    z.object({ critere: z.string(), alors: Dominante.nullable(), phrase: z.string(), versEmploi: z.boolean() }),
  ),
  publics: z.array(z.string()),
  referentiel: z.object({ version: z.number(), du: z.string(), source: z.string() }),
})
export type Proposition = z.infer<typeof Proposition>

/** Told in words, for the letter and the screen. */
export const POIDS = { 0: 'ne fait pas obstacle', 1: 'contrainte', 2: 'décisif' } as const

const valeurDe = (reponses: Reponses, cle: Reponse): string | null => {
  const brute = reponses[cle]
  const valeur = brute !== null && typeof brute === 'object' ? brute.severite : brute
  return valeur === null ? null : String(valeur)
}

const estSituation = (cle: Reponse): cle is Situation => NOMS_SITUATIONS.includes(cle as Situation)

function avecValeur(reponses: Reponses, cle: Reponse, valeur: string): Reponses {
  if (estSituation(cle)) return { ...reponses, [cle]: { ...reponses[cle], severite: valeur } }
  return { ...reponses, [cle]: valeur === 'true' ? true : valeur === 'false' ? false : valeur }
}

function tient(c: Condition, reponses: Reponses, r: Referentiel, parametres: ParametresOrientation): boolean {
  if ('critere' in c) return c.parmi.includes(valeurDe(reponses, c.critere) ?? '')
  if ('freins' in c) {
    const severites = c.freins === 'tous' ? ['leger', 'lourd'] : [c.freins]
    const nombre = NOMS_SITUATIONS.filter(s => severites.includes(reponses[s].severite ?? '')).length
    return 'plusQue' in c ? nombre > parametres[c.plusQue] : nombre >= c.auMoins
  }
  return r.criteres.filter(({ cle }) => cle !== c.hors && celluleDe(r, reponses, cle)?.poids).length >= c.contraintes
}

function celluleDe(referentiel: Referentiel, reponses: Reponses, cle: Reponse) {
  const critere = referentiel.criteres.find(c => c.cle === cle)
  return critere?.valeurs[valeurDe(reponses, cle) ?? '']
}

function regleQuiDecide(reponses: Reponses, referentiel: Referentiel, parametres: ParametresOrientation) {
  return referentiel.regles.find(regle => regle.si.every(c => tient(c, reponses, referentiel, parametres)))
}

/** Nearer to employment is smaller; no proposal stands apart. */
const rang = (d: Dominante | null) => (d === null ? NOMS_DOMINANTES.length : NOMS_DOMINANTES.indexOf(d))

/** Every answer changed alone, one value at a time, keeping for each criterion and each result the nearest value. */
function essayer(reponses: Reponses, actuelle: Dominante | null, ref: Referentiel, parametres: ParametresOrientation) {
  const essais = ref.criteres.flatMap((critere: Critere) => {
    const valeurs = Object.keys(critere.valeurs)
    const place = valeurs.indexOf(valeurDe(reponses, critere.cle) ?? '')
    const autres = valeurs
      .filter((_, i) => i !== place)
      .sort((a, b) => Math.abs(valeurs.indexOf(a) - place) - Math.abs(valeurs.indexOf(b) - place))
    const vus = new Set<Dominante | null>([actuelle])
    return autres.flatMap(valeur => {
      const alors = regleQuiDecide(avecValeur(reponses, critere.cle, valeur), ref, parametres)?.vers ?? null
      if (vus.has(alors)) return []
      vus.add(alors)
      const si = critere.valeurs[valeur]?.si ?? ''
      const suite = alors ? DOMINANTES_DANS_UNE_PHRASE[alors] : 'aucune proposition'
      return [
        {
          critere: critere.cle,
          alors,
          phrase: majuscule(`${si} : ${suite}.`),
          versEmploi: rang(alors) < rang(actuelle),
        },
      ]
    })
  })
  return essais.sort((a, b) => rang(a.alors) - rang(b.alors))
}

const majuscule = (phrase: string) => phrase.charAt(0).toUpperCase() + phrase.slice(1)

/** Which special publics the person belongs to (rule O2), in the order structures are preferred. */
export function publicsDe(reponses: Reponses, { age }: FaitsOrientation): Public[] {
  const est = { jeune: age < 26, rqth: reponses.rqth, independant: reponses.independant, artiste: reponses.artiste }
  return (Object.keys(PUBLICS) as Public[]).filter(p => est[p])
}

/**
 * What the rules propose, and why (rule O3). Same answers, same proposal: nothing else is read, no clock, no chance.
 * In: answers of the latest diagnosis, facts, a version of the rules, the territory's values, where the answers come from.
 * Out: the dominante (null when an answer is missing or the matrix has no column), the rule, each criterion, what would change it.
 */
export function proposer(
  reponses: Reponses,
  faits: FaitsOrientation,
  referentiel: Referentiel,
  parametres: ParametresOrientation,
  source = 'Diagnostic',
): Proposition {
  const { version, du } = referentiel
  const manquants = referentiel.criteres.filter(c => valeurDe(reponses, c.cle) === null).map(c => c.libelle)
  const criteres = referentiel.criteres.flatMap(({ cle, libelle }) => {
    const cellule = celluleDe(referentiel, reponses, cle)
    if (!cellule) return []
    return [{ critere: cle, libelle, valeur: cellule.libelle, source, pousseVers: cellule.vers, poids: cellule.poids }]
  })
  const commun = {
    criteres,
    manquants,
    publics: publicsDe(reponses, faits),
    referentiel: { version, du, source: referentiel.source },
  }
  if (manquants.length > 0) {
    const phrase = 'Il manque des réponses pour proposer une orientation.'
    return { ...commun, dominante: null, regle: { code: 'reponses-manquantes', phrase }, ceQuiChangerait: [] }
  }
  const regle = regleQuiDecide(reponses, referentiel, parametres)
  const dominante = regle?.vers ?? null
  return {
    ...commun,
    dominante,
    regle: { code: regle?.code ?? 'aucune-regle', phrase: regle?.phrase ?? 'Aucune règle ne s’applique.' },
    ceQuiChangerait: essayer(reponses, dominante, referentiel, parametres),
  }
}

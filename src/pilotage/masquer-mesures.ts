import { type Effectif, masquer, masquerRepartition } from '../socle/secret.ts'
import type { DelaiOrientation } from './delai-orientation.indicateur.ts'
import type { NouveauxEntrants } from './nouveaux-entrants.indicateur.ts'
import type { DemandeIndicateur } from './pilotage.ts'
import type { Repartition } from './repartition.indicateur.ts'
import type { MoisDominantes, MoisEntrees } from './serie.queries.ts'

export type Mesures = {
  I01: NouveauxEntrants
  I02: DelaiOrientation
  I05: Repartition
  entrees: MoisEntrees[]
  dominantes: MoisDominantes[]
}

/** A rate tells its numerator to whom knows the denominator: it goes with the count it is made of. */
function masquerTaux({ valeur, numerateur, denominateur }: DelaiOrientation['unMois'], seuil: number) {
  const total = masquer(denominateur, seuil)
  const compte: Effectif = total === 'masque' ? 'masque' : masquer(numerateur, seuil)
  return { valeur: compte === 'masque' ? ('masque' as const) : valeur, numerateur: compte, denominateur: total }
}

type Comptes<N> = { personnes: N; enVeille: N }

/** Rows of one breakdown with their two counts hidden where needed; what is under a hidden parent is hidden with it. */
function masquerLignes<L extends Comptes<number>>(lignes: L[], seuil: number, parent?: Comptes<Effectif>) {
  const colonne = (cle: keyof Comptes<number>) => {
    const vues = masquerRepartition(
      lignes.map(l => l[cle]),
      seuil,
    )
    return vues.map((vue, i) => (parent?.[cle] === 'masque' && lignes[i]?.[cle] ? 'masque' : vue))
  }
  const [personnes, enVeille] = [colonne('personnes'), colonne('enVeille')]
  return lignes.map((l, i): Omit<L, keyof Comptes<number>> & Comptes<Effectif> => ({
    ...l,
    personnes: personnes[i] ?? 'masque',
    enVeille: enVeille[i] ?? 'masque',
  }))
}

/** Months inside the period add up to the period's own figure: together they are a breakdown of it. */
function masquerMois(mois: MoisEntrees[], { du, au }: DemandeIndicateur, seuil: number) {
  const dedans = mois.filter(m => m.mois >= du && m.mois <= au)
  const vues = (cle: 'entrants' | 'aTemps' | 'unMois' | 'enCours') => {
    const total = masquerRepartition(
      dedans.map(m => m[cle]),
      seuil,
    )
    return mois.map(m => (dedans.includes(m) ? (total[dedans.indexOf(m)] ?? 'masque') : masquer(m[cle], seuil)))
  }
  const [entrants, aTemps, unMois, enCours] = [vues('entrants'), vues('aTemps'), vues('unMois'), vues('enCours')]
  return mois.map((m, i) => ({
    ...m,
    entrants: entrants[i] ?? 'masque',
    aTemps: aTemps[i] ?? 'masque',
    unMois: unMois[i] ?? 'masque',
    enCours: enCours[i] ?? 'masque',
  }))
}

/** Every figure of the pilotage as someone who sees no names may see it; a threshold of 0 hides nothing. */
export function masquerMesures(mesures: Mesures, demande: DemandeIndicateur, seuil: number) {
  const { I01, I02, I05 } = mesures
  const motifs = masquerRepartition(
    I01.parMotif.map(m => m.personnes),
    seuil,
  )
  const organismes = masquerLignes(I05.parOrganisme, seuil)
  return {
    I01: {
      valeur: masquer(I01.valeur, seuil),
      parMotif: I01.parMotif.map((m, i) => ({ ...m, personnes: motifs[i] ?? 'masque' })),
    },
    I02: {
      ...masquerTaux(I02, seuil),
      unMois: masquerTaux(I02.unMois, seuil),
      accompagnementGlobal: {
        orientes: masquer(I02.accompagnementGlobal.orientes, seuil),
        aTemps: masquer(I02.accompagnementGlobal.aTemps, seuil),
      },
      enCours: masquer(I02.enCours, seuil),
      sortis: masquer(I02.sortis, seuil),
    },
    I05: {
      le: I05.le,
      valeur: masquer(I05.valeur, seuil),
      enVeille: masquer(I05.enVeille, seuil),
      parDominante: masquerLignes(I05.parDominante, seuil),
      parOrganisme: organismes,
      parStructure: organismes.flatMap(o =>
        masquerLignes(
          I05.parStructure.filter(s => s.organisme === o.organisme),
          seuil,
          o,
        ),
      ),
    },
    entrees: masquerMois(mesures.entrees, demande, seuil),
    dominantes: mesures.dominantes.map(({ mois, le, ...comptes }) => {
      const [emploi = 'masque', equilibre = 'masque', remobilisation = 'masque'] = masquerRepartition(
        [comptes.emploi, comptes.equilibre, comptes.remobilisation],
        seuil,
      )
      return { mois, le, emploi, equilibre, remobilisation }
    }),
  }
}

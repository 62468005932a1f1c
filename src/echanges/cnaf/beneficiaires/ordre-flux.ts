import { Refusal } from '../../../socle/refusal.ts'
import { deMois } from '../../../socle/ui/dates.ts'
import type { Anteriorite } from '../flux.queries.ts'
import type { IdentificationFlux } from './lire/foyer-flux.ts'
import type { Anomalie } from './rapport.ts'

/**
 * Refuses a file older than what was applied for its organisms: made before the last one, or telling of a time that the last monthly
 * flow closed. Rights would go back in time. `force` applies it all the same. A monthly flow made before its month is over closes the
 * month before only: neither the daily flows of its own month nor the true one of the month before, made after it, are old.
 */
export function refuserFluxAncien(
  flux: IdentificationFlux,
  { dernierCree, mensuel }: Anteriorite,
  force: boolean,
): void {
  if (force || dernierCree === null) return
  const cree = `${flux.dateCreation}T${flux.heureCreation}`
  const avantLeMensuel = mensuel !== null && flux.dateReference < mensuel.clos
  if (cree >= dernierCree && !avantLeMensuel) return
  const vu = avantLeMensuel
    ? `le flux mensuel au ${jourLong(mensuel.reference)} est déjà appliqué`
    : `un flux fait le ${jourLong(dernierCree.slice(0, 10))} à ${dernierCree.slice(11)} est déjà appliqué`
  throw new Refusal(
    'conflict',
    'flux-ancien',
    `Ce fichier (état au ${jourLong(flux.dateReference)}, fait le ${jourLong(flux.dateCreation)}) est plus ancien que le dernier : ${vu}. Rien n’a changé. Pour l’appliquer malgré tout, relancez-le avec « Appliquer même s’il est ancien » (--force en ligne de commande).`,
  )
}

/** The RSA began on that day (law 2008-1249, article 28). */
const DEBUT_DU_RSA = '2009-06-01'

/** Refuses (invalid) a file that tells of days before the RSA was: even forced, its rights would be of nobody. */
export function refuserFluxDAvantLeRsa(flux: IdentificationFlux): void {
  const faux =
    flux.dateReference < DEBUT_DU_RSA
      ? `dit l’état au ${jourLong(flux.dateReference)} (DTREF)`
      : flux.dateCreation < DEBUT_DU_RSA
        ? `se dit fait le ${jourLong(flux.dateCreation)} (DTCREAFLUX)`
        : null
  if (faux)
    throw new Refusal(
      'invalid',
      'flux-d-avant-le-rsa',
      `Ce fichier ${faux}, avant que le RSA existe (${jourLong(DEBUT_DU_RSA)}). Rien n’a changé. Demandez à la caisse un fichier aux dates justes.`,
    )
}

/**
 * Refuses (invalid) a file that tells of days to come: made after the day it was received (`recuLe`, YYYY-MM-DD), or whose reference is
 * later, the end of that day’s own month for a monthly one, which may be made before the month ends. It would make the true ones too
 * old. One day more is allowed, but to a month: where the département is, it may still be the day before.
 */
export function refuserFluxAVenir(flux: IdentificationFlux, recuLe: string): void {
  const recu = Temporal.PlainDate.from(recuLe)
  const demain = recu.add({ days: 1 })
  const jusque = flux.type === 'I' ? demain : recu.with({ day: recu.daysInMonth })
  const faux =
    flux.dateReference > jusque.toString()
      ? `dit l’état au ${jourLong(flux.dateReference)} (DTREF)`
      : flux.dateCreation > demain.toString()
        ? `se dit fait le ${jourLong(flux.dateCreation)} (DTCREAFLUX)`
        : null
  if (faux)
    throw new Refusal(
      'invalid',
      'flux-a-venir',
      `Ce fichier ${faux}, après le jour où il a été reçu, le ${jourLong(recuLe)}. Rien n’a changé. S’il a été reçu un autre jour, déposez-le de nouveau en disant lequel. Sinon, demandez à la caisse un fichier aux dates justes.`,
    )
}

/** « 28 février 2025 ». */
export const jourLong = (jour: string): string =>
  Temporal.PlainDate.from(jour).toLocaleString('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' })

/** The months skipped between the last monthly flow and this one: applied, but said. */
export function moisManquants(flux: IdentificationFlux, { mensuel }: Anteriorite): Anomalie[] {
  if (flux.type === 'I') {
    if (mensuel) return []
    return [
      {
        foyer: null,
        champ: 'TYPEFLUX',
        motif:
          'Aucun flux mensuel n’a été importé : sans mois précédent connu, personne ne peut être compté comme nouvel entrant.',
      },
    ]
  }
  if (!mensuel) return []
  const manquants: Anomalie[] = []
  const fin = Temporal.PlainYearMonth.from(flux.dateReference.slice(0, 7))
  for (
    let mois = Temporal.PlainYearMonth.from(mensuel.reference.slice(0, 7)).add({ months: 1 });
    Temporal.PlainYearMonth.compare(mois, fin) < 0;
    mois = mois.add({ months: 1 })
  ) {
    manquants.push({
      foyer: null,
      champ: 'DTREF',
      motif: `Le flux mensuel ${deMois(mois.toString())} n’a pas été importé.`,
    })
  }
  return manquants
}

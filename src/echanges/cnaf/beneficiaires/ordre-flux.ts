import { Refusal } from '../../../socle/refusal.ts'
import { deMois } from '../../../socle/ui/dates.ts'
import type { Anteriorite } from '../flux.queries.ts'
import type { IdentificationFlux } from './lire/foyer-flux.ts'
import type { Anomalie } from './rapport.ts'

/**
 * Refuses a file older than what was applied for its organisms: made before the last one, or telling of a time before the last
 * monthly flow. Rights would go back in time. `force` applies it all the same.
 */
export function refuserFluxAncien(
  flux: IdentificationFlux,
  { dernierCree, mensuel }: Anteriorite,
  force: boolean,
): void {
  if (force || dernierCree === null) return
  const cree = `${flux.dateCreation}T${flux.heureCreation}`
  const avantLeMensuel = mensuel !== null && flux.dateReference < mensuel.reference
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

import { sql } from 'kysely'
import { enregistrerTous } from '../socle/evenement.ts'
import type { Context } from '../socle/use-case.ts'
import { recitMiseEnVeille, recitReprise, recitSortie } from './droit.recits.ts'
import type { MouvementDeSuivi } from './suivi-selon-droit.ts'

const RECITS = { sortie: recitSortie, veille: recitMiseEnVeille, reprise: recitReprise }

/** Tells, on the day of each flow, what it did to follow-ups not known when it came in; what it told already isn't told again. */
export async function raconterMouvements(
  ctx: Context,
  mouvements: readonly (MouvementDeSuivi & { personneId: string })[],
): Promise<void> {
  const parFlux = Map.groupBy(mouvements, m => `${m.le} ${m.genre}`)
  for (const dits of parFlux.values()) {
    const [{ genre, le } = {}] = dits
    if (!genre || !le) continue
    const recit = RECITS[genre]
    await enregistrerTous(
      ctx,
      recit,
      {
        de: sql`unnest(${dits.map(m => m.personneId)}::uuid[], ${dits.map(m => m.motif)}::text[], ${dits.map(m => m.flux)}::int[])
            as m (personne_id, motif, flux)
          where not exists (select 1 from evenement v where v.personne_id = m.personne_id and v.type = ${recit.nom}
            and (v.apres ->> 'flux')::int = m.flux)`,
        id: sql`m.personne_id`,
        apres: { motif: sql`m.motif`, flux: sql`m.flux` },
      },
      le,
    )
  }
}

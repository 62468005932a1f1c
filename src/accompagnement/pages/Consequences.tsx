import type { RendezVousAVenir } from '../../rendez-vous/rendez-vous.ts'
import { ApiRefusal } from '../../socle/api.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import classes from './Annulation.module.css'

/** What the act will do, before it is confirmed: one sentence each. */
export function Consequences({ phrases }: { phrases: readonly string[] }) {
  return (
    <section aria-label="Ce que cela change" className={classes.consequences}>
      <h3>Ce que cela change</h3>
      <ul>
        {phrases.map(phrase => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
    </section>
  )
}

export function ListeRendezVous({ rendezVous }: { rendezVous: readonly RendezVousAVenir[] }) {
  return (
    <ul aria-label="Rendez-vous à venir" className={classes.rendezVous}>
      {rendezVous.map(r => (
        <li key={r.id}>
          {dateEtHeure(r.debut)}, avec {r.agent}
        </li>
      ))}
    </ul>
  )
}

/** Does the act; when the file changed since it was read, shows what is true now before the refusal is. */
export async function relireSiChange<T>(relire: () => unknown, agir: () => Promise<T>): Promise<T> {
  try {
    return await agir()
  } catch (erreur) {
    if (erreur instanceof ApiRefusal && erreur.code === 'consequences-changees') await relire()
    throw erreur
  }
}

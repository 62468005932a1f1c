import { Confirmer } from '../socle/ui/Confirmer.tsx'

export type Depart = {
  /** To work in another territory; else out. */
  ailleurs: boolean
  /** The drafts, as they call themselves. */
  perdus: string[]
  partir: () => Promise<void>
}

/** Asks before signing out, or working in another territory, since what isn't saved goes with it. */
export function PartirEtEffacer({ ailleurs, perdus, partir, rester }: Depart & { rester: () => void }) {
  const acte = ailleurs ? 'changer de territoire' : 'se déconnecter'
  return (
    <Confirmer
      ouvert
      titre={`${acte[0]?.toUpperCase()}${acte.slice(1)} et effacer vos brouillons ?`}
      perte={`Ils n’ont pas été enregistrés et ne restent pas sur cet ordinateur : ${perdus.join(', ')}.`}
      action={`Effacer et ${acte}`}
      renoncer={ailleurs ? 'Rester ici' : 'Rester connecté'}
      onConfirmer={partir}
      onFermer={rester}
    />
  )
}

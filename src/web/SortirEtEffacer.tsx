import { Confirmer } from '../socle/ui/Confirmer.tsx'

/** Asks before signing out, since what isn't saved goes with it. `perdus`: the drafts, as they call themselves. */
export function SortirEtEffacer({
  perdus,
  sortir,
  rester,
}: {
  perdus: string[]
  sortir: () => Promise<void>
  rester: () => void
}) {
  return (
    <Confirmer
      ouvert
      titre="Se déconnecter et effacer vos brouillons ?"
      perte={`Ils n’ont pas été enregistrés et ne restent pas sur cet ordinateur : ${perdus.join(', ')}.`}
      action="Effacer et se déconnecter"
      renoncer="Rester connecté"
      onConfirmer={sortir}
      onFermer={rester}
    />
  )
}

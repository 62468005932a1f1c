import { Group } from '@mantine/core'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import type { CleChoix, CleParametre } from '../parametre.ts'
import { Annulation } from './Annulation.tsx'

type Props<V> = {
  parametre: {
    cle: CleParametre | CleChoix
    libelle: string
    historique: readonly {
      valeur: V
      effetLe: string
      aVenir: boolean
      par: string | null
      saisiLe: string
      motif: string | null
    }[]
  }
  /** A value in words. */
  dire: (valeur: V) => string
}

/** The values a rule has had and will have, who chose them, when and why; one to come can be cancelled. */
export function Historique<V>({ parametre, dire }: Props<V>) {
  if (parametre.historique.length === 0) return null
  return (
    <ul aria-label={`Historique : ${parametre.libelle}`}>
      {parametre.historique.map(h => (
        <li key={h.effetLe}>
          <Group gap="sm" component="span">
            {h.aVenir && <Etat ton="waiting">À venir</Etat>}
            <span>
              {dire(h.valeur)} à partir du {dateCourte(h.effetLe)}, par {h.par ?? 'Filrouge'} le {dateCourte(h.saisiLe)}
              {h.motif ? ` : ${h.motif}` : ''}
            </span>
            {h.aVenir && <Annulation parametre={parametre} effetLe={h.effetLe} />}
          </Group>
        </li>
      ))}
    </ul>
  )
}

import { Group, List } from '@mantine/core'
import { dateCourte } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import type { CleChoix, CleParametre } from '../parametre.ts'
import { Annulation } from './Annulation.tsx'

type Props<V> = {
  parametre: {
    cle: CleParametre | CleChoix
    libelle: string
    aVenir: readonly { valeur: V; effetLe: string }[]
  }
  /** A value in words. */
  dire: (valeur: V) => string
}

/** The values a rule will have; each can be cancelled. Who chose them and why is in its history. */
export function AVenir<V>({ parametre, dire }: Props<V>) {
  if (parametre.aVenir.length === 0) return null
  return (
    <List listStyleType="none" aria-label={`À venir\u00a0: ${parametre.libelle}`}>
      {parametre.aVenir.map(({ effetLe, valeur }) => (
        <List.Item key={effetLe}>
          <Group gap="sm" component="span">
            <Etat ton="waiting">À venir</Etat>
            <span>
              {dire(valeur)} à partir du {dateCourte(effetLe)}
            </span>
            <Annulation parametre={parametre} effetLe={effetLe} />
          </Group>
        </List.Item>
      ))}
    </List>
  )
}

import { Text, VisuallyHidden } from '@mantine/core'
import { pluriel } from '../dates.ts'

/** How many a search found, said to those who don't see it too; null while nothing was asked. None is seen in the empty list. */
export function Combien({ nombre, nom }: { nombre: number | null; nom: [singulier: string, pluriel: string] }) {
  return (
    <Text component="p" m={0} role="status">
      {nombre === 0 && <VisuallyHidden>{`Aucune ${nom[0]}`}</VisuallyHidden>}
      {nombre !== null && nombre > 0 && pluriel(nombre, ...nom)}
    </Text>
  )
}

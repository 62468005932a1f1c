import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'

type Salle<V extends string> = { libelle: string; vers: V }

/** The rooms of one place, each with its own address (the router marks the current one for screen readers). `titre`: of the place. */
export function Salles<V extends string>({
  titre,
  salles,
  ici,
}: {
  titre: string
  salles: readonly Salle<V>[]
  ici: V
}) {
  return (
    <nav aria-label={titre}>
      <Group gap="xs">
        {salles.map(({ libelle, vers }) => (
          <Button
            key={vers}
            component={Link}
            to={vers}
            activeOptions={{ exact: true }}
            variant={vers === ici ? 'light' : 'subtle'}
          >
            {libelle}
          </Button>
        ))}
      </Group>
    </nav>
  )
}

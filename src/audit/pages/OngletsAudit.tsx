import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'

const ONGLETS = [
  { libelle: 'Lectures', vers: '/audit' },
  { libelle: 'Hors de l’ordinaire', vers: '/audit/volumes' },
  { libelle: 'Ce qui est sorti', vers: '/audit/sorties' },
  { libelle: 'Répondre à une personne', vers: '/audit/reponse' },
] as const

/** The rooms of the control of readings, each with its address. */
export function OngletsAudit({ ici }: { ici: (typeof ONGLETS)[number]['vers'] }) {
  return (
    <nav aria-label="Contrôle des lectures">
      <Group gap="xs">
        {ONGLETS.map(o => (
          <Button
            key={o.vers}
            component={Link}
            to={o.vers}
            activeOptions={{ exact: true }}
            variant={o.vers === ici ? 'light' : 'subtle'}
          >
            {o.libelle}
          </Button>
        ))}
      </Group>
    </nav>
  )
}

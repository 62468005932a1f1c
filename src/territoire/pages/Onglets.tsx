import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'

const ONGLETS = [
  { libelle: 'Règles et seuils', vers: '/parametres' },
  { libelle: 'Agents', vers: '/parametres/agents' },
  { libelle: 'Structures', vers: '/parametres/structures' },
  { libelle: 'Accès des partenaires', vers: '/parametres/acces' },
  { libelle: 'Travaux de fond', vers: '/parametres/travaux' },
  { libelle: 'Conservation', vers: '/parametres/conservation' },
] as const

/** The rooms of the administration; each has its own address (the router marks the current one for screen readers). */
export function Onglets({ ici }: { ici: (typeof ONGLETS)[number]['vers'] }) {
  return (
    <nav aria-label="Paramètres">
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

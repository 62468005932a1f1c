import { Salles } from '../../socle/ui/Salles.tsx'

const ONGLETS = [
  { libelle: 'Règles et seuils', vers: '/parametres' },
  { libelle: 'Agents', vers: '/parametres/agents' },
  { libelle: 'Structures', vers: '/parametres/structures' },
  { libelle: 'Accès des partenaires', vers: '/parametres/acces' },
  { libelle: 'Travaux de fond', vers: '/parametres/travaux' },
  { libelle: 'Conservation', vers: '/parametres/conservation' },
] as const

/** The rooms of the administration. */
export const Onglets = ({ ici }: { ici: (typeof ONGLETS)[number]['vers'] }) => (
  <Salles titre="Paramètres" salles={ONGLETS} ici={ici} />
)

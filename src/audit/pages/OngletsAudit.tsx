import { Salles } from '../../socle/ui/Salles.tsx'

const ONGLETS = [
  { libelle: 'Lectures', vers: '/audit' },
  { libelle: 'Listes', vers: '/audit/listes' },
  { libelle: 'Volumes', vers: '/audit/volumes' },
  { libelle: 'Ouvertures', vers: '/audit/ouvertures' },
  { libelle: 'Ce qui est sorti', vers: '/audit/sorties' },
  { libelle: 'Répondre à une personne', vers: '/audit/reponse' },
] as const

/** The rooms of the control of readings, each with its address. */
export const OngletsAudit = ({ ici }: { ici: (typeof ONGLETS)[number]['vers'] }) => (
  <Salles titre="Contrôle des lectures" salles={ONGLETS} ici={ici} />
)

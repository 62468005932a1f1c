import { Text } from '@mantine/core'
import { traits } from '../../agent/roles.ts'
import { dateEtHeure } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { PropsOnglet } from './onglet.ts'

/** Who opened this file: every reading is kept (domaine.md §8); here, one line by person, role and day. */
export function OngletLectures({ dossier }: PropsOnglet) {
  return (
    <Fiche titre="Qui a lu ce dossier">
      <Text component="p" mt={0}>
        Chaque ouverture est enregistrée, la vôtre aussi. Les vingt dernières sont ici.
      </Text>
      <Liste
        titre="Lectures du dossier"
        lignes={dossier.lectures}
        cle={l => `${l.agent}${l.le}`}
        colonnes={[
          { cle: 'agent', titre: 'Qui', cellule: l => l.agent },
          { cle: 'role', titre: 'Rôle', cellule: l => traits(l.role)?.libelle ?? 'Filrouge' },
          { cle: 'le', titre: 'Quand', cellule: l => dateEtHeure(l.le) },
          { cle: 'fois', titre: 'Lectures ce jour-là', cellule: l => l.fois, nombre: true },
        ]}
        vide={<Vide titre="Vous êtes la première personne à l’ouvrir" niveau={3} />}
      />
    </Fiche>
  )
}

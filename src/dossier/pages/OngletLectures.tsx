import { Text } from '@mantine/core'
import { traits } from '../../agent/roles.ts'
import { dateCourte, dateLongue, heure, jourDe } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { PropsOnglet } from './onglet.ts'

/** Who opened this file: every reading is kept (domaine.md §8); here, one line by person, role and day. */
export function OngletLectures({ dossier }: PropsOnglet) {
  const { lectureApres, aujourdhui } = dossier
  // What was read was read before this very opening was written.
  const jusqua = lectureApres ? `jusqu’au ${dateLongue(lectureApres.depuis)}` : 'd’avant celle-ci'
  return (
    <Fiche titre="Qui a lu ce dossier">
      <Text component="p" mt={0}>
        Chaque ouverture est enregistrée, celle-ci aussi. La liste montre les vingt dernières {jusqua}.
      </Text>
      <Liste
        titre="Lectures du dossier"
        lignes={dossier.lectures}
        cle={l => `${l.agent}${l.le}`}
        colonnes={[
          { cle: 'agent', titre: 'Qui', cellule: l => l.agent },
          { cle: 'role', titre: 'Rôle', cellule: l => traits(l.role)?.libelle ?? 'Filrouge' },
          { cle: 'le', titre: 'Quand', cellule: l => `${dateCourte(jourDe(l.le), aujourdhui)}, ${heure(l.le)}` },
          { cle: 'fois', titre: 'Lectures ce jour-là', cellule: l => l.fois, nombre: true },
        ]}
        vide={
          <Vide
            titre={lectureApres ? 'Personne ne l’avait ouvert' : 'Vous êtes la première personne à l’ouvrir'}
            niveau={3}
          />
        }
      />
    </Fiche>
  )
}

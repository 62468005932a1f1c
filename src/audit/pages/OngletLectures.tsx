import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { traits } from '../../agent/roles.ts'
import type { PropsOnglet } from '../../dossier/pages/onglet.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateLongue, heure, jourDe } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { lecturesDe } from '../lectures-de.ts'

type Lecture = Output<typeof lecturesDe>[number]

/** Who opened this file: every reading is kept (domaine.md §8); here, one line by person, role and day. */
export function OngletLectures({ dossier }: PropsOnglet) {
  const { id: personneId, lectureApres, aujourdhui } = dossier
  const requete = useQuery({
    queryKey: ['dossier', personneId, 'lectures'],
    queryFn: () => call<typeof lecturesDe>('GET /personnes/:personneId/lectures', { personneId }),
  })
  return (
    <Fiche titre="Qui a lu ce dossier">
      <Text component="p" mt={0}>
        Chaque ouverture est enregistrée, la vôtre aussi. La liste montre les vingt dernières
        {lectureApres && ` jusqu’au ${dateLongue(lectureApres.depuis)}`}, une par personne et par jour.
      </Text>
      <Charge requete={requete} attente="liste">
        {lectures => (
          <Liste
            titre="Lectures du dossier"
            lignes={lectures}
            cle={l => `${l.agent}${l.le}`}
            colonnes={[
              { cle: 'agent', titre: 'Qui', cellule: l => l.agent },
              { cle: 'role', titre: 'Rôle', cellule: l => traits(l.role)?.libelle ?? 'Filrouge' },
              { cle: 'le', titre: 'Quand', cellule: l => `${dateCourte(jourDe(l.le), aujourdhui)}, ${heure(l.le)}` },
              ...(lectures.some(l => l.raison)
                ? [{ cle: 'raison', titre: 'Raison dite', cellule: (l: Lecture) => l.raison }]
                : []),
              { cle: 'fois', titre: 'Ouvertures ce jour-là', cellule: l => l.fois, nombre: true },
            ]}
            vide={<Vide titre="Personne ne l’avait ouvert" niveau={3} />}
          />
        )}
      </Charge>
    </Fiche>
  )
}

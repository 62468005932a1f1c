import { pluriel } from '../../socle/ui/dates.ts'

/** What somebody must take over of an agent who leaves. */
export const aRedonner = (n: number) =>
  `${pluriel(n, 'rendez-vous à venir est', 'rendez-vous à venir sont')} à son nom : demandez au chargé d’orientation ou au responsable d’équipe de ${n > 1 ? 'les donner à un autre agent ou de les annuler' : 'le donner à un autre agent ou de l’annuler'}.`

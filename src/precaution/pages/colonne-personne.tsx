import { prenomEtNom } from '../../personne/noms.ts'
import { PucesBreves } from './PucesBreves.tsx'
import type { usePrecautionsDe } from './usePrecautions.ts'

type Personne = { personneId: string; nom: string; prenom: string }

/** The column of a list that names the person, with what must be known of them before acting. */
export const colonnePersonne = (aSavoir: ReturnType<typeof usePrecautionsDe>) => ({
  cle: 'nom',
  titre: 'Personne',
  cellule: (l: Personne) => (
    <>
      {prenomEtNom(l)}
      <PucesBreves {...aSavoir(l.personneId)} />
    </>
  ),
})

import { useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { differe } from '../../socle/ui/differe.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import type { chargesDuJour } from '../equipe/charges.ts'
import type { AConfier } from './NotesDeRelais.tsx'

// Loaded when first opened.
const PasserLeRelais = differe(() => import('./PasserLeRelais.tsx'), 'PasserLeRelais')

type Props = { personnes: readonly AConfier[]; fermer: (fait: boolean, perdu?: boolean) => void }

/** The window that gives persons their first référent, from wherever they are seen waiting: reads the loads as it opens. */
export function Designer({ personnes, fermer }: Props) {
  const { data, error } = useQuery({
    queryKey: ['jour', 'charges'],
    queryFn: () => call<typeof chargesDuJour>('GET /portefeuille/charges', {}),
  })
  if (data)
    return (
      <PasserLeRelais
        personnes={personnes.map(p => ({ ...p, referentId: null }))}
        referents={[...data.libres, ...data.pleins]}
        fermer={fermer}
      />
    )
  if (!error) return null
  return (
    <Fenetre opened onClose={() => fermer(false)} title="Désigner un référent">
      <Erreur erreur={error} />
    </Fenetre>
  )
}

import { useQueryClient } from '@tanstack/react-query'
import { direLettresFaites } from '../../../courrier/lettres-faites.ts'
import { call } from '../../../socle/api.ts'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { notifier } from '../../../socle/ui/notifier.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import type { deciderReleve } from '../decider-releve.ts'
import { Decisions, type Devenir, fautesReleve } from '../releve.ts'
import { ChoixReleve, choixDe, useARelever } from './ChoixReleve.tsx'

const RIEN_CHOISI = 'Dites d’abord ce que devient un de ces rendez-vous.'

/** `referent`: who follows the person now. */
type Props = { personneId: string; referent: string }

/** What a hand-over left undecided, at the head of the appointments: who follows the person now decides. */
export function DeciderReleve({ personneId, referent }: Props) {
  const cache = useQueryClient()
  const aRelever = useARelever([personneId], null).filter(r => r.reste)
  const form = useFormulaire(Decisions, { rendezVous: {} }, ({ rendezVous = {} }) =>
    Object.values(rendezVous).some(Boolean) ? [] : fautesReleve(RIEN_CHOISI),
  )
  if (aRelever.length === 0) return null
  return (
    <Fiche titre="À décider depuis le changement de référent">
      <Formulaire
        form={form}
        bouton="Enregistrer ces choix"
        perte="Vos choix ne sont pas encore enregistrés."
        envoyer={async ({ rendezVous }) => {
          try {
            const { lettres } = await call<typeof deciderReleve>('POST /personnes/:personneId/rendez-vous/releve', {
              personneId,
              rendezVous: choixDe(rendezVous, aRelever),
            })
            notifier(['C’est décidé.', direLettresFaites(lettres)].filter(Boolean).join(' '))
            form.garder()
          } finally {
            // Refused because one of them changed, it shows those left.
            await cache.invalidateQueries()
          }
        }}
      >
        <ChoixReleve
          aRelever={aRelever}
          champs={form.dans<Record<string, Devenir | null>>('rendezVous')}
          nouveau={referent}
          soi
        />
      </Formulaire>
    </Fiche>
  )
}

import { Select, Textarea } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Consequences, ListeRendezVous, relireSiChange } from '../../accompagnement/pages/Consequences.tsx'
import { useDepasse } from '../../accompagnement/pages/depasse.ts'
import { MOTIFS_CLOTURE } from '../../droit/motifs-cloture.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifier } from '../../socle/ui/notifier.tsx'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { enOptions } from '../../socle/ui/saisie/options.ts'
import { usePeut } from '../../socle/ui/session.ts'
import { uuidv7 } from '../../socle/uuid.ts'
import type { cloreDossier, clotureDuDossier } from '../clore-dossier.ts'
import {
  Cloture,
  consequencesCloture,
  ditParLettre,
  type FaitsCloture,
  fautesCloture,
  MESSAGES_CLOTURE,
} from '../cloture.ts'

type Ici = { personneId: string; aujourdhui: string }

/** Closes a file with its reason, the consequences in sight (rule A10). */
export function CloreDossier({ fermer, ...ici }: Ici & { fermer: () => void }) {
  const requete = useQuery({
    queryKey: ['cloture', ici.personneId, 'clore'],
    queryFn: () => call<typeof clotureDuDossier>('GET /personnes/:personneId/cloture', { personneId: ici.personneId }),
    gcTime: 0,
    staleTime: 0,
  })
  return (
    <Fenetre opened onClose={fermer} title="Clore le dossier" size="lg" lecture>
      <Charge requete={requete} attente="fiche">
        {({ cloture, clore }) =>
          clore ? (
            <Saisie {...ici} fermer={fermer} {...clore} relire={() => requete.refetch()} />
          ) : (
            <p>{MESSAGES_CLOTURE[cloture ? 'deja-clos' : 'clore-sans-suivre']}</p>
          )
        }
      </Charge>
    </Fenetre>
  )
}

type Props = Ici & { etat: string; faits: FaitsCloture; relire: () => unknown; fermer: () => void }

function Saisie({ personneId, aujourdhui, etat, faits, relire, fermer }: Props) {
  const cache = useQueryClient()
  const passer = useDepasse(fermer)
  const peut = usePeut()
  // Kept over retries: sent twice, closed once.
  const [id] = useState(() => uuidv7())
  const form = useFormulaire(Cloture, { motif: null, precision: '', le: aujourdhui }, saisie =>
    fautesCloture(saisie, { aujourdhui, plancher: faits.plancher }),
  )
  return (
    <Formulaire
      form={form}
      bouton="Clore le dossier"
      perte="Le dossier n’est pas encore clos."
      renoncer={fermer}
      envoyer={async saisie => {
        await relireSiChange(relire, () =>
          call<typeof cloreDossier>('POST /personnes/:personneId/clotures', { ...saisie, id, personneId, etat }),
        ).catch(erreur => {
          passer(erreur)
          throw erreur
        })
        await cache.invalidateQueries()
        notifier(
          ditParLettre(saisie.motif, faits)
            ? 'Dossier clos. La lettre est dans les documents, à poster ou à remettre.'
            : 'Dossier clos.',
        )
        fermer()
      }}
    >
      <Select
        {...form.choix('motif', 'Motif')}
        data={enOptions(MOTIFS_CLOTURE)}
        placeholder="Pourquoi ce dossier est clos"
      />
      <Textarea
        {...form.texte('precision', 'Précision', { requis: form.valeurs.motif === 'autre' })}
        description="Gardée au fil du dossier, avec votre nom."
        autosize
        minRows={2}
      />
      <ChampDate {...form.date('le', 'Le')} sens="passe" aujourdhui={aujourdhui} />
      <Consequences
        phrases={consequencesCloture(
          faits,
          form.valeurs.motif as keyof typeof MOTIFS_CLOTURE | null,
          peut('dossier.rouvrir'),
        )}
      />
      {faits.rendezVous.length > 0 && <ListeRendezVous rendezVous={faits.rendezVous} />}
    </Formulaire>
  )
}

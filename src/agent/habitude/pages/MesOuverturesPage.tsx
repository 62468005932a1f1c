import { Textarea } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../../socle/api.ts'
import { Charge } from '../../../socle/ui/Charge.tsx'
import { dateEtHeure } from '../../../socle/ui/dates.ts'
import { Etat } from '../../../socle/ui/Etat.tsx'
import { Fiche } from '../../../socle/ui/Fiche.tsx'
import { Lien } from '../../../socle/ui/Lien.tsx'
import { notifier } from '../../../socle/ui/notifier.tsx'
import { Page } from '../../../socle/ui/Page.tsx'
import { Formulaire } from '../../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../../socle/ui/saisie/formulaire.ts'
import { Vide } from '../../../socle/ui/Vide.tsx'
import { Explication } from '../habitude.ts'
import { resteADire } from '../motifs.ts'
import type { mesOuvertures, Ouverture } from '../ouvertures.ts'
import type { expliquerOuverture } from '../revoir-ouverture.ts'
import { deQui, Raison } from './ouverture-en-mots.tsx'

/** What who controls readings asks of one's own openings. */
export function MesOuverturesPage() {
  const requete = useQuery({
    queryKey: ['ouvertures', 'miennes'],
    queryFn: () => call<typeof mesOuvertures>('GET /ouvertures', {}),
  })
  return (
    <Page
      titre="Ouvertures à expliquer"
      phrase="Le délégué à la protection des données relit chaque raison dite. S’il vous en demande plus, répondez ici : ce n’est pas un reproche."
    >
      <Charge requete={requete} attente="fiche">
        {({ lignes }) =>
          lignes.length === 0 ? (
            <Vide titre="Rien à expliquer" icone={IconCircleCheck}>
              Aucune question ne vous attend.
            </Vide>
          ) : (
            lignes.map(o => <UneOuverture key={o.id} ouverture={o} />)
          )
        }
      </Charge>
    </Page>
  )
}

const Reponse = Explication.pick({ explication: true })

function UneOuverture({ ouverture }: { ouverture: Ouverture }) {
  const cache = useQueryClient()
  const form = useFormulaire(Reponse, { explication: '' })
  return (
    <Fiche titre={`${deQui(ouverture)}, le ${dateEtHeure(ouverture.le)}`}>
      <p>
        Votre raison : <Raison ouverture={ouverture} />
      </p>
      {ouverture.mot && (
        <p>
          <strong>Question{'\u00a0'}:</strong> {ouverture.mot}
        </p>
      )}
      {ouverture.explication !== null && (
        <p>
          <strong>Votre réponse{'\u00a0'}:</strong> {ouverture.explication}
        </p>
      )}
      {ouverture.revue === 'normal' && (
        <p>
          <Etat ton="done">Trouvée normale par {ouverture.revuePar ?? 'le délégué'}</Etat>
        </p>
      )}
      {resteADire(ouverture) && (
        <Formulaire
          form={form}
          bouton="Répondre"
          perte="La réponse n’est pas envoyée."
          envoyer={async ({ explication }) => {
            await call<typeof expliquerOuverture>('PUT /ouvertures/:ouvertureId/explication', {
              ...{ ouvertureId: ouverture.id, explication },
            })
            await cache.invalidateQueries({ queryKey: ['ouvertures'] })
            notifier('La réponse est envoyée.')
          }}
        >
          <Textarea {...form.texte('explication', 'Votre réponse')} autosize minRows={2} />
        </Formulaire>
      )}
      <Lien vers={`/personnes/${ouverture.personneId}`}>Ouvrir le dossier</Lien>
    </Fiche>
  )
}

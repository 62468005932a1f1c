import { Select, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifierAvecAnnulation } from '../../socle/ui/notifier.tsx'
import { enSuite, minuscule } from '../../socle/ui/phrases.ts'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import type { Output } from '../../socle/use-case.ts'
import type { collegues } from '../collegues.ts'
import type { confierEcheance } from '../confier-echeance.ts'
import type { CleEcheance } from '../echeance.ts'
import { Confie } from '../report.ts'
import type { reprendreAUnCollegue } from '../reprendre-a-un-collegue.ts'

/** `nom`: whose, where the page doesn't say it. */
type Props = { cle: CleEcheance; acte: string; nom?: string; fermer: () => void }
type Possibles = Output<typeof collegues>['collegues']

/** To whom: only the colleagues who may do it and open the file. */
export function ConfierEcheance({ cle, acte, nom, fermer }: Props) {
  const possibles = useQuery({
    queryKey: ['collegues', cle],
    queryFn: () => call<typeof collegues>('GET /personnes/:personneId/echeances/:genre/:faitId/collegues', cle),
  })
  return (
    <Fenetre opened onClose={fermer} title={`Confier à un collègue : ${enSuite(minuscule(acte), nom)}`}>
      <Charge requete={possibles} attente="liste">
        {({ collegues: liste, confieeA }) =>
          liste.length === 0 ? (
            <Text>Aucun collègue ne peut à la fois ouvrir ce dossier et faire cet acte.</Text>
          ) : (
            <Choix {...{ cle, confieeA, fermer }} possibles={liste} />
          )
        }
      </Charge>
    </Fenetre>
  )
}

type PropsChoix = Omit<Props, 'acte' | 'nom'> & { possibles: Possibles; confieeA: string | null }

function Choix({ cle, possibles, confieeA, fermer }: PropsChoix) {
  const cache = useQueryClient()
  const avecVu = useVu({ confieeA })
  const form = useFormulaire(Confie, { agentId: null })
  return (
    <Formulaire
      form={form}
      bouton="Confier"
      perte="Rien n’est encore confié."
      renoncer={fermer}
      envoyer={async ({ agentId }) => {
        await avecVu(vu =>
          call<typeof confierEcheance>('PUT /personnes/:personneId/echeances/:genre/:faitId/collegue', {
            ...{ ...cle, agentId, vu },
          }),
        )
        await cache.invalidateQueries()
        notifierAvecAnnulation(`Confié à ${possibles.find(c => c.id === agentId)?.nom}.`, async () => {
          await call<typeof reprendreAUnCollegue>(
            'DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue',
            cle,
          )
          await cache.invalidateQueries()
        })
        fermer()
      }}
    >
      <Select
        {...form.choix('agentId', 'Collègue')}
        description="Celles et ceux qui peuvent ouvrir ce dossier et faire cet acte."
        data={possibles.map(c => ({ value: c.id, label: c.nom }))}
        searchable
        nothingFoundMessage="Personne de ce nom"
      />
    </Formulaire>
  )
}

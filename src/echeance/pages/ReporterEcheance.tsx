import { Textarea } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { dateLongue } from '../../socle/ui/dates.ts'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { notifierAvecAnnulation } from '../../socle/ui/notifier.tsx'
import { enSuite, minuscule } from '../../socle/ui/phrases.ts'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { Formulaire } from '../../socle/ui/saisie/Formulaire.tsx'
import { useFormulaire } from '../../socle/ui/saisie/formulaire.ts'
import type { CleEcheance } from '../echeance.ts'
import { Report } from '../report.ts'
import type { reporterEcheance } from '../reporter-echeance.ts'
import type { reprendreEcheance } from '../reprendre-echeance.ts'

/** `nom`: whose, where the page doesn't say it. */
type Props = { cle: CleEcheance; acte: string; nom?: string; aujourdhui: string; fermer: () => void }

/** Until when, and why: the delay runs on, and the window says so. */
export function ReporterEcheance({ cle, acte, nom, aujourdhui, fermer }: Props) {
  return (
    <Fenetre opened onClose={fermer} title={`Remettre à plus tard : ${enSuite(minuscule(acte), nom)}`}>
      <Saisie cle={cle} aujourdhui={aujourdhui} fermer={fermer} />
    </Fenetre>
  )
}

function Saisie({ cle, aujourdhui, fermer }: Omit<Props, 'acte' | 'nom'>) {
  const cache = useQueryClient()
  const form = useFormulaire(Report, { jusquau: null, motif: '' })
  return (
    <Formulaire
      form={form}
      bouton="Remettre à plus tard"
      perte="Rien n’est encore remis à plus tard."
      renoncer={fermer}
      envoyer={async report => {
        await call<typeof reporterEcheance>('PUT /personnes/:personneId/echeances/:genre/:faitId/report', {
          ...cle,
          ...report,
        })
        await cache.invalidateQueries()
        notifierAvecAnnulation(`Remis à plus tard, jusqu’au ${dateLongue(report.jusquau)} compris.`, async () => {
          await call<typeof reprendreEcheance>('DELETE /personnes/:personneId/echeances/:genre/:faitId/report', cle)
          await cache.invalidateQueries()
        })
        fermer()
      }}
    >
      <ChampDate
        {...form.date('jusquau', 'Jusqu’au')}
        description="Ce jour compris. Le délai, lui, continue de courir."
        aujourdhui={aujourdhui}
      />
      <Textarea
        {...form.texte('motif', 'Pourquoi')}
        description="Vos collègues le liront dans le dossier."
        autosize
        minRows={2}
      />
    </Formulaire>
  )
}

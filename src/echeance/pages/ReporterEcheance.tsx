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
import { useVu } from '../../socle/ui/saisie/vu.ts'
import type { CleEcheance } from '../echeance.ts'
import { Report } from '../report.ts'
import type { reporterEcheance } from '../reporter-echeance.ts'
import type { reprendreEcheance } from '../reprendre-echeance.ts'

/** `nom`: whose, where the page doesn't say it. */
type Props = { cle: CleEcheance; acte: string; nom?: string; aujourdhui: string; reportee: boolean; fermer: () => void }

/** Until when, and why: the delay runs on, and the window says so. */
export function ReporterEcheance({ acte, nom, ...saisie }: Props) {
  return (
    <Fenetre opened onClose={saisie.fermer} title={`Remettre à plus tard : ${enSuite(minuscule(acte), nom)}`}>
      <Saisie {...saisie} />
    </Fenetre>
  )
}

function Saisie({ cle, aujourdhui, reportee, fermer }: Omit<Props, 'acte' | 'nom'>) {
  const cache = useQueryClient()
  // Until when it was put off already isn't shown everywhere: another day then takes the place of whichever.
  const avecVu = useVu(reportee ? undefined : { reporteeJusquau: null })
  const form = useFormulaire(Report, { jusquau: null, motif: '' })
  return (
    <Formulaire
      form={form}
      bouton="Remettre à plus tard"
      perte="Rien n’est encore remis à plus tard."
      renoncer={fermer}
      envoyer={async report => {
        await avecVu(vu =>
          call<typeof reporterEcheance>('PUT /personnes/:personneId/echeances/:genre/:faitId/report', {
            ...{ ...cle, ...report, vu },
          }),
        )
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

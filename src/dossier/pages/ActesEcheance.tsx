import { Anchor, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MenuEcheance } from '../../echeance/pages/MenuEcheance.tsx'
import type { reprendreAUnCollegue } from '../../echeance/reprendre-a-un-collegue.ts'
import type { reprendreEcheance } from '../../echeance/reprendre-echeance.ts'
import { call } from '../../socle/api.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { notifierErreur } from '../../socle/ui/notifier.tsx'
import type { AFaire } from '../a-faire.ts'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'

type Props = { chose: AFaire; dossier: Dossier; possible: boolean }
const cleDe = ({ chose, dossier }: Pick<Props, 'chose' | 'dossier'>) => ({
  personneId: dossier.id,
  genre: chose.quoi,
  faitId: chose.objetId ?? '',
})

/** What else may be made of something to do: put it off, give it to a colleague, write that the person was reached. */
export function ActesEcheance({ chose, dossier, possible }: Props) {
  if (!possible || !chose.reportable || chose.objetId === null) return null
  return <MenuEcheance cle={cleDe({ chose, dossier })} acte={chose.phrase} aujourdhui={dossier.aujourdhui} />
}

/** What became of it: until when it is put off and why, who it was given to; each can be taken back. */
export function SortEcheance({ chose, dossier, possible }: Props) {
  const cache = useQueryClient()
  const cle = cleDe({ chose, dossier })
  const reprendre = useMutation({
    mutationFn: (quoi: 'report' | 'collegue') =>
      quoi === 'report'
        ? call<typeof reprendreEcheance>('DELETE /personnes/:personneId/echeances/:genre/:faitId/report', cle)
        : call<typeof reprendreAUnCollegue>('DELETE /personnes/:personneId/echeances/:genre/:faitId/collegue', cle),
    onError: notifierErreur,
    onSettled: () => cache.invalidateQueries(),
  })
  const bouton = (quoi: 'report' | 'collegue', nom: string) =>
    possible && (
      <Anchor component="button" type="button" onClick={() => reprendre.mutate(quoi)} disabled={reprendre.isPending}>
        {nom}
      </Anchor>
    )
  if (!chose.reportee && !chose.confieeA) return null
  return (
    <div className={classes.sort}>
      {chose.reportee && (
        <Text component="p" m={0}>
          Remis au {dateCourte(chose.reportee.jusquau, dossier.aujourdhui)} : {chose.reportee.motif}{' '}
          {bouton('report', 'Ne plus remettre')}
        </Text>
      )}
      {chose.confieeA && (
        <Text component="p" m={0}>
          Confié à {chose.confieeA} {bouton('collegue', 'Reprendre')}
        </Text>
      )}
    </div>
  )
}

import { Anchor, Text } from '@mantine/core'
import { MenuEcheance } from '../../echeance/pages/MenuEcheance.tsx'
import { useDefaire } from '../../echeance/pages/useDefaire.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
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
  const defaire = useDefaire(cleDe({ chose, dossier }))
  const bouton = (quoi: Parameters<typeof defaire.mutate>[0], nom: string) =>
    possible && (
      <Anchor component="button" type="button" onClick={() => defaire.mutate(quoi)} disabled={defaire.isPending}>
        {nom}
      </Anchor>
    )
  if (!chose.reportee && !chose.confieeA) return null
  return (
    <div className={classes.sort}>
      {chose.reportee && (
        <Text component="p" m={0}>
          Remis à plus tard, jusqu’au {dateCourte(chose.reportee.jusquau, dossier.aujourdhui)} : {chose.reportee.motif}{' '}
          {bouton('report', 'Ne plus remettre')}
        </Text>
      )}
      {chose.confieeA && (
        <Text component="p" m={0}>
          {chose.recueDe ? `Confié par ${chose.recueDe}` : `Confié à ${chose.confieeA}`}{' '}
          {chose.recueDe ? bouton('rendu', 'Rendre') : bouton('reprise', 'Reprendre')}
        </Text>
      )}
    </div>
  )
}

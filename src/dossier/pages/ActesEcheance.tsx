import { ActionIcon, Anchor, Menu, Text } from '@mantine/core'
import { IconCalendarPause, IconDots, IconPhoneCheck, IconUserShare } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { reprendreAUnCollegue } from '../../echeance/reprendre-a-un-collegue.ts'
import type { reprendreEcheance } from '../../echeance/reprendre-echeance.ts'
import { call } from '../../socle/api.ts'
import { dateCourte } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { notifierErreur } from '../../socle/ui/notifier.tsx'
import type { AFaire } from '../a-faire.ts'
import type { Dossier } from '../dossier.ts'
import classes from './Dossier.module.css'

const ReporterEcheance = lazy(() =>
  import('../../echeance/pages/ReporterEcheance.tsx').then(m => ({ default: m.ReporterEcheance })),
)
const ConfierEcheance = lazy(() =>
  import('../../echeance/pages/ConfierEcheance.tsx').then(m => ({ default: m.ConfierEcheance })),
)
const NoterContact = lazy(() =>
  import('../../accompagnement/pages/NoterContact.tsx').then(m => ({ default: m.NoterContact })),
)

type Props = { chose: AFaire; dossier: Dossier; possible: boolean }
const cleDe = ({ chose, dossier }: Pick<Props, 'chose' | 'dossier'>) => ({
  personneId: dossier.id,
  genre: chose.quoi,
  faitId: chose.objetId ?? '',
})

/** What else may be made of something to do: put it off, give it to a colleague, write that the person was reached. */
export function ActesEcheance({ chose, dossier, possible }: Props) {
  const [ouverte, setOuverte] = useState<'reporter' | 'confier' | 'contact' | null>(null)
  const contact = chose.quoi === 'premier-contact' || chose.quoi === 'contact'
  if (!possible || !chose.reportable || chose.objetId === null) return null
  const cle = cleDe({ chose, dossier })
  const fermer = () => setOuverte(null)
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={`Autres actes : ${chose.phrase}`}>
            <IconDots {...ICONE} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {contact && (
            <Menu.Item leftSection={<IconPhoneCheck {...ICONE} />} onClick={() => setOuverte('contact')}>
              Noter un contact
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconCalendarPause {...ICONE} />} onClick={() => setOuverte('reporter')}>
            Remettre à plus tard
          </Menu.Item>
          <Menu.Item leftSection={<IconUserShare {...ICONE} />} onClick={() => setOuverte('confier')}>
            Confier à un collègue
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Suspense>
        {ouverte === 'reporter' && (
          <ReporterEcheance cle={cle} acte={chose.phrase} aujourdhui={dossier.aujourdhui} fermer={fermer} />
        )}
        {ouverte === 'confier' && <ConfierEcheance cle={cle} acte={chose.phrase} fermer={fermer} />}
        {ouverte === 'contact' && (
          <NoterContact personneId={dossier.id} aujourdhui={dossier.aujourdhui} fermer={fermer} />
        )}
      </Suspense>
    </>
  )
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

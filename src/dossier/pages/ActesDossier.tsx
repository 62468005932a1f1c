import { Button, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconBraces,
  IconCalendarPlus,
  IconClipboardText,
  IconCompass,
  IconDots,
  IconEye,
  IconFileTypePdf,
  IconPrinter,
  IconUsers,
} from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { CloreDossierMenu } from '../../cloture/pages/CloreDossierMenu.tsx'
import { differe } from '../../socle/ui/differe.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { Dossier } from '../dossier.ts'

const CloreDossier = differe(() => import('../../cloture/pages/CloreDossier.tsx'), 'CloreDossier')
const RemettreDonnees = differe(() => import('../../protection/pages/RemettreDonnees.tsx'), 'RemettreDonnees')

type Props = { dossier: Dossier; prendre: () => void; imprimer: () => void }

/** The acts of the role, the one due first as the main button. */
export function ActesDossier({ dossier, prendre, imprimer }: Props) {
  const peut = usePeut()
  const [enCloture, clore] = useDisclosure(false)
  const [enRemise, remettre] = useDisclosure(false)
  const couverte = dossier.foyers.some(f => f.adresseMasquee)
  const naviguer = useNavigate()
  const prochaine = dossier.aFaire[0]?.ou
  const oriente = dossier.orientation !== null
  const recue = dossier.nonAccompagnee === null
  const ton = (ou: string) => (prochaine === ou ? 'filled' : 'default')
  return (
    <>
      {recue && peut('orientation.decider') && (
        <LienBouton
          vers={`/personnes/${dossier.id}/orienter`}
          variant={ton('orienter')}
          leftSection={<IconCompass {...ICONE} />}
        >
          {oriente ? 'Réorienter' : 'Orienter'}
        </LienBouton>
      )}
      {recue && peut('rendez-vous.gerer') && (
        <Button variant={ton('rendez-vous')} leftSection={<IconCalendarPlus {...ICONE} />} onClick={prendre}>
          Rendez-vous
        </Button>
      )}
      {recue && peut('diagnostic.etablir') && (
        <LienBouton
          vers={`/personnes/${dossier.id}/diagnostic`}
          variant={ton('diagnostic')}
          leftSection={<IconClipboardText {...ICONE} />}
        >
          Diagnostic
        </LienBouton>
      )}
      <Menu position="bottom-end" withinPortal={false}>
        <Menu.Target>
          <Button variant="default" aria-label="Autres actions" px="sm">
            <IconDots {...ICONE} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPrinter {...ICONE} />} onClick={imprimer}>
            Imprimer le dossier
          </Menu.Item>
          <Menu.Item
            leftSection={<IconEye {...ICONE} />}
            onClick={() =>
              naviguer({ to: '.', search: { onglet: 'lectures' } as never, replace: true, resetScroll: false })
            }
          >
            Qui a lu ce dossier
          </Menu.Item>
          {peut('dossier.porter') && couverte && (
            <Menu.Item leftSection={<IconFileTypePdf {...ICONE} />} onClick={remettre.open}>
              Exporter ses données
            </Menu.Item>
          )}
          {peut('dossier.porter') && !couverte && (
            <>
              <Menu.Item
                leftSection={<IconFileTypePdf {...ICONE} />}
                component="a"
                href={`/api/personnes/${dossier.id}/donnees/pdf`}
                target="_blank"
              >
                Exporter ses données (PDF, nouvel onglet)
              </Menu.Item>
              <Menu.Item
                leftSection={<IconBraces {...ICONE} />}
                component="a"
                href={`/api/personnes/${dossier.id}/donnees`}
              >
                Exporter ses données (JSON)
              </Menu.Item>
            </>
          )}
          <CloreDossierMenu clos={dossier.nonAccompagnee === 'dossier-clos'} ouvrir={clore.open} />
          {peut('doublon.decider') && (
            <Menu.Item leftSection={<IconUsers {...ICONE} />} component={Link} to="/doublons">
              Dossiers en double
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {enRemise && <RemettreDonnees personneId={dossier.id} fermer={remettre.close} />}
      {enCloture && <CloreDossier personneId={dossier.id} aujourdhui={dossier.aujourdhui} fermer={clore.close} />}
    </>
  )
}

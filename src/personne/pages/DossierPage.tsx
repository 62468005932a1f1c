import { Button, Menu, Tabs } from '@mantine/core'
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
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { PrendreRendezVous } from '../../rendez-vous/pages/PrendreRendezVous.tsx'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { age, dateCourte } from '../../socle/ui/dates.ts'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { FilParcours } from '../../socle/ui/fil/Fil.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Colonnes, Page } from '../../socle/ui/Page.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import type { Dossier } from '../dossier.ts'
import type { fichePersonne } from '../fiche-personne.ts'
import { communeLisible, nomComplet } from '../noms.ts'
import { AFaireFiche } from './AFaireFiche.tsx'
import classes from './Dossier.module.css'
import { OngletDocuments } from './OngletDocuments.tsx'
import { OngletFil } from './OngletFil.tsx'
import { OngletLectures } from './OngletLectures.tsx'
import { OngletParcours } from './OngletParcours.tsx'
import { OngletRendezVous } from './OngletRendezVous.tsx'
import { OngletSituation } from './OngletSituation.tsx'
import { ReperesFiche } from './ReperesFiche.tsx'

const ONGLETS = {
  fil: { libelle: 'Fil', contenu: OngletFil },
  situation: { libelle: 'Situation', contenu: OngletSituation },
  parcours: { libelle: 'Parcours', contenu: OngletParcours },
  'rendez-vous': { libelle: 'Rendez-vous', contenu: OngletRendezVous },
  documents: { libelle: 'Documents', contenu: OngletDocuments },
  lectures: { libelle: 'Lectures', contenu: OngletLectures },
} as const
type Onglet = keyof typeof ONGLETS
const NOMS = Object.keys(ONGLETS) as Onglet[]

/** Everything about a person, on one page: who, what is due, the journey, the story. The tab is in the address. */
export function DossierPage() {
  const { personneId = '' } = useParams({ strict: false }) as { personneId?: string }
  const naviguer = useNavigate()
  const requete = useQuery({
    queryKey: ['dossier', personneId],
    queryFn: () => call<typeof fichePersonne>('GET /personnes/:personneId', { personneId }),
  })
  // The address of a file merged into another leads to that one.
  const gardee = requete.data?.id
  useEffect(() => {
    if (gardee && gardee !== personneId) naviguer({ to: `/personnes/${gardee}`, replace: true })
  }, [gardee, personneId, naviguer])

  if (requete.data) return <Contenu dossier={requete.data} />
  return (
    <Page titre="Dossier">
      <Charge requete={requete} attente="page">
        {() => null}
      </Charge>
    </Page>
  )
}

function Contenu({ dossier }: { dossier: Dossier }) {
  const { identite, foyers, aujourdhui } = dossier
  const cherche = useSearch({ strict: false }) as { onglet?: string }
  const naviguer = useNavigate()
  const [prise, setPrise] = useState(false)
  const onglet = NOMS.find(nom => nom === cherche.onglet) ?? 'fil'
  const ouvrir = (nom: string | null) =>
    naviguer({
      to: '.',
      search: { ...cherche, onglet: nom === 'fil' || nom === null ? undefined : nom } as never,
      replace: true,
      resetScroll: false,
    })
  const liste = useRef<HTMLDivElement>(null)
  useMontrerOnglet(liste, onglet)
  const commune = foyers[0]?.commune
  const nom = nomComplet(identite)
  const titre = [nom, `${age(identite.dateNaissance, aujourdhui)}\u00a0ans`, commune && communeLisible(commune)]

  return (
    <Page
      titre={titre
        .filter(Boolean)
        .map(part => String(part).replaceAll(' ', '\u00a0'))
        .join(' · ')}
      onglet="Dossier"
      actions={<Actions dossier={dossier} prendre={() => setPrise(true)} />}
      entete={
        <section aria-label="Où en est le parcours" className={classes.parcours}>
          <FilParcours
            titre="Étapes du parcours"
            etapes={dossier.fil.map(etape => ({ ...etape, precision: precision(etape, aujourdhui) }))}
          />
        </section>
      }
    >
      <Colonnes>
        <AFaireFiche dossier={dossier} prendre={() => setPrise(true)} />
        <ReperesFiche dossier={dossier} />
      </Colonnes>
      <Tabs
        value={onglet}
        onChange={ouvrir}
        keepMounted
        keepMountedMode="display-none"
        className={classes.onglets}
        classNames={{ list: classes.liste, panel: classes.panneau }}
      >
        <Tabs.List ref={liste} aria-label="Parties du dossier">
          {NOMS.map(cle => (
            <Tabs.Tab key={cle} value={cle}>
              {ONGLETS[cle].libelle}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {NOMS.map(cle => {
          const Partie = ONGLETS[cle].contenu
          return (
            <Tabs.Panel key={cle} value={cle} data-impression={cle !== 'lectures' || undefined}>
              <Partie dossier={dossier} prendre={() => setPrise(true)} />
            </Tabs.Panel>
          )
        })}
      </Tabs>
      <PrendreRendezVous personneId={dossier.id} nom={nom} ouvert={prise} onFermer={() => setPrise(false)} />
    </Page>
  )
}

/** Brings the open tab into view: sideways on a phone, and down to it when a link of the page opened it. */
function useMontrerOnglet(liste: RefObject<HTMLDivElement | null>, onglet: string) {
  const precedent = useRef(onglet)
  useEffect(() => {
    const ouvert = liste.current?.querySelector<HTMLElement>('[aria-selected="true"]')
    if (!liste.current || !ouvert) return
    liste.current.scrollLeft = ouvert.offsetLeft - 16
    if (precedent.current !== onglet) liste.current.scrollIntoView({ block: 'nearest' })
    precedent.current = onglet
  }, [liste, onglet])
}

/** What every tab receives. */
export type PropsOnglet = { dossier: Dossier; prendre: () => void }

function precision({ etat, le, avant }: Dossier['fil'][number], aujourdhui: string): ReactNode {
  if (le) return dateCourte(le, aujourdhui)
  if (!avant) return undefined
  if (etat === 'en-cours') return <Echeance pour={avant} aujourdhui={aujourdhui} nu />
  return `avant le\u00a0${dateCourte(avant, aujourdhui)}`
}

/** The acts of the role, the one due first as the main button. */
function Actions({ dossier, prendre }: { dossier: Dossier; prendre: () => void }) {
  const peut = usePeut()
  const naviguer = useNavigate()
  const prochaine = dossier.aFaire[0]?.ou
  const oriente = dossier.orientations.some(o => o.fin === null)
  const ton = (ou: string) => (prochaine === ou ? 'filled' : 'default')
  return (
    <>
      {peut('orientation.decider') && (
        <LienBouton
          vers={`/personnes/${dossier.id}/orienter`}
          variant={ton('orienter')}
          leftSection={<IconCompass {...ICONE} />}
        >
          {oriente ? 'Réorienter' : 'Orienter'}
        </LienBouton>
      )}
      {peut('rendez-vous.gerer') && (
        <Button variant={ton('rendez-vous')} leftSection={<IconCalendarPlus {...ICONE} />} onClick={prendre}>
          Rendez-vous
        </Button>
      )}
      {peut('diagnostic.etablir') && (
        <LienBouton
          vers={`/personnes/${dossier.id}/diagnostic`}
          variant={ton('diagnostic')}
          leftSection={<IconClipboardText {...ICONE} />}
        >
          Diagnostic
        </LienBouton>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" aria-label="Autres actions" px="sm">
            <IconDots {...ICONE} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPrinter {...ICONE} />} onClick={() => window.print()}>
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
          {peut('dossier.porter') && (
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
          {peut('doublon.decider') && (
            <Menu.Item leftSection={<IconUsers {...ICONE} />} component={Link} to="/doublons">
              Dossiers en double
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { traits } from '../../agent/roles.ts'
import { DossierClos } from '../../cloture/pages/DossierClos.tsx'
import { ONGLETS } from '../../onglets.ts'
import { NON_ACCOMPAGNEE } from '../../personne/foyer.ts'
import { communeLisible, nomComplet, prenomEtNom } from '../../personne/noms.ts'
import { CHERCHER } from '../../personne/pages/chercher.ts'
import { ASavoir } from '../../precaution/pages/ASavoir.tsx'
import { PrendreRendezVous } from '../../rendez-vous/pages/PrendreRendezVous.tsx'
import type { Objet } from '../../rendez-vous/rendez-vous.ts'
import { call } from '../../socle/api.ts'
import { Attente } from '../../socle/ui/Attente.tsx'
import { Charge } from '../../socle/ui/Charge.tsx'
import { age, dateCourte, dateLongue } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Echeance } from '../../socle/ui/fil/Echeance.tsx'
import { FilParcours } from '../../socle/ui/fil/Fil.tsx'
import { Colonnes, Page } from '../../socle/ui/Page.tsx'
import { SessionCourante, usePeut, useSession } from '../../socle/ui/session.ts'
import type { Dossier } from '../dossier.ts'
import type { fichePersonne } from '../fiche-personne.ts'
import { ActesDossier } from './ActesDossier.tsx'
import { AFaireFiche } from './AFaireFiche.tsx'
import { ConvenuFiche } from './ConvenuFiche.tsx'
import { DepuisFiche } from './DepuisFiche.tsx'
import classes from './Dossier.module.css'
import { enLecture } from './lecteur.ts'
import { ReperesFiche } from './ReperesFiche.tsx'
import { useOnglets } from './useOnglets.ts'

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

  const session = useSession()
  // A former référent reads: none of the acts of their role is shown on this file.
  const lecteur = requete.data?.lectureApres ? enLecture(session) : session

  if (requete.data) {
    return (
      <SessionCourante value={lecteur}>
        <Contenu dossier={requete.data} />
      </SessionCourante>
    )
  }
  return (
    <Page titre="Dossier">
      <Charge requete={requete} attente="page" ailleurs={CHERCHER}>
        {() => null}
      </Charge>
    </Page>
  )
}

function Contenu({ dossier }: { dossier: Dossier }) {
  const { identite, foyers, aujourdhui } = dossier
  const cherche = useSearch({ strict: false }) as { onglet?: string }
  const naviguer = useNavigate()
  const suivie = dossier.suivi !== null
  const [prise, setPrise] = useState<{ objet: Objet; ouvert: boolean }>({ objet: 'suivi', ouvert: false })
  const prendre = (objet: Objet = suivie ? 'suivi' : 'diagnostic') => setPrise({ objet, ouvert: true })
  // Who follows persons receives them; another chooses who will.
  const { agent } = useSession()
  const recoit = !suivie || traits(agent.role)?.portefeuille === 'le-sien'
  const peut = usePeut()
  const onglets = ONGLETS.filter(o => peut(o.permission))
  const premier = onglets[0]?.cle ?? ''
  const onglet = onglets.find(o => o.cle === cherche.onglet)?.cle ?? premier
  const ouvrir = (nom: string | null) =>
    naviguer({
      to: '.',
      search: { ...cherche, onglet: nom === premier || nom === null ? undefined : nom } as never,
      replace: true,
      resetScroll: false,
    })
  const liste = useRef<HTMLDivElement>(null)
  const { ouverts, imprimer } = useOnglets(onglet, onglets)
  useMontrerOnglet(liste, onglet)
  const empeche = dossier.nonAccompagnee
  const commune = foyers[0]?.commune
  const nom = nomComplet(identite, aujourdhui)
  const titre = [nom, `${age(identite.dateNaissance, aujourdhui)}\u00a0ans`, commune && communeLisible(commune)]

  return (
    <Page
      titre={titre.filter(Boolean).join('\u00a0· ')}
      onglet="Dossier"
      actions={<ActesDossier dossier={dossier} prendre={() => prendre()} imprimer={imprimer} />}
      entete={
        <>
          {dossier.lectureApres && (
            <p>
              <Etat ton="info">
                Vous n’êtes plus le référent depuis le {dateLongue(dossier.lectureApres.depuis)}, lecture possible
                jusqu’au {dateLongue(dossier.lectureApres.jusquau)}. Vous voyez le dossier tel que vous l’avez laissé,
                sans ce qui a pu changer depuis : coordonnées, foyer, droits.
              </Etat>
            </p>
          )}
          {empeche === 'dossier-clos' && <DossierClos personneId={dossier.id} />}
          {empeche && empeche !== 'dossier-clos' && !dossier.lectureApres && (
            <p>
              <Etat ton="info">{NON_ACCOMPAGNEE[empeche]}</Etat>
            </p>
          )}
          {!dossier.lectureApres && <ASavoir personneId={dossier.id} />}
          <section aria-label="Où en est le parcours" className={classes.parcours}>
            <FilParcours
              titre="Étapes du parcours"
              etapes={dossier.fil.map(etape => ({ ...etape, precision: precision(etape, aujourdhui) }))}
            />
          </section>
        </>
      }
    >
      <Colonnes>
        <div className={classes.pile}>
          {!dossier.lectureApres && <AFaireFiche dossier={dossier} prendre={prendre} />}
          <DepuisFiche dossier={dossier} />
          <ConvenuFiche dossier={dossier} />
        </div>
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
          {onglets.map(({ cle, libelle }) => (
            <Tabs.Tab key={cle} value={cle}>
              {libelle}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {onglets.map(({ cle, imprime, contenu: Partie }) => (
          <Tabs.Panel key={cle} value={cle} data-impression={imprime || undefined}>
            {ouverts.has(cle) && <Partie dossier={dossier} prendre={() => prendre()} attente={<Attente />} />}
          </Tabs.Panel>
        ))}
      </Tabs>
      <PrendreRendezVous
        personneId={dossier.id}
        nom={prenomEtNom(identite)}
        {...prise}
        avec={recoit ? undefined : null}
        onFermer={() => setPrise({ ...prise, ouvert: false })}
      />
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

function precision({ etat, le, avant }: Dossier['fil'][number], aujourdhui: string): ReactNode {
  if (le) return dateCourte(le, aujourdhui)
  if (!avant) return undefined
  if (etat === 'en-cours') return <Echeance pour={avant} aujourdhui={aujourdhui} nu />
  return `avant le\u00a0${dateCourte(avant, aujourdhui)}`
}

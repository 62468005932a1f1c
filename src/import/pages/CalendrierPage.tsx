import { ActionIcon, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconChevronLeft, IconChevronRight, IconClock, IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { aujourdhui, dateProche, jourDeSemaine, moisAnnee, pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { ICONE, PETITE_ICONE } from '../../socle/ui/icone.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { calendrierImports } from '../calendrier/calendrier-imports.ts'
import { ETATS_FLUX, type EtatFlux } from '../import.ts'
import classes from './Calendrier.module.css'

type Calendrier = Output<typeof calendrierImports>
type Flux = Calendrier['flux'][number]
type Jour = Flux['jours'][number]

const SIGNES = {
  recu: { ton: 'done', icone: IconCheck },
  refuse: { ton: 'late', icone: IconX },
  attendu: { ton: 'waiting', icone: IconClock },
  'en-retard': { ton: 'late', icone: IconAlertTriangle },
  manquant: { ton: 'soon', icone: IconAlertTriangle },
} as const satisfies Record<EtatFlux, object>

const deMois = (mois: string, pas: number) => {
  const [annee = 0, m = 1] = mois.split('-').map(Number)
  return new Date(Date.UTC(annee, m - 1 + pas, 1)).toISOString().slice(0, 7)
}

/** A month of flows: what came each day, what is late or missing, in words, and the import behind each day. */
export function CalendrierPage() {
  const { mois: demande } = useSearch({ strict: false }) as { mois?: string }
  const mois = /^20\d{2}-(0[1-9]|1[0-2])$/.test(demande ?? '') ? (demande ?? '') : aujourdhui().slice(0, 7)
  const requete = useQuery({
    queryKey: ['imports', 'calendrier', mois],
    queryFn: () => call<typeof calendrierImports>('GET /imports/calendrier', { mois }),
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      titre="Calendrier des flux"
      phrase="Les flux attendus sont ceux qui arrivent d’habitude : chaque mois ou chaque jour ouvré. Ce qui manque est dit ici, et signalé par courriel aux administrateurs."
      ariane={[{ libelle: 'Imports', vers: '/imports' }]}
      entete={<Mois mois={mois} />}
    >
      <Charge requete={requete} attente="fiche">
        {({ flux, aujourdhui: jour }) =>
          flux.length === 0 ? (
            <Vide
              titre="Aucun flux attendu ce mois-ci"
              action={<LienBouton vers="/imports">Aller aux imports</LienBouton>}
            >
              Un flux devient attendu dès qu’un premier fichier est arrivé : par l’écran, le dossier surveillé ou l’API.
            </Vide>
          ) : (
            flux.map(f => <UnFlux key={f.cle} flux={f} aujourdhui={jour} />)
          )
        }
      </Charge>
    </Page>
  )
}

function Mois({ mois }: { mois: string }) {
  const pas = (n: number, libelle: string, Icone: typeof IconChevronLeft) => (
    <ActionIcon
      component={Link}
      to="/imports/calendrier"
      search={{ mois: deMois(mois, n) } as never}
      variant="default"
      size="lg"
      aria-label={`${libelle} : ${moisAnnee(deMois(mois, n))}`}
    >
      <Icone {...ICONE} />
    </ActionIcon>
  )
  return (
    <nav aria-label="Mois" className={classes.mois}>
      {pas(-1, 'Mois précédent', IconChevronLeft)}
      <span aria-live="polite">{moisAnnee(mois)}</span>
      {pas(1, 'Mois suivant', IconChevronRight)}
    </nav>
  )
}

function UnFlux({ flux, aujourdhui: jour }: { flux: Flux; aujourdhui: string }) {
  const { ton, icone } = SIGNES[flux.etat]
  return (
    <Fiche
      titre={flux.nom}
      actions={
        <Etat ton={ton} icone={icone}>
          {ETATS_FLUX[flux.etat]}
        </Etat>
      }
    >
      <Text component="p" m={0} mb="sm">
        {flux.phrase}
      </Text>
      <ol className={classes.jours} aria-label={`${flux.nom}, jour par jour`}>
        {flux.jours.map((j, i) => (
          <li key={j.jour} style={i === 0 ? ({ '--debut': jourDeSemaine(j.jour) } as React.CSSProperties) : undefined}>
            <UnJour jour={j} ici={j.jour === jour} />
          </li>
        ))}
      </ol>
    </Fiche>
  )
}

function UnJour({ jour: { jour, ouvre, etat, imports }, ici }: { jour: Jour; ici: boolean }) {
  const { ton, icone: Icone } = etat ? SIGNES[etat] : { ton: undefined, icone: null }
  const dit = [
    dateProche(jour),
    etat ? ETATS_FLUX[etat].toLowerCase() : ouvre ? 'rien' : 'jour non ouvré',
    imports.length > 0 && (imports.length > 1 ? pluriel(imports.length, 'fichier') : `import n° ${imports[0]?.numero}`),
  ]
    .filter(Boolean)
    .join(', ')
  const contenu = (
    <>
      <span aria-hidden>{Number(jour.slice(8))}</span>
      {Icone && <Icone {...PETITE_ICONE} />}
      {imports.length > 1 && (
        <span aria-hidden className={classes.nombre}>
          {imports.length}
        </span>
      )}
    </>
  )
  const commun = {
    className: classes.jour,
    title: dit,
    'data-ton': ton,
    'data-chome': !ouvre || undefined,
    'data-ici': ici || undefined,
  }
  const dernier = imports.at(-1)
  // Several came that day: the list of imports shows them; one leads to itself.
  return dernier ? (
    <Link to={imports.length > 1 ? '/imports' : `/imports/${dernier.id}`} aria-label={dit} {...commun}>
      {contenu}
    </Link>
  ) : (
    <span {...commun}>
      {contenu}
      <span className={classes.lu}>{dit}</span>
    </span>
  )
}

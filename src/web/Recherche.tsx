import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData, spotlight } from '@mantine/spotlight'
import { IconEye, IconFlag3, IconHelp, IconKeyboard, IconSearch, IconShieldLock, IconUser } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { traits } from '../agent/roles.ts'
import type { Session } from '../agent/session/session.ts'
import { communeLisible, prenomLisible } from '../personne/noms.ts'
import { assezDit } from '../personne/recherche/assez-dit.ts'
import { dateChiffres } from '../socle/ui/dates.ts'
import { ICONE } from '../socle/ui/icone.ts'
import { plier } from '../socle/ui/plier.ts'
import classes from './Coquille.module.css'
import { rail } from './routes.tsx'
import { recherche } from './session.ts'

/** Pages that no rail shows, for the roles whose day has their list. */
const HORS_RAIL = [
  { liste: 'ouvertures-a-expliquer', chemin: '/ouvertures', libelle: 'Ouvertures à expliquer' },
  { liste: 'ouvertures', chemin: '/audit/ouvertures', libelle: 'Ouvertures à revoir' },
]

type Props = {
  session: Session
  /** Counts how many times the search was asked for: it opens at each one. */
  demande: number
  raccourcis: () => void
}

/** Ctrl K: persons of one's scope, pages of one's role, a few actions. What is typed goes to the server alone, never to the address. */
export function Recherche({ session, demande, raccourcis }: Props) {
  const naviguer = useNavigate()
  const [q, setQ] = useState('')
  const [retenu] = useDebouncedValue(q.trim(), 150)
  const cherche = session.droits.includes('personne.chercher')
  const { data, isFetching, isPlaceholderData, error } = useQuery({
    ...recherche(retenu),
    enabled: cherche && assezDit(retenu),
    placeholderData: keepPreviousData,
  })

  // biome-ignore lint/correctness/useExhaustiveDependencies: opens at each demand
  useEffect(() => {
    setQ('')
    spotlight.open()
  }, [demande])

  // Enter opens the first one found: the box only chose among what was there when the last letter was typed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: chosen again at each answer
  useEffect(() => {
    for (const [rang, action] of document.querySelectorAll('[data-action]').entries())
      action.toggleAttribute('data-selected', rang === 0)
  }, [data])

  const vers = (chemin: string) => () => void naviguer({ to: chemin })
  const personnes = (assezDit(retenu) ? (data?.personnes ?? []) : []).map(
    (p): SpotlightActionData => ({
      id: p.id,
      label: `${prenomLisible(p.prenom)} ${p.nom}`,
      description: [`né·e le ${dateChiffres(p.dateNaissance)}`, p.commune && communeLisible(p.commune)]
        .filter(Boolean)
        .join(' · '),
      leftSection: <IconUser {...ICONE} />,
      onClick: vers(`/personnes/${p.id}`),
    }),
  )
  const pages: SpotlightActionData[] = [
    ...rail(session.agent.role).map(({ chemin, libelle, icone: Icone }) => ({
      id: chemin,
      label: libelle,
      leftSection: <Icone {...ICONE} />,
      onClick: vers(chemin),
    })),
    ...HORS_RAIL.flatMap(({ liste, chemin, libelle }) =>
      traits(session.agent.role)?.jour.includes(liste)
        ? [{ id: chemin, label: libelle, leftSection: <IconEye {...ICONE} />, onClick: vers(chemin) }]
        : [],
    ),
    { id: 'avis', label: 'Avis', leftSection: <IconFlag3 {...ICONE} />, onClick: vers('/avis') },
    { id: 'aide', label: 'Aide', leftSection: <IconHelp {...ICONE} />, onClick: vers('/aide') },
    { id: 'raccourcis', label: 'Raccourcis du clavier', leftSection: <IconKeyboard {...ICONE} />, onClick: raccourcis },
    {
      id: 'donnees',
      label: 'Données personnelles',
      leftSection: <IconShieldLock {...ICONE} />,
      onClick: vers('/donnees-personnelles'),
    },
  ]
  // Until the answer comes, only those of the answer before who still fit: Enter must not open somebody else's file.
  const aJour = retenu === q.trim() && !isPlaceholderData
  const mots = plier(q).split(' ')
  const groupes: SpotlightActionGroupData[] = [
    {
      group: 'Personnes',
      actions: personnes.filter(p => aJour || mots.every(mot => plier(`${p.label} ${p.description}`).includes(mot))),
    },
    { group: 'Pages et actions', actions: pages.filter(p => plier(p.label ?? '').includes(plier(q))) },
  ].filter(g => g.actions.length > 0)

  return (
    <Spotlight
      actions={groupes}
      query={q}
      onQueryChange={setQ}
      filter={(_, actions) => actions}
      shortcut={null}
      scrollable
      centered={false}
      yOffset={72}
      overlayProps={{ blur: 0, backgroundOpacity: 0.5 }}
      nothingFound={
        error
          ? error.message
          : isFetching || retenu !== q.trim()
            ? 'Recherche en cours…'
            : 'Personne ni page ne correspond.'
      }
      classNames={{ actionsGroup: classes.groupe }}
      attributes={{ content: { 'aria-label': 'Recherche' } }}
      searchProps={{
        leftSection: <IconSearch {...ICONE} />,
        placeholder: cherche ? 'Nom, prénom, date de naissance, numéro…' : 'Nom d’une page…',
        'aria-label': 'Chercher',
      }}
    />
  )
}

import { Button, Title } from '@mantine/core'
import { IconChecks, IconMailbox } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateProche, jourDe, joursEntre, pluriel } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { notifierErreur } from '../../socle/ui/notifier.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { LigneAvis } from '../avis.ts'
import type { lireAvis, lireTousAvis } from '../lire-avis.ts'
import type { mesAvis } from '../mes-avis.ts'
import classes from './Avis.module.css'
import { UnAvis } from './UnAvis.tsx'

const AVIS = ['avis'] as const

/** What concerns the agent since they last looked: what waits to be read, then what was, by day. */
export function AvisPage() {
  const cache = useQueryClient()
  const peut = usePeut()
  const [page, setPage] = useState(1)
  const requete = useQuery({
    queryKey: [...AVIS, page],
    queryFn: () => call<typeof mesAvis>('GET /avis', { page }),
    placeholderData: keepPreviousData,
  })
  const relire = () => cache.invalidateQueries({ queryKey: AVIS })
  const marquer = useMutation({
    mutationFn: ({ id, lu }: LigneAvis) => call<typeof lireAvis>('PUT /avis/:avisId/lecture', { avisId: id, lu: !lu }),
    onSuccess: relire,
    onError: notifierErreur,
  })
  const toutLire = useMutation({
    mutationFn: (jusqua: number) => call<typeof lireTousAvis>('PUT /avis/lecture', { jusqua }),
    onSuccess: relire,
    onError: notifierErreur,
  })
  const donnees = requete.data
  const nonLus = donnees?.nonLus ?? 0
  return (
    <Page
      titre="Avis"
      phrase={
        Boolean(donnees?.lignes.length) &&
        (nonLus ? `${pluriel(nonLus, 'avis à lire', 'avis à lire')}.` : 'Vous avez tout lu.')
      }
      actions={
        nonLus > 0 && (
          <Button
            variant="default"
            leftSection={<IconChecks {...ICONE} />}
            loading={toutLire.isPending}
            onClick={() => donnees?.jusqua && toutLire.mutate(donnees.jusqua)}
          >
            Tout marquer comme lu
          </Button>
        )
      }
    >
      <Charge requete={requete} attente="liste">
        {({ lignes, aujourdhui, pages }) =>
          lignes.length === 0 ? (
            <Vide titre="Rien à vous signaler" icone={IconMailbox}>
              {ceQuiViendra(peut)}
              {'\u00a0'}: vous le lirez ici.
            </Vide>
          ) : (
            <>
              <Rangs lignes={lignes} aujourdhui={aujourdhui} marquer={marquer.mutate} />
              {pages > 1 && <Pages total={pages} page={page} aller={setPage} />}
            </>
          )
        }
      </Charge>
    </Page>
  )
}

/** What would make a notice, by what the role does. */
function ceQuiViendra(peut: ReturnType<typeof usePeut>): string {
  if (peut('rendez-vous.gerer'))
    return 'Une personne qui vous est confiée, un rendez-vous placé dans votre agenda, une échéance qui approche'
  if (peut('territoire.administrer'))
    return 'Un fichier appliqué ou refusé, une règle changée, un travail de fond arrêté'
  return 'Un rôle qu’un administrateur vous donne ou vous retire, un accès réinitialisé'
}

const PAS: Record<string, (rang: number, dernier: number) => number> = {
  ArrowDown: (rang, dernier) => Math.min(rang + 1, dernier),
  ArrowUp: rang => Math.max(rang - 1, 0),
  Home: () => 0,
  End: (_, dernier) => dernier,
}

/** The notices by day, under those not read and those read. ↑ ↓ Home End walk through them, Enter opens. */
function Rangs(props: { lignes: LigneAvis[]; aujourdhui: string; marquer: (avis: LigneAvis) => void }) {
  const { lignes, aujourdhui, marquer } = props
  const corps = useRef<HTMLDivElement>(null)
  const tenu = useRef<number | null>(null)
  const liens = () => [...(corps.current?.querySelectorAll<HTMLElement>('[data-avis]') ?? [])]

  // The row that had the focus has gone down among those read: the one that takes its place has it.
  useEffect(() => {
    if (tenu.current === null || document.activeElement !== document.body) return
    const tous = liens()
    tous[Math.min(tenu.current, tous.length - 1)]?.focus({ preventScroll: true })
  })
  const parcourir = (e: KeyboardEvent) => {
    const pas = PAS[e.key]
    if (!pas || e.ctrlKey || e.metaKey || e.altKey) return
    e.preventDefault()
    const tous = liens()
    const rang = tous.findIndex(lien => lien.closest('li')?.contains(document.activeElement))
    tous[pas(rang, tous.length - 1)]?.focus()
  }
  const salles = [
    ['À lire', lignes.filter(l => !l.lu)],
    ['Déjà lus', lignes.filter(l => l.lu)],
  ] as const
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys that move between links, each of which has its own
    <div
      ref={corps}
      onKeyDown={parcourir}
      onFocus={e => {
        tenu.current = liens().findIndex(lien => lien.closest('li')?.contains(e.target))
      }}
    >
      {salles.map(
        ([titre, siens]) =>
          siens.length > 0 && (
            <section key={titre} className={classes.salle} aria-label={titre}>
              <Title order={2} size="h3">
                {titre}
              </Title>
              {[...Map.groupBy(siens, l => jourDe(l.le))].map(([jour, duJour]) => (
                <div key={jour}>
                  <h3 className={classes.jour}>{direJour(jour, aujourdhui)}</h3>
                  <ul className={classes.rangs}>
                    {duJour.map(avis => (
                      <UnAvis key={avis.id} avis={avis} marquer={() => marquer(avis)} />
                    ))}
                  </ul>
                </div>
              ))}
            </section>
          ),
      )}
    </div>
  )
}

function direJour(jour: string, aujourdhui: string): string {
  const n = joursEntre(jour, aujourdhui)
  if (n < 2) return n === 1 ? 'Hier' : 'Aujourd’hui'
  const dit = dateProche(jour)
  return dit.charAt(0).toUpperCase() + dit.slice(1)
}

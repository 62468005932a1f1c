import { Tabs, VisuallyHidden } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { DoutesImport } from '../../echanges/doutes/pages/DoutesImport.tsx'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Colonnes, Page } from '../../socle/ui/Page.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import { aDesDoutes } from '../import.ts'
import { EnRoute } from './Arrivees.tsx'
import { Changements } from './Changements.tsx'
import { EtatImport } from './EtatImport.tsx'
import { useEnvois } from './envois.ts'
import { FichierRecu } from './FichierRecu.tsx'
import classes from './Imports.module.css'
import { type Detail, unImport } from './lectures.ts'
import { direEtat, simulee } from './mots.ts'
import { direQuoi } from './quoi.ts'
import { Rapport } from './Rapport.tsx'
import { Suite } from './Suite.tsx'

const ARIANE = [{ libelle: 'Imports', vers: '/imports' }]

/** One file: where it is and what to do with it first, then what it did, then what it is. */
export function ImportPage() {
  const { importId = '' } = useParams({ strict: false }) as { importId?: string }
  const requete = useQuery(unImport(importId))
  if (requete.data) return <Contenu detail={requete.data} />
  return (
    <Page titre="Import" ariane={ARIANE}>
      <Charge requete={requete} attente="page" ailleurs={{ vers: '/imports', libelle: 'Voir les imports' }}>
        {() => null}
      </Charge>
    </Page>
  )
}

function Contenu({ detail }: { detail: Detail }) {
  const { mot, ton } = direEtat(detail)
  const envoi = useEnvois().find(e => e.id === detail.id && e.etat !== 'arrive')
  useRelireApres(detail)
  return (
    <Page
      titre={direQuoi(detail)}
      onglet={`Import n°\u00a0${detail.numero}`}
      phrase={`Import n°\u00a0${detail.numero}, ${detail.fichier}`}
      ariane={ARIANE}
    >
      <VisuallyHidden role="status">{mot}</VisuallyHidden>
      {envoi ? (
        <EnRoute envoi={envoi} />
      ) : (
        <section className={classes.carte} data-ton={ton} aria-label="Où en est cet import">
          <div>
            <EtatImport fiche={detail} />
          </div>
          <Suite fiche={detail} />
        </section>
      )}
      {detail.statut === 'applique' && aDesDoutes(detail.genre) && <DoutesImport importId={detail.id} />}
      <Parties detail={detail} />
    </Page>
  )
}

/** What an import changed can be read once it has run. */
function useRelireApres({ id, statut }: Detail): void {
  const cache = useQueryClient()
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each change of state
  useEffect(() => {
    cache.invalidateQueries({ queryKey: ['import', id, 'differences'] })
    cache.invalidateQueries({ queryKey: ['imports'] })
  }, [statut])
}

function Parties({ detail }: { detail: Detail }) {
  const peut = usePeut()
  const naviguer = useNavigate()
  const { onglet } = useSearch({ strict: false }) as { onglet?: string }
  const aChange = detail.statut === 'applique' || detail.statut === 'annule'
  if (!aChange || !peut('import.comparer')) return <CeQuilAFait detail={detail} />
  const ouvrir = (nom: string | null) =>
    naviguer({
      to: '.',
      search: (nom === 'changements' ? { onglet: nom } : {}) as never,
      replace: true,
      resetScroll: false,
    })
  return (
    <Tabs value={onglet === 'changements' ? 'changements' : 'rapport'} onChange={ouvrir} className={classes.parties}>
      <Tabs.List aria-label="Parties de l’import">
        <Tabs.Tab value="rapport">Rapport</Tabs.Tab>
        <Tabs.Tab value="changements">Ce qui a changé</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="rapport" pt="lg">
        <CeQuilAFait detail={detail} />
      </Tabs.Panel>
      <Tabs.Panel value="changements" pt="lg">
        <Changements importId={detail.id} flux={detail.genre === 'beneficiaires'} annule={detail.statut === 'annule'} />
      </Tabs.Panel>
    </Tabs>
  )
}

/** Its report, when it is of what happened or would happen, never of an older run; and the file. */
function CeQuilAFait({ detail }: { detail: Detail }) {
  const { rapport, statut } = detail
  const simulation = statut === 'a-verifier' && simulee(detail)
  if (!rapport || !(simulation || statut === 'applique' || statut === 'annule')) return <FichierRecu detail={detail} />
  return (
    <Colonnes large>
      <div className={classes.pile}>
        <Rapport importId={detail.id} rapport={rapport} simulation={simulation} tenu={detail.tenu} />
      </div>
      <FichierRecu detail={detail} />
    </Colonnes>
  )
}

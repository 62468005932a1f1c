import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { notifier, notifierErreur } from '../../socle/ui/notifier.tsx'
import { useVu } from '../../socle/ui/saisie/vu.ts'
import { usePeut } from '../../socle/ui/session.ts'
import { CHAMPS, type DonneesDuChamp, direSource, direValeur, type SourceDonnee } from '../donnees/donnee.ts'
import type { trancherConflit } from '../donnees/trancher-conflit.ts'
import classes from './Desaccord.module.css'

type Props = { personneId: string; donnees: DonneesDuChamp; aujourdhui: string }
type Valeur = { source: SourceDonnee; valeur: string; lisible: string; sources: string[]; retenue: boolean }

/** One line per value, with all who say it; the one shown first. */
function parValeur({ donnees, aujourdhui }: Props): Valeur[] {
  const valeurs: Valeur[] = []
  for (const dite of donnees.dites) {
    if (dite.valeur === null) continue
    const lisible = direValeur(donnees.champ, dite.valeur, aujourdhui) ?? ''
    const deja = valeurs.find(v => v.lisible.toLowerCase() === lisible.toLowerCase())
    if (deja) deja.sources.push(direSource(dite, aujourdhui))
    else
      valeurs.push({
        source: dite.source,
        valeur: dite.valeur,
        lisible,
        sources: [direSource(dite, aujourdhui)],
        retenue: dite.retenue,
      })
  }
  return valeurs
}

/** What two sources say of a field, and one gesture to settle it; once settled, what was set aside can be taken back. */
export function Desaccord(props: Props) {
  const { donnees, aujourdhui } = props
  const valeurs = parValeur(props)
  if (donnees.conflit) {
    return (
      <div>
        <Etat ton="soon">Deux sources ne disent pas la même chose</Etat>
        <Valeurs {...props} valeurs={valeurs} />
      </div>
    )
  }
  const montree = valeurs.find(v => v.retenue)?.lisible
  const ecartees = new Map<string, Valeur>()
  for (const e of donnees.ecartees) {
    const lisible = direValeur(donnees.champ, e.valeur, aujourdhui) ?? ''
    if (lisible !== montree && !ecartees.has(lisible))
      ecartees.set(lisible, { ...e, lisible, sources: [direSource(e, aujourdhui)], retenue: false })
  }
  if (ecartees.size === 0) return null
  return (
    <details className={classes.ecartees}>
      <summary>{ecartees.size > 1 ? `${ecartees.size} valeurs écartées` : 'Une valeur écartée'}</summary>
      <Valeurs {...props} valeurs={[...ecartees.values()]} />
    </details>
  )
}

function Valeurs({ personneId, donnees, valeurs }: Props & { valeurs: Valeur[] }) {
  const cache = useQueryClient()
  const peut = usePeut()
  const avecVu = useVu({ conflit: donnees.conflit })
  const garder = useMutation({
    mutationFn: ({ source, valeur }: Valeur) =>
      avecVu(vu =>
        call<typeof trancherConflit>('POST /personnes/:personneId/conflits/:champ', {
          ...{ personneId, champ: donnees.champ, source, valeur, vu },
        }),
      ),
    onSuccess: async (_, { lisible }) => {
      notifier(`${CHAMPS[donnees.champ].libelle} : ${lisible} est gardé`)
      await Promise.all(
        [['dossier', personneId], ['precautions'], ['conflits'], ['a-decider']].map(queryKey =>
          cache.invalidateQueries({ queryKey }),
        ),
      )
    },
    onError: notifierErreur,
  })
  return (
    <ul className={classes.valeurs}>
      {valeurs.map(v => (
        <li key={v.lisible}>
          <span className={classes.dit}>
            <strong>{v.lisible}</strong>
            <span className={classes.source}>
              {v.sources.join(' · ')}
              {v.retenue && ' · montrée aujourd’hui'}
            </span>
          </span>
          {peut('conflit.trancher') && (
            <Button
              size="compact-sm"
              variant="default"
              loading={garder.isPending && garder.variables?.lisible === v.lisible}
              disabled={garder.isPending}
              aria-label={`Garder celle-ci : ${v.lisible}`}
              onClick={() => garder.mutate(v)}
            >
              Garder celle-ci
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

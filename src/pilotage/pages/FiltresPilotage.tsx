import { ActionIcon, SegmentedControl } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { aujourdhui } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { ChampDate } from '../../socle/ui/saisie/ChampDate.tsx'
import { useDecoupage } from '../../territoire/pages/useDecoupage.ts'
import classes from './Pilotage.module.css'
import { GENRES_PERIODE, type Periode, periodeDe } from './periode.ts'

export const MEMOIRE = 'pilotage'
const RETENUES = ['periode', 'epci', 'commune', 'sexe']

/** What the address asks: the period, and what the route takes. */
export function useDemande(): { periode: Periode; demande: Record<string, string> } {
  const { valeurs } = useFiltres(MEMOIRE, RETENUES)
  const periode = periodeDe(valeurs, aujourdhui())
  const demande: Record<string, string> = { du: periode.du, au: periode.au }
  for (const cle of ['epci', 'commune', 'sexe'] as const) if (valeurs[cle]) demande[cle] = valeurs[cle]
  return { periode, demande }
}

/** Period (month, quarter, year, two dates) and part of the territory, all in the address. */
export function FiltresPilotage() {
  const { changer } = useFiltres(MEMOIRE, RETENUES)
  const { periode } = useDemande()
  const { data } = useDecoupage()
  const choix = (lieux: { code: string; nom: string }[] = []) => lieux.map(l => ({ valeur: l.code, libelle: l.nom }))
  const poser = (genre: string) =>
    changer(
      genre === 'libre'
        ? { periode: genre, du: periode.du, au: periode.au, le: null }
        : { periode: genre, le: periode.du, du: null, au: null },
    )
  return (
    <>
      <div className={classes.periode}>
        <SegmentedControl
          aria-label="Période"
          value={periode.genre}
          onChange={poser}
          data={Object.entries(GENRES_PERIODE).map(([value, label]) => ({ value, label }))}
        />
        {periode.genre === 'libre' ? (
          <>
            <ChampDate label="Du" sens="passe" value={periode.du} onChange={du => du && changer({ du })} />
            <ChampDate label="Au" sens="passe" value={periode.au} onChange={au => au && changer({ au })} />
          </>
        ) : (
          <div className={classes.pas}>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label="Période précédente"
              onClick={() => changer({ le: periode.precedente })}
            >
              <IconChevronLeft {...ICONE} />
            </ActionIcon>
            <span aria-live="polite">{periode.libelle}</span>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label="Période suivante"
              disabled={!periode.suivante}
              onClick={() => changer({ le: periode.suivante })}
            >
              <IconChevronRight {...ICONE} />
            </ActionIcon>
          </div>
        )}
      </div>
      <Filtres
        memoire={MEMOIRE}
        filtres={[
          { genre: 'liste', cle: 'epci', libelle: 'Intercommunalité', choix: choix(data?.epci) },
          { genre: 'liste', cle: 'commune', libelle: 'Commune', choix: choix(data?.communes) },
          {
            genre: 'puces',
            cle: 'sexe',
            libelle: 'Sexe',
            choix: [
              { valeur: '2', libelle: 'Femmes' },
              { valeur: '1', libelle: 'Hommes' },
            ],
          },
        ]}
      />
    </>
  )
}

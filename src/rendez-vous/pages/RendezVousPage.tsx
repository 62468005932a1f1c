import { Alert, Button, SegmentedControl, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconArrowRight, IconClock } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { ajouterJours, dateLongue, dateProche, jourDeSemaine, pluriel } from '../../socle/ui/dates.ts'
import { ICONE } from '../../socle/ui/icone.ts'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { Page } from '../../socle/ui/Page.tsx'
import { usePeut } from '../../socle/ui/session.ts'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { agenda } from '../agenda.ts'
import { ListeRendezVous } from './ListeRendezVous.tsx'
import classes from './RendezVousPage.module.css'

type Agenda = Output<typeof agenda>

/** The appointments of a day or a week, mine or everybody's, each with its outcome in one gesture. */
export function RendezVousPage() {
  const { valeurs, changer } = useFiltres('rendez-vous', ['vue', 'agent'])
  const semaine = valeurs.vue === 'semaine'
  const demande = valeurs.du ? bornes(valeurs.du, semaine) : null
  const requete = useQuery({
    queryKey: ['agenda', demande, semaine, valeurs.agent],
    queryFn: async () => {
      const agent = valeurs.agent === 'tous' ? ('tous' as const) : undefined
      const lu = await call<typeof agenda>('GET /rendez-vous', { ...demande, agent })
      // Without a date in the address, the server says which day it is.
      if (demande || !semaine) return lu
      return call<typeof agenda>('GET /rendez-vous', { ...bornes(lu.aujourdhui, true), agent })
    },
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
  const peut = usePeut()
  const aller = (jour: string) => changer({ du: jour === requete.data?.aujourdhui ? null : jour })
  return (
    <Page
      titre="Rendez-vous"
      phrase={requete.data && direPeriode(requete.data, semaine)}
      entete={
        requete.data && (
          <div className={classes.periode}>
            <Button
              variant="default"
              leftSection={<IconArrowLeft {...ICONE} />}
              onClick={() => aller(ajouterJours(requete.data.du, semaine ? -7 : -1))}
            >
              {semaine ? 'Semaine précédente' : 'Jour précédent'}
            </Button>
            <Button
              variant="default"
              rightSection={<IconArrowRight {...ICONE} />}
              onClick={() => aller(ajouterJours(requete.data.du, semaine ? 7 : 1))}
            >
              {semaine ? 'Semaine suivante' : 'Jour suivant'}
            </Button>
            {valeurs.du && (
              <Button variant="subtle" onClick={() => changer({ du: null })}>
                Revenir à aujourd’hui
              </Button>
            )}
            <SegmentedControl
              ml="auto"
              aria-label="Période"
              data={[
                { value: 'jour', label: 'Jour' },
                { value: 'semaine', label: 'Semaine' },
              ]}
              value={semaine ? 'semaine' : 'jour'}
              onChange={vue => changer({ vue: vue === 'semaine' ? vue : null })}
            />
            {peut('dossier.lire') && (
              <SegmentedControl
                aria-label="De qui"
                data={[
                  { value: 'moi', label: 'Les miens' },
                  { value: 'tous', label: 'Tous' },
                ]}
                value={valeurs.agent === 'tous' ? 'tous' : 'moi'}
                onChange={qui => changer({ agent: qui === 'tous' ? qui : null })}
              />
            )}
          </div>
        )
      }
    >
      <Charge requete={requete}>{donnees => <Jours donnees={donnees} voir={jour => changer({ du: jour })} />}</Charge>
    </Page>
  )
}

/** First and last day shown: the day, or its week from Monday to Sunday. */
function bornes(jour: string, semaine: boolean): { du: string; au: string } {
  if (!semaine) return { du: jour, au: jour }
  const lundi = ajouterJours(jour, 1 - jourDeSemaine(jour))
  return { du: lundi, au: ajouterJours(lundi, 6) }
}

function direPeriode({ du, au, rendezVous, incomplet }: Agenda, semaine: boolean): string {
  const quand = semaine ? `Du ${dateProche(du)} au ${dateLongue(au)}` : dateLongue(du)
  const aNoter = rendezVous.filter(r => r.commence && r.issue === null && !r.raisonADire).length
  const suite = aNoter ? `, dont ${aNoter} à noter` : ''
  return `${quand.charAt(0).toUpperCase()}${quand.slice(1)} : ${incomplet ? 'plus de ' : ''}${pluriel(rendezVous.length, 'rendez-vous', 'rendez-vous')}${incomplet ? '' : suite}.`
}

function Jours({ donnees, voir }: { donnees: Agenda; voir: (jour: string) => void }) {
  const { rendezVous, enAttente, du, au } = donnees
  const peut = usePeut()
  const jours = [...new Set(rendezVous.map(r => r.local.slice(0, 10)))]
  return (
    <>
      {enAttente.nombre > 0 && enAttente.depuis && (
        <Alert
          color="yellow"
          icon={<IconClock {...ICONE} />}
          title={`${pluriel(enAttente.nombre, 'rendez-vous passé attend', 'rendez-vous passés attendent')} ${enAttente.nombre > 1 ? 'leur' : 'son'} issue`}
        >
          <Text component="p" m={0} mb="xs">
            Le plus ancien est du {dateProche(enAttente.depuis)}.
          </Text>
          <Button variant="default" onClick={() => voir(enAttente.depuis ?? du)}>
            Voir ce jour
          </Button>
        </Alert>
      )}
      {donnees.incomplet && (
        <Alert color="yellow">
          Plus de mille rendez-vous : seuls les premiers sont montrés. Choisissez un seul jour.
        </Alert>
      )}
      {jours.length === 0 && (
        <Vide
          titre={du === au ? 'Aucun rendez-vous ce jour' : 'Aucun rendez-vous cette semaine'}
          action={peut('entree.lire') && <LienBouton vers="/aujourdhui">Voir qui est à convoquer</LienBouton>}
        />
      )}
      {jours.map(jour => (
        <section key={jour} className={classes.jour} aria-label={dateLongue(jour)}>
          {du !== au && (
            <Title order={2} size="h3">
              {dateProche(jour)}
            </Title>
          )}
          <ListeRendezVous lignes={rendezVous.filter(r => r.local.startsWith(jour))} jour={jour} />
        </section>
      ))}
    </>
  )
}

import { Text } from '@mantine/core'
import { IconCircleCheck, IconSearchOff } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateChiffres, pluriel } from '../../socle/ui/dates.ts'
import { Fiche } from '../../socle/ui/Fiche.tsx'
import { Lien } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { enChoix, pageDemandee, useFiltres, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { ResteCache } from '../../socle/ui/Porte.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { conflits } from '../donnees/conflits.ts'
import { CHAMPS, SOURCES } from '../donnees/donnee.ts'
import { communeLisible, nomComplet } from '../noms.ts'
import classes from './Desaccord.module.css'
import { Desaccord } from './Desaccord.tsx'

type Disputee = Output<typeof conflits>['personnes'][number]

/** Persons of whom two sources say different things, settled one after the other without leaving the list (E6). */
export function ConflitsPage() {
  const { valeurs, changer } = useFiltres('conflits', ['champ', 'source'])
  const champ = enChoix(CHAMPS, valeurs.champ) ?? undefined
  const source = enChoix(SOURCES, valeurs.source) ?? undefined
  const page = pageDemandee(valeurs)
  const filtree = Boolean(champ || source)
  const requete = useQuery({
    queryKey: ['conflits', champ, source, page],
    queryFn: () => call<typeof conflits>('GET /conflits', { champ, source, page }),
    placeholderData: keepPreviousData,
  })
  usePageConnue(page, requete.isPlaceholderData ? undefined : requete.data?.pages, changer)
  return (
    <Page
      titre="Désaccords entre sources"
      phrase="La CAF, France Travail, une liste… ne disent pas la même chose d’une personne. Gardez la bonne valeur : elle ne bougera plus, et vous pourrez revenir sur ce choix depuis son dossier."
      ariane={[{ libelle: 'Personnes', vers: '/personnes' }]}
      entete={
        <Filtres
          memoire="conflits"
          filtres={[
            {
              genre: 'puces',
              cle: 'champ',
              libelle: 'Sur',
              choix: (requete.data?.champs ?? []).map(c => ({
                valeur: c.champ,
                libelle: CHAMPS[c.champ].libelle,
                nombre: c.personnes,
              })),
            },
            {
              genre: 'puces',
              cle: 'source',
              libelle: 'Source contredite',
              choix: (requete.data?.sources ?? []).map(c => ({
                valeur: c.source,
                libelle: SOURCES[c.source],
                nombre: c.personnes,
              })),
            },
          ]}
        />
      }
    >
      <Charge requete={requete} attente="fiche">
        {donnees =>
          donnees.personnes.length === 0 ? (
            <Vide
              titre={filtree ? 'Rien ne correspond à ces filtres' : 'Aucun désaccord à trancher'}
              icone={filtree ? IconSearchOff : IconCircleCheck}
            >
              {filtree
                ? 'Effacez-les pour revoir tous les désaccords.'
                : 'Toutes les sources disent la même chose de chaque personne.'}
            </Vide>
          ) : (
            <>
              <Text component="p" m={0} role="status">
                {pluriel(donnees.total, 'personne')}
              </Text>
              {donnees.personnes.map(personne => (
                <Personne key={personne.id} personne={personne} aujourdhui={donnees.aujourdhui} />
              ))}
              {donnees.pages > 1 && (
                <Pages total={donnees.pages} page={page} aller={n => changer({ page: n === 1 ? null : String(n) })} />
              )}
            </>
          )
        }
      </Charge>
    </Page>
  )
}

function Personne({ personne: p, aujourdhui }: { personne: Disputee; aujourdhui: string }) {
  return (
    <Fiche
      titre={nomComplet(p, aujourdhui)}
      actions={
        <Lien
          vers={`/personnes/${p.id}`}
          recherche={{ onglet: 'situation' }}
          aria-label={`Dossier de ${nomComplet(p, aujourdhui)}`}
        >
          Dossier
        </Lien>
      }
    >
      <div className={classes.personne}>
        <Text component="p" m={0} c="dimmed">
          {p.sexe === '2' ? 'Née' : 'Né'} le {dateChiffres(p.dateNaissance)}
          {p.commune && ` · ${communeLisible(p.commune)}`}
        </Text>
        {p.raisonADire && <ResteCache personneId={p.id} nom={nomComplet(p, aujourdhui)} />}
        {p.conflits.map(donnees => (
          <div key={donnees.champ}>
            <h3 className={classes.champ}>{CHAMPS[donnees.champ].libelle}</h3>
            <Desaccord personneId={p.id} donnees={donnees} aujourdhui={aujourdhui} />
          </div>
        ))}
      </div>
    </Fiche>
  )
}

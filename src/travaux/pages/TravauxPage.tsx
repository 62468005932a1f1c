import { Text, Title } from '@mantine/core'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Defauts } from '../../exploitation/pages/Defauts.tsx'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { dateCourte, dateEtHeure, heure, nombre } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { Liste } from '../../socle/ui/liste/Liste.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import { Onglets } from '../../territoire/pages/Onglets.tsx'
import type { TravailEnEchec } from '../travaux.ts'
import type { travauxEnEchec } from '../travaux-en-echec.ts'
import { Actes } from './Actes.tsx'

/** A job tries again within seconds at first: the page follows. */
const SUIVRE_MS = 10_000

/** What Filrouge does by itself in this territory: what failed, why, how to take it up again; when the rest comes round. */
export function TravauxPage() {
  const requete = useQuery({
    queryKey: ['travaux'],
    queryFn: () => call<typeof travauxEnEchec>('GET /travaux', {}),
    refetchInterval: SUIVRE_MS,
  })
  return (
    <Page
      titre="Travaux de fond"
      phrase="Ce que Filrouge fait de lui-même : appliquer les fichiers, prévenir d’un flux qui manque, effacer ce qui doit l’être. Ce qui échoue est essayé de nouveau, huit fois en une demi-heure ; un courriel, toutes les sept minutes, pendant trois jours, ou ce que dit le réglage. Ensuite, il attend ici que vous en décidiez."
      entete={<Onglets ici="/parametres/travaux" />}
    >
      <Defauts />
      <Charge requete={requete} attente="liste">
        {({ echecs, prevus }) => (
          <>
            <Title order={2} mt="xl">
              En échec
            </Title>
            <Liste
              titre="Travaux en échec"
              lignes={echecs}
              cle={t => t.id}
              colonnes={[
                { cle: 'titre', titre: 'Travail', cellule: t => t.titre },
                {
                  cle: 'raison',
                  titre: 'Raison',
                  largeur: '32%',
                  cellule: t => (
                    <>
                      {t.raison}
                      <Text c="dimmed" size="sm">
                        N° {t.id} au journal du serveur
                      </Text>
                    </>
                  ),
                },
                { cle: 'depuis', titre: 'Depuis', cellule: t => `${dateCourte(t.depuis)} à ${heure(t.depuis)}` },
                { cle: 'essais', titre: 'Essais', nombre: true, cellule: t => nombre(t.essais) },
                { cle: 'etat', titre: 'Suite', cellule: t => <Suite travail={t} /> },
                { cle: 'actes', titre: 'Actes', cellule: t => <Actes travail={t} /> },
              ]}
              vide={
                <Vide titre="Aucun travail en échec" icone={IconCircleCheck}>
                  Ce qui échoue s’affiche ici, avec sa raison, jusqu’à ce qu’il réussisse ou que vous l’abandonniez.
                </Vide>
              }
            />
            <Title order={2} mt="xl">
              À venir
            </Title>
            <Liste
              titre="Travaux à venir"
              lignes={prevus}
              cle={t => t.titre}
              colonnes={[
                { cle: 'titre', titre: 'Travail', cellule: t => t.titre },
                {
                  cle: 'quand',
                  titre: 'Prochain passage',
                  cellule: t => (t.chaqueMinute ? 'Chaque minute' : t.prochainLe && dateEtHeure(t.prochainLe)),
                },
                {
                  cle: 'etat',
                  titre: 'État',
                  cellule: t => (t.enEchec ? <Etat ton="late">En échec</Etat> : <Etat ton="done">Sans échec</Etat>),
                },
              ]}
            />
          </>
        )}
      </Charge>
    </Page>
  )
}

function Suite({ travail: { etat, prochainLe } }: { travail: TravailEnEchec }) {
  if (etat === 'en-cours') return <Etat ton="waiting">Essai en cours</Etat>
  if (etat === 'arrete' || !prochainLe) return <Etat ton="late">N’est plus essayé</Etat>
  return <Etat ton="soon">Nouvel essai {dateEtHeure(prochainLe)}</Etat>
}

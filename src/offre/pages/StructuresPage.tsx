import { Text } from '@mantine/core'
import { IconSearchOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { direPlacesLibres } from '../../accompagnement/places/places.ts'
import type { structures } from '../../accompagnement/places/structures.ts'
import { call } from '../../socle/api.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { Etat } from '../../socle/ui/Etat.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { useFiltres } from '../../socle/ui/liste/filtres.ts'
import { ListeParPages } from '../../socle/ui/liste/ListeParPages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import { Onglets } from '../../territoire/pages/Onglets.tsx'
import { DOMINANTES } from '../dominante.ts'
import { ORGANISMES } from '../structure.ts'
import { direSuivis } from '../suivis.ts'

/** The structures of the territory, those to complete first. */
export function StructuresPage() {
  const { valeurs } = useFiltres('structures', ['voir'])
  const requete = useQuery({
    queryKey: ['structures'],
    queryFn: () => call<typeof structures>('GET /structures', {}),
  })
  const aCompleter = requete.data?.structures.filter(s => s.aCompleter && !s.fermeeLe).length ?? 0
  const cherche = (valeurs.q ?? '').toLowerCase()
  const montrees = (requete.data?.structures ?? []).filter(
    s =>
      (valeurs.voir === 'fermees') === Boolean(s.fermeeLe) &&
      (valeurs.voir !== 'a-completer' || s.aCompleter) &&
      s.nom.toLowerCase().includes(cherche),
  )
  return (
    <Page
      titre="Structures"
      phrase={[
        requete.data && `${pluriel(montrees.length, 'structure')}.`,
        'Les organismes qui accompagnent : on n’oriente que vers ceux d’ici.',
      ]
        .filter(Boolean)
        .join(' ')}
      actions={<LienBouton vers="/parametres/structures/nouvelle">Créer une structure</LienBouton>}
      entete={<Onglets ici="/parametres/structures" />}
    >
      <Filtres
        memoire="structures"
        filtres={[
          {
            genre: 'puces',
            cle: 'voir',
            libelle: 'Voir',
            choix: [
              { valeur: 'a-completer', libelle: 'À compléter', nombre: aCompleter },
              { valeur: 'fermees', libelle: 'Fermées' },
            ],
          },
          { genre: 'texte', cle: 'q', libelle: 'Nom', aide: 'Nom de la structure' },
        ]}
      />
      <Charge requete={requete} attente="liste">
        {() => (
          <ListeParPages
            titre="Structures"
            lignes={montrees}
            memoire="structures"
            cle={s => s.id}
            lien={s => `/parametres/structures/${s.id}`}
            colonnes={[
              { cle: 'nom', titre: 'Structure', cellule: s => s.nom },
              { cle: 'organisme', titre: 'Organisme', cellule: s => ORGANISMES[s.organisme] },
              { cle: 'parcours', titre: 'Parcours', cellule: s => s.dominantes.map(d => DOMINANTES[d]).join(', ') },
              {
                cle: 'suivis',
                titre: 'Personnes suivies',
                nombre: true,
                cellule: s => direSuivis(s, null),
              },
              { cle: 'places', titre: 'Places libres', nombre: true, cellule: direPlacesLibres },
              { cle: 'agents', titre: 'Agents', nombre: true, cellule: s => s.agents },
              {
                cle: 'etat',
                titre: 'Fiche',
                cellule: s =>
                  s.fermeeLe ? (
                    <Etat ton="info">Fermée</Etat>
                  ) : s.aCompleter || s.manques.length ? (
                    <>
                      <Etat ton="soon">À compléter</Etat>
                      {s.manques.length > 0 && (
                        <Text component="div" size="sm" c="dimmed">
                          Il manque {s.manques.join(', ')}
                        </Text>
                      )}
                    </>
                  ) : (
                    <Etat ton="done">Complète</Etat>
                  ),
              },
            ]}
            vide={
              <Vide titre="Aucune structure" icone={IconSearchOff}>
                Rien ne correspond à ces filtres.
              </Vide>
            }
          />
        )}
      </Charge>
    </Page>
  )
}

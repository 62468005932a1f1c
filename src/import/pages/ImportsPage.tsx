import { Title } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Charge } from '../../socle/ui/Charge.tsx'
import { LienBouton } from '../../socle/ui/Lien.tsx'
import { Filtres } from '../../socle/ui/liste/Filtres.tsx'
import { enChoix, pageDemandee, useFiltres, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import { GENRES, STATUTS } from '../genres.ts'
import { Arrivees } from './Arrivees.tsx'
import { Depot } from './Depot.tsx'
import { useEnvois } from './envois.ts'
import { FluxManquants } from './FluxManquants.tsx'
import classes from './Imports.module.css'
import { ListeImports } from './ListeImports.tsx'
import { pageDesImports } from './lectures.ts'
import { Modeles } from './Modeles.tsx'
import { direGenre } from './quoi.ts'

/** What waits for somebody is to be applied, or, held, to be confirmed: one filter for both. */
const ETATS = { ...STATUTS, 'a-verifier': 'À vérifier ou à confirmer' }
const MEMOIRE = 'imports'
const CLES = ['genre', 'statut']

/** Every file that comes in: brought here, recognised, applied, and what it did. */
export function ImportsPage() {
  const { valeurs, changer } = useFiltres(MEMOIRE, CLES)
  const envois = useEnvois()
  const genre = enChoix(GENRES, valeurs.genre) ?? undefined
  const statut = enChoix(STATUTS, valeurs.statut) ?? undefined
  const page = pageDemandee(valeurs)
  const requete = useQuery(pageDesImports({ genre, statut, page }))
  usePageConnue(page, requete.isPlaceholderData ? undefined : requete.data?.pages, changer)
  const ici = new Set(envois.map(e => e.id))
  const presents = <C extends string>(
    table: Record<C, string>,
    comptes: Record<string, number> | undefined,
    choisi?: C,
  ) =>
    (Object.entries(table) as [C, string][])
      .filter(([valeur]) => comptes?.[valeur] || valeur === choisi)
      .map(([valeur, libelle]) => ({ valeur, libelle, nombre: comptes?.[valeur] ?? 0 }))
  const genres = presents(GENRES, requete.data?.parGenre, genre).map(c => ({ ...c, libelle: direGenre(c.valeur) }))
  return (
    <Page
      titre="Imports"
      phrase="Les fichiers reçus et vos tableaux : déposez-les, regardez ce qu’ils changent, revenez en arrière si besoin."
      actions={
        <LienBouton vers="/imports/calendrier" variant="default">
          Calendrier des flux
        </LienBouton>
      }
      entete={<FluxManquants />}
    >
      <Depot discret={envois.length > 0} />
      <Modeles />
      <Arrivees envois={envois} />
      <Title order={2} className={classes.sousTitre}>
        Historique
      </Title>
      <Filtres
        memoire={MEMOIRE}
        filtres={[
          { genre: 'puces', cle: 'statut', libelle: 'État', choix: presents(ETATS, requete.data?.parStatut, statut) },
          ...(genres.length > 1 || genre
            ? [{ genre: 'puces' as const, cle: 'genre', libelle: 'Fichier', choix: genres }]
            : []),
        ]}
      />
      <Charge requete={requete} attente="liste">
        {donnees => (
          <>
            <ListeImports
              imports={donnees.imports.filter(i => !ici.has(i.id))}
              vide={
                genre || statut ? (
                  <Vide titre="Aucun import ne correspond" icone={IconFileImport}>
                    Changez les filtres pour en voir d’autres.
                  </Vide>
                ) : (
                  <Vide titre={ici.size ? 'Aucun autre import' : 'Aucun import pour l’instant'} icone={IconFileImport}>
                    Chaque fichier déposé se retrouve ici, avec ce qu’il a changé.
                  </Vide>
                )
              }
            />
            {donnees.pages > 1 && (
              <Pages total={donnees.pages} page={page} aller={n => changer({ page: n === 1 ? null : String(n) })} />
            )}
          </>
        )}
      </Charge>
    </Page>
  )
}

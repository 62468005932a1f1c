import { Text } from '@mantine/core'
import { IconArrowRight, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { prenomLisible } from '../../personne/noms.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { pageDemandee, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { differencesImport } from '../differences/differences-import.ts'
import classes from './Changements.module.css'
import { changementsDe } from './lectures.ts'

type Personne = Output<typeof differencesImport>['personnes'][number]

/** What an import changed on those known before it, person by person: before, then after. */
export function Changements({ importId, annule }: { importId: string; annule: boolean }) {
  const recherche = useSearch({ strict: false }) as Record<string, string>
  const naviguer = useNavigate()
  const page = pageDemandee(recherche)
  const requete = useQuery(changementsDe(importId, page))
  const aller = (n: number, replace = false) =>
    naviguer({ to: '.', search: { ...recherche, page: n === 1 ? undefined : String(n) } as never, replace })
  usePageConnue(page, requete.isPlaceholderData ? undefined : requete.data?.pages, () => aller(1, true))
  return (
    <Charge requete={requete} attente="liste">
      {({ total, pages, personnes }) =>
        total === 0 ? (
          <Vide titre="Aucune personne déjà connue n’a changé" icone={IconUsers}>
            Cet import n’a rien modifié dans les dossiers de votre périmètre. Ceux qu’il a créés sont comptés dans le
            rapport.
          </Vide>
        ) : (
          <>
            <Text component="p" mt={0} mb="md" c="dimmed">
              {pluriel(total, 'personne déjà connue a changé', 'personnes déjà connues ont changé')}, par ordre de nom.
              {annule && ' L’import est annulé : elles sont redevenues comme avant.'} Cette lecture est inscrite dans
              chaque dossier.
            </Text>
            <ul className={classes.personnes} aria-label="Personnes changées">
              {personnes.map(personne => (
                <li key={personne.id} className={classes.personne}>
                  <UnePersonne personne={personne} />
                </li>
              ))}
            </ul>
            {pages > 1 && <Pages total={pages} page={page} aller={n => aller(n)} />}
          </>
        )
      }
    </Charge>
  )
}

function UnePersonne({ personne: { id, nom, prenom, changements } }: { personne: Personne }) {
  return (
    <>
      <p className={classes.nom}>
        <Lien vers={`/personnes/${id}`}>
          {prenomLisible(prenom)} {nom}
        </Lien>
      </p>
      {changements.length === 0 ? (
        <Text component="p" m={0} c="dimmed">
          Rien qui se lise à l’écran : une date ou une clé d’échange a changé.
        </Text>
      ) : (
        <dl className={classes.changements}>
          {changements.map((c, rang) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list read once, never reordered
            <div key={`${c.libelle} ${rang}`}>
              <dt>{c.libelle}</dt>
              <dd>
                {c.avant !== null && c.apres !== null ? (
                  <>
                    <span className={classes.avant}>{c.avant}</span>{' '}
                    <IconArrowRight {...PETITE_ICONE} aria-hidden={undefined} role="img" aria-label="devient" />{' '}
                    <span className={classes.apres}>{c.apres}</span>
                  </>
                ) : c.apres !== null ? (
                  <span className={classes.apres}>{c.apres}</span>
                ) : (
                  <span className={classes.avant}>{c.avant} (retiré)</span>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}

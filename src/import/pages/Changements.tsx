import { Text } from '@mantine/core'
import { IconArrowRight, IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Fragment } from 'react'
import { prenomLisible } from '../../personne/noms.ts'
import { PucesBreves } from '../../precaution/pages/PucesBreves.tsx'
import { usePrecautionsDe } from '../../precaution/pages/usePrecautions.ts'
import { Charge } from '../../socle/ui/Charge.tsx'
import { pluriel } from '../../socle/ui/dates.ts'
import { PETITE_ICONE } from '../../socle/ui/icone.ts'
import { Lien } from '../../socle/ui/Lien.tsx'
import { pageDemandee, usePageConnue } from '../../socle/ui/liste/filtres.ts'
import { Pages } from '../../socle/ui/liste/Pages.tsx'
import { ResteCache } from '../../socle/ui/Porte.tsx'
import { Vide } from '../../socle/ui/Vide.tsx'
import type { Output } from '../../socle/use-case.ts'
import type { differencesImport } from '../differences/differences-import.ts'
import classes from './Changements.module.css'
import { changementsDe } from './lectures.ts'

type Foyer = Output<typeof differencesImport>['foyers'][number]
type Personne = Foyer['personnes'][number]

type ASavoirDe = ReturnType<typeof usePrecautionsDe>

/** A number or a mailbox of theirs is shown: never without what to mind before using it. */
const joignable = ({ changements }: Personne) =>
  changements.some(c => c.libelle === 'Téléphone' || c.libelle === 'Courriel')

/** What an import changed on those known before it, household by household: before, then after. */
export function Changements({ importId, flux, annule }: { importId: string; flux: boolean; annule: boolean }) {
  const recherche = useSearch({ strict: false }) as Record<string, string>
  const naviguer = useNavigate()
  const page = pageDemandee(recherche)
  const requete = useQuery(changementsDe(importId, page))
  const aller = (n: number, replace = false) =>
    naviguer({ to: '.', search: { ...recherche, page: n === 1 ? undefined : String(n) } as never, replace })
  const aSavoir = usePrecautionsDe(
    requete.data?.foyers.flatMap(f => f.personnes.filter(joignable).map(p => p.id)) ?? [],
  )
  usePageConnue(page, requete.isPlaceholderData ? undefined : requete.data?.pages, () => aller(1, true))
  return (
    <Charge requete={requete} attente="liste">
      {({ total, pages, foyers }) =>
        total === 0 ? (
          <Vide titre="Aucune personne déjà connue n’a changé" icone={IconUsers}>
            Cet import n’a rien modifié dans les dossiers de votre périmètre. Ceux qu’il a créés sont comptés dans le
            rapport.
          </Vide>
        ) : (
          <>
            <Text component="p" mt={0} mb="md" c="dimmed">
              {flux
                ? pluriel(total, 'foyer a changé', 'foyers ont changé')
                : pluriel(total, 'foyer ou personne seule a changé', 'foyers ou personnes seules ont changé')}
              , par ordre de nom.
              {annule && ' L’import est annulé : tout est redevenu comme avant.'} Cette lecture est inscrite dans chaque
              dossier.
            </Text>
            <ul className={classes.foyers} aria-label="Foyers changés">
              {foyers.map(foyer => (
                <li key={foyer.foyerId ?? foyer.personnes[0]?.id} className={classes.foyer}>
                  <UnFoyer foyer={foyer} aSavoir={aSavoir} />
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

/** One household: what changed of it, once; then its persons. Alone and with nothing said of the household, somebody is said by name. */
function UnFoyer({
  foyer: { foyerId, nouveau, changements, personnes },
  aSavoir,
}: {
  foyer: Foyer
  aSavoir: ASavoirDe
}) {
  const [premiere] = personnes
  const seule = personnes.length === 1 && changements.length === 0 && !nouveau
  const parlent = personnes.filter(p => p.mouvement || p.raisonADire || p.changements.length > 0)
  const autres = personnes.filter(p => !parlent.includes(p))
  if (!premiere) return null
  if (foyerId === null || seule) return <UnePersonne personne={premiere} aSavoir={aSavoir} />
  return (
    <>
      <p className={classes.nom}>
        {nouveau ? 'Nouveau foyer de ' : 'Foyer de '}
        {nommer(premiere)}
      </p>
      <Liste changements={changements} />
      {parlent.length > 0 && (
        <ul className={classes.personnes}>
          {parlent.map(p => (
            <li key={p.id} className={classes.personne}>
              <UnePersonne personne={p} aSavoir={aSavoir} />
            </li>
          ))}
        </ul>
      )}
      {autres.length > 0 && (
        <Text component="p" m={0} c="dimmed">
          {changements.length + parlent.length > 0 ? 'Rien d’autre pour ' : 'Rien qui se lise à l’écran pour '}
          {autres.map((p, rang) => (
            <Fragment key={p.id}>
              {rang > 0 && (rang === autres.length - 1 ? ' et ' : ', ')}
              <Lien vers={`/personnes/${p.id}`}>{nommer(p)}</Lien>
            </Fragment>
          ))}
          .
        </Text>
      )}
    </>
  )
}

const nommer = ({ nom, prenom }: Personne) => `${prenomLisible(prenom)} ${nom}`

const MOUVEMENTS = { arrive: 'arrive dans le foyer', part: 'quitte le foyer' } as const

function UnePersonne({ personne, aSavoir }: { personne: Personne; aSavoir: ASavoirDe }) {
  const { id, mouvement, changements, raisonADire } = personne
  return (
    <>
      <p className={classes.nom}>
        <Lien vers={`/personnes/${id}`}>{nommer(personne)}</Lien>
        {joignable(personne) && <PucesBreves {...aSavoir(id)} />}
        {mouvement && <span className={classes.mouvement}> {MOUVEMENTS[mouvement]}</span>}
      </p>
      {raisonADire ? (
        <ResteCache personneId={id} nom={nommer(personne)} />
      ) : changements.length === 0 && !mouvement ? (
        <Text component="p" m={0} c="dimmed">
          Rien qui se lise à l’écran : une date ou une clé d’échange a changé.
        </Text>
      ) : (
        <Liste changements={changements} />
      )}
    </>
  )
}

function Liste({ changements }: Pick<Personne, 'changements'>) {
  if (changements.length === 0) return null
  return (
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
            ) : c.avant !== null ? (
              <span className={classes.avant}>{c.avant} (retiré)</span>
            ) : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}

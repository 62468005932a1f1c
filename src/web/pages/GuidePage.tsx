import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Charge } from '../../socle/ui/Charge.tsx'
import { Page } from '../../socle/ui/Page.tsx'
import { GUIDES, type Guide } from '../guides.ts'
import { type Bloc, lireGuide, morceaux } from '../markdown.ts'
import { IntrouvablePage } from './IntrouvablePage.tsx'
import classes from './texte.module.css'

/** A page of the guide, as docs/guide has it. */
export function GuidePage() {
  const { guide = '' } = useParams({ strict: false }) as { guide?: string }
  return Object.hasOwn(GUIDES, guide) ? <Lu key={guide} guide={guide as Guide} /> : <IntrouvablePage />
}

function Lu({ guide }: { guide: Guide }) {
  const requete = useQuery({
    queryKey: ['guide', guide],
    queryFn: async () => lireGuide((await GUIDES[guide].lire()).default),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return (
    <Page titre={GUIDES[guide].titre} ariane={[{ libelle: 'Aide', vers: '/aide' }]}>
      <Charge requete={requete}>
        {({ blocs }) => (
          <div className={classes.texte}>
            {blocs.map((bloc, rang) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a text that doesn't change
              <UnBloc key={rang} bloc={bloc} />
            ))}
          </div>
        )}
      </Charge>
    </Page>
  )
}

function UnBloc({ bloc }: { bloc: Bloc }) {
  if (bloc.genre === 'titre') return <h2>{bloc.texte}</h2>
  if (bloc.genre === 'paragraphe') return <p>{dire(bloc.texte)}</p>
  const Liste = bloc.genre === 'etapes' ? 'ol' : 'ul'
  return (
    <Liste>
      {bloc.lignes.map(ligne => (
        <li key={ligne}>{dire(ligne)}</li>
      ))}
    </Liste>
  )
}

/** The words of a screen are strong: they are looked for. */
const dire = (ligne: string) =>
  morceaux(ligne).map(m => (m.genre === 'texte' ? m.texte : <strong key={m.texte}>{m.texte}</strong>))

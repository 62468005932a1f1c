import { Button, Group, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconDownload, IconPrinter } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { Attente } from '../../socle/ui/Attente.tsx'
import { Erreur } from '../../socle/ui/Erreur.tsx'
import { Fenetre } from '../../socle/ui/Fenetre.tsx'
import { ICONE } from '../../socle/ui/icone.ts'
import classes from './Documents.module.css'
import type { PageDePdf } from './pdf.ts'

type PdfLu = {
  dessiner: (page: PageDePdf, canvas: HTMLCanvasElement, largeur: number) => Promise<string>
  pages: PageDePdf[]
}

/** Pages drawn at once: a document of three hundred is saved and read elsewhere. */
const PAGES_MAX = 30

export type Vu = {
  titre: string
  /** Of its PDF. */
  adresse: string
  /** Ours, and asked for without a reason: a browser may open it by itself, to print it. */
  imprimer?: boolean
}

/** A document in the page, on a phone too, where a browser shows no PDF by itself. */
export function VoirDocument({ adresse, titre, imprimer, onFermer }: Vu & { onFermer: () => void }) {
  const telephone = useMediaQuery('(max-width: 56.25em)')
  const [lu, setLu] = useState<PdfLu & { total: number; fichier: string; nom: string }>()
  const [erreur, setErreur] = useState<unknown>(null)
  useEffect(() => {
    const arret = new AbortController()
    let fichier: string | null = null
    const lire = async () => {
      const { lirePdf, dessiner } = await import('./pdf.ts')
      const { pdf, contenu, nom } = await lirePdf(adresse, arret.signal)
      const combien = Math.min(pdf.numPages, PAGES_MAX)
      const pages = await Promise.all(Array.from({ length: combien }, (_, i) => pdf.getPage(i + 1)))
      if (arret.signal.aborted) return
      fichier = URL.createObjectURL(contenu)
      setLu({ dessiner, pages, total: pdf.numPages, fichier, nom })
    }
    lire().catch(e => arret.signal.aborted || setErreur(e))
    return () => {
      arret.abort()
      if (fichier) URL.revokeObjectURL(fichier)
    }
  }, [adresse])
  return (
    <Fenetre opened onClose={onFermer} title={titre} size="xl" fullScreen={telephone} lecture>
      <Group gap="sm">
        {lu && (
          <Button
            component="a"
            href={lu.fichier}
            download={lu.nom}
            variant="default"
            leftSection={<IconDownload {...ICONE} />}
          >
            Télécharger
          </Button>
        )}
        {imprimer && (
          <Button
            component="a"
            href={adresse}
            target="_blank"
            variant="default"
            leftSection={<IconPrinter {...ICONE} />}
          >
            Imprimer (nouvel onglet)
          </Button>
        )}
      </Group>
      <div className={classes.pages} aria-busy={!lu && erreur === null}>
        {erreur !== null && <Erreur erreur={erreur} />}
        {!lu && erreur === null && <Attente />}
        {lu?.pages.map((page, i) => (
          <UnePage key={page.pageNumber} page={page} dessiner={lu.dessiner} nom={`Page ${i + 1} sur ${lu.total}`} />
        ))}
        {lu && lu.total > lu.pages.length && (
          <p>
            Les {PAGES_MAX} premières pages sont montrées, sur {lu.total}. Téléchargez le document pour lire la suite.
          </p>
        )}
      </div>
    </Fenetre>
  )
}

/** Drawn when it comes near the eye. */
function UnePage({ page, dessiner, nom }: { page: PageDePdf; dessiner: PdfLu['dessiner']; nom: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [texte, setTexte] = useState('')
  const { width, height } = page.getViewport({ scale: 1 })
  useEffect(() => {
    const cible = canvas.current
    if (!cible) return
    const guet = new IntersectionObserver(
      entrees => {
        if (!entrees.some(e => e.isIntersecting)) return
        guet.disconnect()
        dessiner(page, cible, cible.clientWidth || width)
          .then(setTexte)
          .catch(() => setTexte('Cette page ne s’affiche pas. Téléchargez le document pour la lire.'))
      },
      { rootMargin: '600px' },
    )
    guet.observe(cible)
    return () => guet.disconnect()
  }, [page, dessiner, width])
  return (
    <section aria-label={nom}>
      <canvas ref={canvas} className={classes.page} style={{ aspectRatio: `${width} / ${height}` }} aria-hidden />
      <VisuallyHidden>{texte}</VisuallyHidden>
    </section>
  )
}

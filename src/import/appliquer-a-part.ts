import { fork } from 'node:child_process'
import { trousseauPose } from '../socle/auth/cles.ts'
import { contexte, SYSTEME } from '../socle/contexte.ts'
import type { Chantier } from '../socle/job.ts'
import type { Panne } from '../socle/observer/panne.ts'
import { traceEnCours } from '../socle/observer/traces.ts'
import { Refusal } from '../socle/refusal.ts'
import { EchecAilleurs } from '../socle/travaux/echec.ts'
import { compterArret, refuser } from './arrets.queries.ts'
import { prochain } from './imports.queries.ts'

/** What the process is told once: where to work, at what time, with which secrets. They never stand in its environment. */
export type Consigne = {
  url: string
  territoire: Chantier['territoire']
  now: string
  trousseau: ReturnType<typeof trousseauPose>
  trace: string | null
}
/** What it says: that it lives, and what it weighs, every second; how it ended. */
export type Nouvelle = { rss: number } | { fini: true } | { echec: string; panne: Panne | null }

/**
 * Memory of the process, in bytes and in megabytes of its heap; how long it may say nothing. A flow of 100,000 households takes 400 MB,
 * and says every second that it goes on.
 */
const BORNES = { rss: 1024 * 1024 * 1024, tasMo: 768, silenceMs: 60_000 }
const ESSAIS = 3

type Arret = 'memoire' | 'silence' | 'arret'
const PHRASES: Record<Arret, string> = {
  memoire: 'il demandait plus de mémoire que n’en prend le plus gros des fichiers connus',
  silence: 'il ne donnait plus signe de vie',
  arret: 'le programme s’est arrêté net',
}

/** An import whose process died as many times is set aside: the others wait no more. */
const mortel = (arret: Arret) => ({
  code: 'import-mortel',
  message: `Ce fichier a été essayé trois fois, et trois fois il a fallu l’arrêter : ${PHRASES[arret]}. Rien n’a changé. Demandez-le de nouveau à son expéditeur, ou signalez-le à votre assistance.`,
})

/**
 * Applies the imports that wait in a territory, in a process of their own: what a file holds can stop it, and nothing else. One that
 * stops it is tried three times, then refused with its reason, and the next ones go on. A process that dies with no file in hand is also
 * started again at once, three times. Throws what isn't the fault of a file. 'rendu': who asks stops (`arret`); what was under way is
 * undone, and waits.
 */
export async function appliquerAPart(
  { base, territoire, maintenant, arret: rendre }: Chantier,
  programme = new URL('../appliquer-imports.ts', import.meta.url),
  bornes = BORNES,
): Promise<'rendu' | 'fini'> {
  let sansFichier = 0
  for (;;) {
    if (!(await prochain(base.territoire(territoire.code)))) return 'fini'
    const consigne = { url: base.url, territoire, now: maintenant(), trousseau: trousseauPose(), trace: traceEnCours() }
    const arret = await unPassage(programme, consigne, bornes, rendre)
    if (!arret) return 'fini'
    if (arret === 'rendu') return arret
    const ici = contexte(base.territoire(territoire.code), base, { agent: SYSTEME, territoire, now: maintenant() })
    const mort = await compterArret(ici)
    if (!mort && ++sansFichier >= ESSAIS)
      throw new Refusal('conflict', 'imports-arretes', `Le programme des imports s’est arrêté : ${PHRASES[arret]}.`)
    if (mort && mort.arrets >= ESSAIS) await refuser(ici, mort.id, mortel(arret), maintenant())
  }
}

/** Runs the process once; null when it ended as it should. */
async function unPassage(
  programme: URL,
  consigne: Consigne,
  bornes: typeof BORNES,
  rendre?: AbortSignal,
): Promise<Arret | 'rendu' | null> {
  if (rendre?.aborted) return 'rendu'
  const enfant = fork(programme, [], {
    execArgv: [`--max-old-space-size=${bornes.tasMo}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let arret: Arret | 'rendu' | null = null
  const tuer = (pourquoi: Arret | 'rendu') => {
    arret ??= pourquoi
    enfant.kill('SIGKILL')
  }
  let veille = setTimeout(tuer, bornes.silenceMs, 'silence')
  const seRendre = () => tuer('rendu')
  rendre?.addEventListener('abort', seRendre)
  const fin = await new Promise<Nouvelle | null>((conclure, echouer) => {
    let dite: Nouvelle | null = null
    enfant.on('message', (nouvelle: Nouvelle) => {
      clearTimeout(veille)
      veille = setTimeout(tuer, bornes.silenceMs, 'silence')
      if ('rss' in nouvelle) {
        if (nouvelle.rss > bornes.rss) tuer('memoire')
      } else dite = nouvelle
    })
    enfant.once('error', echouer)
    enfant.once('exit', (_code, signal) => {
      // V8 stops so when its heap is full.
      if (signal === 'SIGABRT') arret ??= 'memoire'
      conclure(dite)
    })
    enfant.send(consigne)
  }).finally(() => {
    clearTimeout(veille)
    rendre?.removeEventListener('abort', seRendre)
  })
  if (fin && 'echec' in fin) throw new EchecAilleurs(fin.echec, fin.panne)
  return fin ? null : (arret ?? 'arret')
}

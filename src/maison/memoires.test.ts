import { expect, test } from 'vitest'
import { horsProduit, lireSources, type Source, uneSource } from './sources.ts'

/**
 * What a process remembers from one request to the next, and why it is never late on what another process wrote: `file: name`. A memory
 * of what the base holds asks the base whether it moved, or is told (`suivreSessions`, socle/postgres/ecoute.ts).
 */
const MEMOIRES: Readonly<Record<string, string>> = {
  'src/agent/session/session.queries.ts: memoires':
    'open sessions with their territory: the base says what changes; five seconds at most, one for who hears nothing',
  'src/agent/session/session.queries.ts: lecteurs': 'who asks at the same moment: nothing outlives the answer',
  'src/orientation/aujourdhui.queries.ts: gardes':
    'the list of the day, under the last event and the last flow, asked each time',
  'src/orientation/aujourdhui.queries.ts: versions': 'who asks at the same moment: nothing outlives the answer',
  'src/orientation/aujourdhui.ts: tableaux': 'drawn from what `gardes` gives, under the same version',
  'src/socle/lectures/consultation.ts: lots': 'who writes at the same moment: nothing outlives the answer',
  'src/socle/lectures/lecture-liste.ts: lots': 'who writes at the same moment: nothing outlives the answer',
  'src/socle/lectures/lecture-liste.ts: retenues':
    'that a list was shown to somebody less than a quarter of an hour ago: two processes keep it twice, never less than once',
  'src/socle/export/tableau.ts: enCours': 'exports under way in this process: a limit of its own',
  'src/socle/http/reponse.ts: textes': 'the JSON of an answer that is the same object',
  'src/socle/db.ts: noms': 'names of prepared statements, from their text',
  'src/socle/db.ts: prepares': 'the face of a connection',
  'src/socle/postgres/portes.ts: derives': 'derived from FILROUGE_ROLES, which a process keeps as long as it lives',
  'src/socle/postgres/sortie.ts: actions': 'what this process does as it ends',
  'src/socle/auth/cle.ts: venueDe': 'where the key was found, which a process keeps as long as it lives',
  'src/socle/observer/traces.ts: outils': 'of OpenTelemetry, loaded once',
  'src/socle/postgres/perte.ts: annulees': 'errors on their way to be answered',
  'src/socle/postgres/perte.ts: pleineLe': 'that this process was refused for want of room, ten seconds ago at most',
  'src/socle/auth/cles.ts: trousseau': 'the key of FILROUGE_CLE, which a process keeps as long as it lives',
  'src/socle/auth/cles.ts: derivees': 'derived from the key, by its number',
  'src/socle/pdf/typst.ts: rendus': 'letters being composed in this process: a limit of its own',
  'src/territoire/decoupage.queries.ts: index': 'communes of a library: only another version of it changes them',
  'src/territoire/decoupage.queries.ts: connus': 'communes of a library: only another version of it changes them',
  'src/territoire/jours-feries.ts: connus': 'days of the law, computed',
  'src/agent/proconnect/fournisseur.ts: connu': 'what the identity provider publishes of itself: asked again each hour',
  'src/agent/session/bon-mot-de-passe.ts: lePeseur': 'the lists of a library, loaded once',
  'src/socle/auth/mot-de-passe.ts: leurre': 'a hash of nobody’s password',
  'src/socle/auth/cles.ts: nonceSuivant': 'randomness drawn in advance',
  'src/socle/uuid.ts: prise': 'randomness drawn in advance',
  'src/socle/pdf/typst.ts: compilateur': 'the compiler and its fonts, loaded once',
  'src/socle/api.ts: enPanneDepuis': 'of the browser',
  'src/socle/api.ts: quelquUn': 'of the browser',
  'src/chiffrer-textes.ts: AUCUNE': 'nothing, always',
  'src/echanges/cnaf/beneficiaires/lire/fil.ts: lecteur': 'the file that this thread reads',
  'src/lecture/tableau/a-part.ts: ouverts': 'files open in this process: a limit of its own',
  'src/lecture/tableau/fil.ts: morceaux': 'the file that this thread reads',
  'src/lecture/tableau/fil.ts: lectures': 'the file that this thread reads',
  'src/lecture/tableau/fil.ts: gardes': 'the file that this thread reads',
  'src/lecture/tableau/fil.ts: ouverts': 'the file that this thread reads',
  'src/lecture/tableau/fil.ts: cours': 'the file that this thread reads',
}

/** Memories of the modules that a server runs: what may change, or begins empty to be filled. */
function memoires(sources: readonly Source[]): string[] {
  return sources
    .filter(s => !horsProduit(s.chemin))
    .flatMap(({ chemin, texte }) =>
      [
        ...texte.matchAll(/^(?:export )?let (\w+)/gm),
        ...texte.matchAll(/^(?:export )?const (\w+)[^=\n]*= new (?:Weak)?(?:Map|Set)(?:<.*>)?\(\)$/gm),
      ].map(([, nom]) => `${chemin}: ${nom}`),
    )
}

test('ce dont un processus se souvient suit ce qu’un autre écrit', () => {
  const trouvees = memoires(lireSources('src/**/*.ts')).filter(m => !/^src\/(web|socle\/ui)\/|\/pages\//.test(m))
  expect(trouvees.sort()).toEqual(Object.keys(MEMOIRES).sort())
})

test('la règle se voit échouer : un souvenir de plus', () => {
  const texte = 'const connus = new Map<string, string>()\nexport let dernier = 0\nconst FIXES = new Set([1])\n'
  expect(memoires([uneSource('src/x/x.ts', texte)])).toEqual(['src/x/x.ts: dernier', 'src/x/x.ts: connus'])
})

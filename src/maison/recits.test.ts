import { describe, expect, test } from 'vitest'
import { autorise } from '../agent/autorise.ts'
import { NOMS_ROLES } from '../agent/roles.ts'
import { CAS_USAGE, PUBLICS } from '../cas-usage.ts'
import { type Navigateur, unEssai } from '../essai.ts'
import { echeancesFausses } from '../essai-echeances.ts'
import { leJourEtLeVrai } from '../orientation/essai-aujourdhui.ts'
import { FAMILLES, RECITS } from '../recits.ts'
import type { Recit } from '../socle/recit.ts'
import { uuidv7 } from '../socle/uuid.ts'
import { LIGNES } from './essai-lignes.ts'
import { type Monde, unMonde } from './essai-monde.ts'
import { lireSources } from './sources.ts'

/** Rule 6 of the house (architecture §5): every command leaves an event, told by its domain. */
const essai = unEssai()
const commandes = <D extends { route: string; lecture?: true }>(cas: readonly { declaration: D }[]): D[] =>
  cas.map(c => c.declaration).filter(d => !d.lecture && !d.route.startsWith('GET '))

/** Commands that leave nothing to tell, and why. */
const SANS_TRACE: Record<string, string> = {
  'PUT /avis/:avisId/lecture': 'le marque-page d’un agent dans ses propres avis : rien du territoire ne change',
  'PUT /avis/lecture': 'le marque-page d’un agent dans ses propres avis : rien du territoire ne change',
  'PUT /imports/:importId/contenu': 'un morceau d’un fichier, dont le dépôt est raconté',
  'POST /personnes/:personneId/documents': 'annonce un document, dont le dépôt est raconté quand il est entier',
  'POST /connexion': 'ouvre une session, ne change rien du territoire',
  'POST /connexion/territoire': 'ouvre une session, ne change rien du territoire',
  'POST /session/territoire': 'ouvre une session ailleurs, ne change rien du territoire',
  'POST /activation/lien': 'une lecture : le jeton d’un lien ne va pas dans une adresse',
  'POST /oubli': 'demande un courriel : rien ne dit encore si l’adresse a un compte',
  'POST /connexion/facteur': 'ouvre une session, ne change rien du territoire',
  'POST /connexion/proconnect': 'commence une connexion, ne change rien du territoire',
  'POST /connexion/proconnect/retour': 'ouvre une session, ne change rien du territoire',
  'POST /connexion/cle/demande': 'commence une connexion, ne change rien du territoire',
  'POST /connexion/cle': 'ouvre une session, ne change rien du territoire',
  'POST /compte/cles/demande': 'commence un ajout, qui est raconté quand il est fait',
  'POST /compte/totp': 'commence un ajout, qui est raconté quand il est confirmé',
  'POST /compte/sessions/:sessionId/fermeture': 'ferme une de ses propres sessions, ne change rien du territoire',
  'POST /compte/sessions/fermeture': 'ferme ses propres sessions, ne change rien du territoire',
  'POST /deconnexion': 'ferme une session, ne change rien du territoire',
  'POST /session/habilitation': 'choisit parmi ses rôles : chaque lecture et chaque acte dit sous lequel',
}

const fait = async (agent: Navigateur, route: string, entree: Record<string, unknown>) => {
  expect((await agent.brut(route, entree)).status).toBe(200)
  return entree
}
/** Where nothing is there to be done in the world as it stands: what is done before. */
const PREPARER: Record<string, (monde: Monde) => Promise<Record<string, unknown>>> = {
  'POST /doublons/:doublonId/separation': ({ dedans, doublonId, personneId }) =>
    fait(dedans['charge-orientation'], 'POST /doublons/:doublonId/fusion', { doublonId, garder: personneId }),
  'POST /imports/:importId/annulation': async ({ listeId }) => {
    const applique = { statut: 'applique', debutLe: essai.now, finLe: essai.now }
    await essai.base.territoire('59').updateTable('import').set(applique).where('id', '=', listeId).execute()
    return { importId: listeId }
  },
  // Given to a colleague who follows her meanwhile, and no more.
  'POST /personnes/:personneId/rendez-vous/releve': async ({ dedans, personneId, collegueId, referentId }) => {
    const charge = dedans['charge-orientation']
    const suivre = (qui: string) =>
      fait(charge, 'POST /personnes/:personneId/referents', { id: uuidv7(), personneId, referentId: qui })
    await suivre(collegueId)
    const pris = { id: uuidv7(), personneId, agentId: collegueId, debut: '2025-03-27T10:00', lieu: '12 rue Exemple' }
    await fait(charge, 'POST /personnes/:personneId/rendez-vous', { ...pris, objet: 'suivi' })
    await suivre(referentId)
    return { personneId, rendezVous: { [pris.id]: 'annuler' } }
  },
  'POST /structures/:structureId/fermeture': async () => ({ structureId: await essai.uneStructure() }),
  'POST /parametres/:cle/annulation': ({ dedans }) =>
    fait(dedans.administrateur, 'POST /parametres/:cle', {
      cle: 'pilotage.seuil-secret',
      valeur: 6,
      effetLe: '2025-04-01',
      motif: 'Essai de la maison',
    }),
}

const ecrits = (depuis: number) =>
  essai.base.territoire('59').selectFrom('evenement').selectAll().where('id', '>', depuis).orderBy('id').execute()
const dernier = async () => (await ecrits(0)).at(-1)?.id ?? 0

/** What is wrong with an event as it was written. */
function fautes(recits: readonly Recit[], evenement: Awaited<ReturnType<typeof ecrits>>[number]): string[] {
  const recit = recits.find(r => r.nom === evenement.type)
  if (!recit) return [`${evenement.type} n’a pas de récit`]
  const { objet, avant, apres } = evenement
  return [
    (objet ?? 'personne') === recit.sur
      ? null
      : `${recit.nom} est écrit sur ${objet}, son récit est celui de ${recit.sur}`,
    recit.schema.partial().strict().nullable().safeParse(avant).error?.message,
    recit.schema.strict().nullable().safeParse(apres).error?.message,
  ].flatMap(faute => faute ?? [])
}

describe('chaque commande laisse une trace racontée', () => {
  test.each(commandes(CAS_USAGE).filter(c => !SANS_TRACE[c.route]))('$route', async ({ route, permission }) => {
    const monde = await unMonde(essai)
    const role = NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permission))
    const agent = monde.dedans[role ?? 'administrateur']
    const entree = (await PREPARER[route]?.(monde)) ?? LIGNES[route]?.entree(monde, agent.id)
    expect(await echeancesFausses(essai)).toEqual([])
    const awa = await essai.unAgent('charge-orientation')
    await leJourEtLeVrai(essai, awa)
    const avant = await dernier()
    const { status, texte } = await agent.brut(route, entree)
    expect([status, status === 200 ? '' : texte]).toEqual([200, ''])
    const traces = await ecrits(avant)
    expect(traces.length, 'aucun événement').toBeGreaterThan(0)
    expect(traces.flatMap(e => fautes(RECITS, e))).toEqual([])
    expect(traces.map(e => [e.acteurId, e.acteurNom])).toContainEqual([agent.id, 'Agent ESSAI'])
    expect(await echeancesFausses(essai), 'ce qui est dû ne suit pas').toEqual([])
    const [garde, vrai] = await leJourEtLeVrai(essai, awa)
    expect(garde, 'Aujourd’hui garde ce qui n’est plus').toEqual(vrai)
    // Sent again, as a thin line does: refused in plain words or answered, and what the caller named by its id is done once.
    const encore = await agent.brut(route, entree)
    expect([encore.status < 500, encore.texte]).toEqual([true, encore.texte])
    if (entree && 'id' in entree) expect([encore.status, (await ecrits(avant)).length]).toEqual([200, traces.length])
  })
})

test('ce qui se dit une lecture n’écrit rien à raconter', async () => {
  const monde = await unMonde(essai)
  const lectures = CAS_USAGE.map(c => c.declaration).filter(d => d.lecture)
  expect(lectures.length).toBeGreaterThan(0)
  const avant = await dernier()
  for (const { route, permission } of lectures) {
    const role = NOMS_ROLES.find(r => autorise({ genre: 'agent', role: r }, permission))
    const agent = monde.dedans[role ?? 'administrateur']
    expect([route, (await agent.brut(route, LIGNES[route]?.entree(monde, agent.id))).status]).toEqual([route, 200])
  }
  expect(await ecrits(avant)).toEqual([])
})

test('la liste des commandes sans trace ne garde que des commandes', () => {
  const routes: string[] = [...commandes(CAS_USAGE), ...commandes(PUBLICS)].map(c => c.route)
  expect(Object.keys(SANS_TRACE).filter(route => !routes.includes(route))).toEqual([])
  // The public commands that change something have their own tests, with a session, a password or a link.
  expect(
    commandes(PUBLICS)
      .map(c => c.route)
      .filter(route => !SANS_TRACE[route]),
  ).toEqual([
    'POST /mot-de-passe',
    'POST /activation',
    'POST /activation/rejoindre',
    'POST /activation/refus',
    'POST /connexion/proconnect/rattachement',
    'POST /compte/totp/:totpId/confirmation',
    'POST /compte/cles',
    'POST /compte/facteurs/:facteurId/retrait',
    'POST /compte/codes-secours',
    'POST /compte/proconnect/retrait',
  ])
})

describe('chaque sorte d’événement a son récit, un seul, dans son domaine', () => {
  const domaines = lireSources('src/**/*.recits.ts')
  test('deux récits n’ont pas le même nom', () => {
    const noms = RECITS.map(r => r.nom)
    expect(noms.filter((nom, rang) => noms.indexOf(nom) !== rang)).toEqual([])
  })
  test('un récit se déclare dans x.recits.ts, et chacun est dans le registre', async () => {
    const ailleurs = lireSources('src/**/*.{ts,tsx}')
      .filter(({ chemin, texte }) => /\brecit\(\s*'/.test(texte) && !/\.recits\.ts$|\.test\.ts$/.test(chemin))
      .map(s => s.chemin)
    expect(ailleurs).toEqual([])
    const declares = domaines.flatMap(({ texte }) => [...texte.matchAll(/\brecit\(\s*'([^']+)'/g)].map(m => m[1]))
    expect(declares.sort()).toEqual(RECITS.map(r => r.nom).sort())
  })
  test('chaque récit d’une personne est dans la famille qui le filtre, une seule', () => {
    const filtres = Object.values(FAMILLES).flatMap(f => f.recits.map(r => r.nom))
    expect(filtres.filter((nom, rang) => filtres.indexOf(nom) !== rang)).toEqual([])
    expect(RECITS.filter(r => r.sur === 'personne' && !filtres.includes(r.nom)).map(r => r.nom)).toEqual([])
  })
  test('chaque récit est écrit quelque part', () => {
    const code = lireSources('src/**/*.ts')
      .filter(({ chemin }) => !/\.test\.ts$|\.recits\.ts$/.test(chemin))
      .map(s => s.texte)
      .join('\n')
    const noms = domaines.flatMap(({ texte }) => [...texte.matchAll(/export const (recit\w+)/g)].map(m => m[1] ?? ''))
    expect(noms.filter(nom => !new RegExp(`\\b${nom}\\b`).test(code))).toEqual([])
  })
  test('seul le socle écrit un événement', () => {
    const ecrivent = lireSources('src/**/*.ts')
      .filter(({ chemin }) => !/\.test\.ts$|(^|\/)essai[^/]*\.ts$/.test(chemin))
      .filter(({ texte }) => /insertInto\(\s*'evenement'|insert\s+into\s+evenement\b/i.test(texte))
    expect(ecrivent.map(s => s.chemin)).toEqual(['src/socle/evenement.ts'])
  })
})

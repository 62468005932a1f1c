import type { Faute } from './saisie/faute.ts'
import type { Input, Output, RouteOf } from './use-case.ts'

/** A refusal as the browser receives it (application/problem+json). `requete` is the number to quote to the help desk. */
export class ApiRefusal extends Error {
  readonly status: number
  readonly code: string
  readonly champs: Faute[]
  readonly requete: string | null
  /** Whose file asks first why it is opened. */
  readonly personneId: string | null
  /** Seconds after which to ask again, when the server said so. */
  readonly attendre: number | null
  /** What stands now in the place of what was asked for, when the same may be asked of it. */
  readonly actuel: string | null
  constructor(
    status: number,
    code: string,
    message: string,
    champs: Faute[],
    requete: string | null,
    personneId: string | null = null,
    attendre: number | null = null,
    actuel: string | null = null,
  ) {
    super(message)
    this.name = 'ApiRefusal'
    this.status = status
    this.code = code
    this.champs = champs
    this.requete = requete
    this.personneId = personneId
    this.attendre = attendre
    this.actuel = actuel
  }
}

/**
 * Method and address of a route with its parameters put in; what is left goes to the query of a GET, else to the body. `octets` are
 * the body itself.
 */
export function adresse(
  route: string,
  input: Record<string, unknown>,
): { method: string; url: string; body: string | Uint8Array<ArrayBuffer> | undefined; type: string | undefined } {
  const [method = 'GET', modele = '/'] = route.split(' ')
  const reste = { ...input }
  const chemin = modele.replace(/:(\w+)/g, (_, nom: string) => {
    const valeur = String(reste[nom])
    delete reste[nom]
    return encodeURIComponent(valeur)
  })
  const { octets } = reste
  if (method !== 'GET' && octets === undefined)
    return { method, url: `/api${chemin}`, body: JSON.stringify(reste), type: 'application/json' }
  delete reste.octets
  const requete = new URLSearchParams()
  for (const [nom, valeur] of Object.entries(reste)) {
    if (valeur !== undefined && valeur !== null && valeur !== '') requete.set(nom, String(valeur))
  }
  const suite = requete.size ? `?${requete}` : ''
  return {
    method,
    url: `/api${chemin}${suite}`,
    body: octets as Uint8Array<ArrayBuffer> | undefined,
    type: octets ? 'application/octet-stream' : undefined,
  }
}

/**
 * Says of a reading that nobody touched the screen for a while: the page asks by itself, which keeps no session open. A command is
 * somebody's: a long file being sent is.
 */
export const ENTETE_ABSENT = 'filrouge-absent'
let quelquUn = (): boolean => true
/** Who knows whether somebody is in front of this page. */
export const direQuiEstLa = (dit: () => boolean): void => {
  quelquUn = dit
}

/**
 * Calls a use case from the browser: `call<typeof orienter>('POST /personnes/:personneId/orientations', {…})`.
 * The route is checked against the use case by the compiler; nothing of the server is bundled.
 * Throws ApiRefusal for a refusal (French sentence in `message`) and for a cut network (status 0, code 'hors-ligne').
 */
export async function call<U>(route: RouteOf<U>, input: Input<U>): Promise<Output<U>> {
  const reponse = await envoyer(route, input as Record<string, unknown>, 'application/json')
  const contenu = reponse.status === 204 ? null : await reponse.json().catch(() => null)
  if (reponse.ok) return contenu as Output<U>
  throw refusDe(reponse, contenu)
}

/** A file that the browser saves under the name the server gave it. Cut on the way, nothing is saved and it is said. */
export async function telecharger(route: string, input: Record<string, unknown>, signal: AbortSignal): Promise<void> {
  const reponse = await envoyer(route, input, '*/*', signal)
  if (!reponse.ok) throw refusDe(reponse, await reponse.json().catch(() => null))
  const contenu = await reponse.blob().catch(() => {
    throw new ApiRefusal(
      0,
      'fichier-coupe',
      'La connexion a été coupée avant la fin du fichier : il n’est pas gardé. Vérifiez le réseau, puis recommencez.',
      [],
      null,
    )
  })
  const lien = document.createElement('a')
  lien.href = URL.createObjectURL(contenu)
  lien.download = nomDuFichier(reponse) ?? 'export'
  lien.click()
  setTimeout(() => URL.revokeObjectURL(lien.href), 60_000)
}

/** What the server calls a file. */
export function nomDuFichier({ headers }: Response): string | null {
  const [, nom = null] = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '') ?? []
  return nom && decodeURIComponent(nom)
}

async function envoyer(route: string, input: Record<string, unknown>, accept: string, signal?: AbortSignal) {
  const { method, url, body, type } = adresse(route, input)
  try {
    const reponse = await fetch(url, {
      method,
      body,
      credentials: 'same-origin',
      headers: {
        accept,
        ...(type ? { 'content-type': type } : {}),
        ...(method === 'GET' && !quelquUn() ? { [ENTETE_ABSENT]: '1' } : {}),
      },
      signal,
    })
    noterReponse(reponse.ok)
    return reponse
  } catch {
    noterReponse(false)
    throw horsLigne()
  }
}

/** Since when nothing asked of the server succeeded (milliseconds of this page); null: the last thing did. */
let enPanneDepuis: number | null = null
const noterReponse = (faite: boolean): void => {
  enPanneDepuis = faite ? null : (enPanneDepuis ?? performance.now())
}
export const dureeDeLaPanne = (): number => (enPanneDepuis === null ? 0 : performance.now() - enPanneDepuis)

/** What is said when nothing came from the server. */
export const horsLigne = (): ApiRefusal =>
  new ApiRefusal(0, 'hors-ligne', 'La connexion est coupée. Vérifiez le réseau, puis réessayez.', [], null)

type Probleme = {
  code?: string
  detail?: string
  champs?: Faute[]
  requete?: string
  personneId?: string
  actuel?: string
} | null

const refusDe = ({ status, headers }: Response, contenu: Probleme) =>
  new ApiRefusal(
    status,
    contenu?.code ?? 'panne',
    contenu?.detail ?? 'Le service n’a pas répondu. Réessayez dans un instant.',
    contenu?.champs ?? [],
    contenu?.requete ?? null,
    contenu?.personneId ?? null,
    Number(headers.get('retry-after')) || null,
    contenu?.actuel ?? null,
  )

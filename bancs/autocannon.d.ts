/** What the bench uses of autocannon, which brings no types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events'

  type Requete = { path: string; headers?: Record<string, string> }
  type Client = { setRequests: (requetes: Requete[]) => void }
  type Options = {
    url: string
    connections: number
    duration: number
    setupClient?: (client: Client) => void
    requests?: Requete[]
  }
  type Bilan = { non2xx: number; errors: number; timeouts: number }
  function autocannon(options: Options, fini: (erreur: Error | null, bilan: Bilan) => void): EventEmitter
  export = autocannon
}

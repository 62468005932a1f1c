import { createServer } from 'node:http'

/** Answers on the port as long as nothing else can: the process lives, and asks to come back. Where the port is taken, nobody does. */
export function repondreEnAttendant(port: number, hote: string): () => Promise<void> {
  const detail = 'Filrouge démarre\u00a0: sa base de données n’est pas encore là. Réessayez dans un instant.'
  const absente = { type: 'about:blank', title: detail, status: 503, code: 'base-absente', detail, champs: [] }
  const serveur = createServer((demande, reponse) => {
    const vit = demande.url === '/sante/vivant'
    const sante = !vit && /^\/sante(?:\/(pret|ecritures|file))?$/.exec(demande.url ?? '')
    const vue = vit
      ? { vivant: true }
      : !sante
        ? absente
        : sante[1]
          ? { [sante[1]]: false }
          : { vivant: true, pret: false, ecritures: false, file: false }
    reponse.writeHead(vit ? 200 : 503, {
      'content-type': vit || sante ? 'application/json' : 'application/problem+json',
      'cache-control': 'no-store',
      connection: 'close',
      ...(vit ? {} : { 'retry-after': '5' }),
    })
    reponse.end(JSON.stringify(vue))
  })
  serveur.on('error', () => {}).listen(port, hote)
  return () =>
    new Promise(ferme => {
      serveur.close(() => ferme())
      serveur.closeAllConnections()
    })
}

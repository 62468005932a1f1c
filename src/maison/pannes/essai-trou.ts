import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What stands between two machines, and may swallow all that they say without a word. */
export type Trou = {
  port: number
  /** From now on nothing passes, and nobody is told. */
  creuser: () => void
  /** All passes again; the lines that lost something are cut, as by who forgot them. */
  combler: () => void
  fermer: () => Promise<void>
}

/** Stands before a server of this machine. */
export async function unTrou(vers: number): Promise<Trou> {
  const lignes = new Set<{ bouts: Socket[]; perdue: boolean }>()
  let creuse = false
  const serveur = createServer(ici => {
    const la = connect(vers, '127.0.0.1')
    const ligne = { bouts: [ici, la], perdue: false }
    lignes.add(ligne)
    const passer = (de: Socket, a: Socket) => {
      de.on('data', octets => {
        if (creuse) ligne.perdue = true
        else if (!ligne.perdue) a.write(octets)
      })
      de.on('error', () => {})
      de.on('close', () => {
        // An end is said too: it is swallowed like the rest.
        if (creuse) ligne.perdue = true
        else a.destroy()
        if (ligne.bouts.every(b => b.destroyed)) lignes.delete(ligne)
      })
    }
    passer(ici, la)
    passer(la, ici)
  })
  serveur.listen(0, '127.0.0.1')
  await once(serveur, 'listening')
  const couper = (lesquelles: typeof lignes) => {
    for (const ligne of lesquelles) for (const bout of ligne.bouts) bout.destroy()
  }
  return {
    port: (serveur.address() as AddressInfo).port,
    creuser: () => {
      creuse = true
    },
    combler: () => {
      creuse = false
      couper(new Set([...lignes].filter(l => l.perdue)))
    },
    fermer: async () => {
      couper(lignes)
      serveur.close()
      await once(serveur, 'close')
    },
  }
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { CLE_ESSAI, unEssai } from '../../essai.ts'
import { uneLigneDeCommande } from '../../essai-cli.ts'
import { portLibre } from '../../socle/postgres/grappe.ts'

const essai = unEssai()
const { dossier, filrougeAvec } = uneLigneDeCommande(essai)

test('une base d’ailleurs qui n’est pas encore là : le serveur l’attend, le dit une fois, vit, et démarre quand elle vient', async () => {
  const [port, ici] = [await portLibre(), await portLibre()]
  const url = new URL(essai.url)
  url.port = String(port)
  const env = { ...process.env, DATABASE_URL: url.href, FILROUGE_DONNEES: dossier, FILROUGE_CLE: CLE_ESSAI }
  const serveur = spawn(process.execPath, ['src/cli.ts', 'demarrer', '--sans-demo', '--port', String(ici)], {
    cwd: path.join(import.meta.dirname, '../../..'),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const fini = once(serveur, 'exit')
  onTestFinished(() => void serveur.kill('SIGKILL'))
  let dit = ''
  for (const sortie of [serveur.stdout, serveur.stderr])
    sortie.on('data', morceau => {
      dit += morceau
    })
  const jusqua = async (quoi: RegExp) => {
    while (!quoi.test(dit)) {
      if (serveur.exitCode !== null) throw new Error(dit)
      await sleep(50)
    }
  }
  const demander = async (quoi: string) => {
    const reponse = await fetch(`http://127.0.0.1:${ici}${quoi}`)
    return [reponse.status, (await reponse.json()) as Record<string, unknown>]
  }
  await jusqua(/Filrouge l’attend/)
  await sleep(3000)
  expect(await demander('/sante/vivant')).toEqual([200, { vivant: true }])
  expect(await demander('/sante/pret')).toEqual([503, { pret: false }])
  expect(await demander('/sante')).toEqual([503, { vivant: true, pret: false, ecritures: false, file: false }])
  expect(await demander('/api/moi')).toEqual([503, expect.objectContaining({ code: 'base-absente' })])
  const { hostname, port: vrai } = new URL(essai.url)
  const relais = createServer(prise => {
    const la = connect(Number(vrai), hostname)
    for (const p of [prise, la]) p.on('error', () => {})
    prise.pipe(la).pipe(prise)
  })
  await new Promise<void>(pret => relais.listen(port, '127.0.0.1', pret))
  await jusqua(new RegExp(`Filrouge est prêt\\s*: http://127.0.0.1:${ici}`))
  expect(dit.split('Filrouge l’attend')).toHaveLength(2)
  expect(dit).not.toContain(url.password)
  expect(await demander('/sante/pret')).toEqual([200, { pret: true }])
  serveur.kill('SIGTERM')
  expect(await fini).toEqual([0, null])
  relais.close()
}, 120_000)

test.each([
  ['une base qui n’existe pas', { pathname: '/existe_pas' }, /n’existe pas/],
  ['un mauvais mot de passe', { password: 'mauvais' }, /refuse l’utilisateur ou le mot de passe/],
])('%s : le démarrage le dit aussitôt', async (_, faute, phrase) => {
  const { href } = Object.assign(new URL(essai.url), faute)
  const { code, erreurs } = await filrougeAvec({ DATABASE_URL: href }, 'demarrer', '--sans-demo', '--port', '0')
  expect([code, erreurs]).toEqual([1, expect.stringMatching(phrase)])
})

import { PASSES } from './passes.ts'
import { memoireMaximale } from './processus.ts'

const [nom = '', demande = '{}'] = process.argv.slice(2)
const faire = PASSES[nom as keyof typeof PASSES] as unknown as (demande: unknown) => Promise<object>
const mesure = await faire(JSON.parse(demande))
process.send?.({ ...mesure, memoireMio: memoireMaximale() })
process.disconnect?.()

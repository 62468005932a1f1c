import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'vitest'

// Published samples and schemas live beside the project, not in it. Their tests are the only ones that may not be played: elsewhere
// what a test needs is there, or it fails. `npm test` counts them at its end.

/** Where a sample is, or would be. `nom`: its path under the folder of formats. */
export const cheminEchantillon = (nom: string): string => join(import.meta.dirname, '../../shared/formats', nom)

/** A test, or several by `.each`, that reads this sample. */
export const testSurEchantillon = (nom: string) => test.skipIf(!existsSync(cheminEchantillon(nom)))

/** Tests that read this sample. */
export const groupeSurEchantillon = (nom: string) => describe.skipIf(!existsSync(cheminEchantillon(nom)))

import { Writable } from 'node:stream'
import { type Level, pino } from 'pino'

/** A log that is kept line by line, to be read. */
export function unJournal(level: Level) {
  const lignes: string[] = []
  const flux = new Writable({
    write(morceau, _, suite) {
      lignes.push(String(morceau))
      suite()
    },
  })
  return { lignes, logger: pino({ level }, flux) }
}

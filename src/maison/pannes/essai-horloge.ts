// Loaded before a program (NODE_OPTIONS, --import): at each SIGUSR2 its clock goes back by an hour. PostgreSQL's stays right.
const HEURE_MS = 3_600_000
let retard = 0
process.on('SIGUSR2', () => {
  retard += HEURE_MS
})

const vrai = { date: Date.now, instant: Temporal.Now.instant }
Date.now = () => vrai.date() - retard
globalThis.Date = new Proxy(Date, {
  construct: (cible, arguments_, nouvelle) =>
    Reflect.construct(cible, arguments_.length ? arguments_ : [cible.now()], nouvelle),
  apply: cible => new cible(cible.now()).toString(),
})

const instant = () => vrai.instant().subtract({ milliseconds: retard })
const ici = (fuseau: Temporal.TimeZoneLike = Temporal.Now.timeZoneId()) => instant().toZonedDateTimeISO(fuseau)
Object.assign(Temporal.Now, {
  instant,
  zonedDateTimeISO: ici,
  plainDateTimeISO: (fuseau?: string) => ici(fuseau).toPlainDateTime(),
  plainDateISO: (fuseau?: string) => ici(fuseau).toPlainDate(),
  plainTimeISO: (fuseau?: string) => ici(fuseau).toPlainTime(),
})

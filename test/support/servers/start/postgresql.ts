import { chownSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Service } from '../service.js'
import { call, found, freePort, installSystem, isRoot, scratch, start } from '../shell.js'

const PLACE = '/usr/lib/postgresql'

function folder(): string | undefined {
  if (!found(PLACE)) return undefined
  const paths = readdirSync(PLACE).map((version) => join(PLACE, version, 'bin'))
  return paths
    .sort()
    .reverse()
    .find((path) => found(join(path, 'initdb')))
}

/** The server refuses to run as root: its own user runs it. */
function asItself(program: string, args: readonly string[]): [string, string[]] {
  return isRoot ? ['runuser', ['-u', 'postgres', '--', program, ...args]] : [program, [...args]]
}

/** A PostgreSQL server with three databases: one that is asked, and the two shards behind it. */
export const postgresqlService: Service = {
  name: 'postgresql',
  install: async () => {
    if (!folder()) await installSystem('postgresql')
  },
  start: async () => {
    const bin = folder() as string
    const { path, remove } = scratch('postgresql')
    if (isRoot) {
      const id = Number(await call('id', ['-u', 'postgres']))
      chownSync(path, id, id)
    }
    const data = join(path, 'data')
    const init = ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8']
    await call(...asItself(join(bin, 'initdb'), [...init, '--locale=C.UTF-8']), { cwd: path })
    const port = `${await freePort()}`
    const settings = [
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${path}`,
      'fsync=off',
      // Not that of any data: no result may depend on it.
      'timezone=America/New_York',
    ].flatMap((setting) => ['-c', setting])
    const sql = (database: string, ...statements: readonly string[]): Promise<string> =>
      call(
        join(bin, 'psql'),
        ['-h', '127.0.0.1', '-p', port, '-U', 'postgres', '-d', database, '-qtA'].concat(
          statements.flatMap((statement) => ['-c', statement]),
        ),
      )
    const running = await start(
      ...asItself(join(bin, 'postgres'), ['-D', data, '-p', port, ...settings]),
      () => sql('postgres', 'SELECT 1').then(Boolean, () => false),
      { cwd: path },
    )
    await sql(
      'postgres',
      'CREATE DATABASE cases',
      'CREATE DATABASE shard_0',
      'CREATE DATABASE shard_1',
    )
    await sql('cases', 'CREATE EXTENSION postgres_fdw')
    for (const shard of ['shard_0', 'shard_1'])
      await sql(
        'cases',
        `CREATE SERVER ${shard} FOREIGN DATA WRAPPER postgres_fdw
          OPTIONS (host '127.0.0.1', port '${port}', dbname '${shard}', async_capable 'true')`,
        `CREATE USER MAPPING FOR postgres SERVER ${shard} OPTIONS (user 'postgres')`,
      )
    const version = (await sql('cases', 'SHOW server_version')).split(' ')[0] as string
    return {
      version: `${version.trim()}, two shards`,
      env: { SQL_PORT: port },
      stop: async () => {
        await running.stop()
        remove()
      },
    }
  },
}

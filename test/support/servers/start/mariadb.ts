import { chownSync } from 'node:fs'
import { join } from 'node:path'
import type { Service } from '../service.js'
import {
  call,
  found,
  freePort,
  installDrivers,
  installSystem,
  isRoot,
  scratch,
  start,
} from '../shell.js'

const SERVER = '/usr/sbin/mariadbd'
const ZONES = '/usr/share/zoneinfo'

/** A MariaDB server with the tables of time zones. */
export const mariadbService: Service = {
  name: 'mariadb',
  install: async () => {
    if (!found(SERVER) || !found(ZONES)) await installSystem('mariadb-server', 'tzdata')
    await installDrivers('mariadb@3.5.4', 'mysql2@3.24.6')
  },
  start: async () => {
    const drivers = await installDrivers('mariadb@3.5.4', 'mysql2@3.24.6')
    const { path, remove } = scratch('mariadb')
    const user = isRoot ? ['--user=mysql'] : []
    if (isRoot) {
      const id = Number(await call('id', ['-u', 'mysql']))
      chownSync(path, id, id)
    }
    const data = `--datadir=${join(path, 'data')}`
    const socket = join(path, 'socket')
    await call('mariadb-install-db', [
      '--no-defaults',
      ...user,
      data,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ])
    const port = `${await freePort()}`
    const sql = (database: string, input: string): Promise<string> =>
      call('mariadb', ['--no-defaults', '-S', socket, '-u', 'root', '-N', database], { input })
    const running = await start(
      SERVER,
      [
        '--no-defaults',
        ...user,
        data,
        `--socket=${socket}`,
        `--port=${port}`,
        '--bind-address=127.0.0.1',
        '--skip-grant-tables',
        '--skip-networking=0',
        '--innodb-flush-log-at-trx-commit=0',
      ],
      () => sql('mysql', 'SELECT 1').then(Boolean, () => false),
    )
    await sql('mysql', await call('mysql_tzinfo_to_sql', [ZONES]))
    await sql('mysql', 'CREATE DATABASE cases CHARACTER SET utf8mb4')
    const version = (await sql('cases', 'SELECT VERSION()')).split('-')[0] as string
    return {
      version: version.trim(),
      env: { SQL_PORT: port, SQL_DRIVERS: drivers },
      stop: async () => {
        await running.stop()
        remove()
      },
    }
  },
}

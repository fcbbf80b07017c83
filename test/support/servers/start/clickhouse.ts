import type { Service } from '../service.js'
import { call, installPython } from '../shell.js'

const install = (): Promise<string> => installPython('chdb', 'chdb==4.4.0')

/** ClickHouse, which runs in a process of the tests. */
export const clickhouseService: Service = {
  name: 'clickhouse',
  install: async () => {
    await install()
  },
  start: async () => {
    const python = await install()
    const version = await call(python, ['-c', 'import chdb; print(chdb.query("SELECT version()"))'])
    return {
      version: version.replaceAll('"', '').trim(),
      env: { SQL_PYTHON: python },
      stop: async () => {},
    }
  },
}

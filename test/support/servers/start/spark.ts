import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Service, Started } from '../service.js'
import { call, found, freePort, installPython, installSystem, scratch, start } from '../shell.js'

const install = (): Promise<string> => installPython('pyspark', 'pyspark==4.3.0')

/** A cluster of a master and two workers on this machine. */
export const sparkService: Service = {
  name: 'spark',
  install: async () => {
    if (!found('/usr/bin/java')) await installSystem('openjdk-17-jre-headless')
    await install()
  },
  start: () => startCluster('1g'),
}

/** Starts the cluster; each worker has one core and this much memory. */
export async function startCluster(memory: string): Promise<Started> {
  const python = await install()
  const [home, version] = (
    await call(python, ['-c', 'import pyspark; print(pyspark.__path__[0], pyspark.__version__)'])
  )
    .trim()
    .split(' ') as [string, string]
  const { path, remove } = scratch('spark')
  const env = {
    ...process.env,
    SPARK_HOME: home,
    SPARK_LOCAL_IP: '127.0.0.1',
    SPARK_LOCAL_DIRS: join(path, 'local'),
    SPARK_DAEMON_MEMORY: '256m',
    SPARK_LOG_DIR: path,
  }
  const port = await freePort()
  const master = `spark://127.0.0.1:${port}`
  const log = join(path, 'log')
  // The daemons say on their standard error when they are there.
  const daemon = (name: string, says: string, ...args: readonly string[]) =>
    start(
      'sh',
      ['-c', `exec "$0" "$@" 2>> ${log}.${name}`, join(home, 'bin/spark-class'), ...args],
      async () =>
        readdirSync(path).includes(`log.${name}`) &&
        readFileSync(`${log}.${name}`, 'utf8').includes(says),
      { env },
    )
  const deploy = 'org.apache.spark.deploy'
  const running = [
    await daemon(
      'master',
      'New state: ALIVE',
      `${deploy}.master.Master`,
      ...['--host', '127.0.0.1', '--port', `${port}`, '--webui-port', '0'],
    ),
  ]
  const workers = ['worker-1', 'worker-2'].map((name) =>
    daemon(
      name,
      'Successfully registered with master',
      `${deploy}.worker.Worker`,
      ...['--host', '127.0.0.1', '--cores', '1', '--memory', memory, '--webui-port', '0'],
      ...['-d', join(path, name), master],
    ),
  )
  running.push(...(await Promise.all(workers)))
  return {
    version: `${version}, two workers`,
    env: {
      SQL_PYTHON: python,
      SPARK_MASTER: master,
      SPARK_EXECUTOR_MEMORY: memory,
      SPARK_LOCAL_IP: '127.0.0.1',
      SPARK_LOCAL_DIRS: join(path, 'local'),
    },
    stop: async () => {
      for (const each of running.reverse()) await each.stop()
      remove()
    },
  }
}

import { statfsSync } from 'node:fs'
import { totalmem } from 'node:os'

export type Durability = 'durable' | 'scratch'

const MEGABYTE = 1024 * 1024
/** Docker gives 64 MB of /dev/shm; a parallel plan that runs out of it fails its query. */
const SMALL_SHARED_MEMORY = 512 * MEGABYTE

/**
 * `postgresql.conf`, written anew at every start: a small machine that also runs the application, and lists of a million rows.
 * `scratch` gives up the safety of data for speed and is for tests only.
 */
export const postgresConf = (port: number, durability: Durability): string => {
  const large = totalmem() >= 4096 * MEGABYTE
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 100,
    password_encryption: 'scram-sha-256',
    shared_buffers: large ? '256MB' : '128MB',
    effective_cache_size: large ? '2GB' : '512MB',
    work_mem: '16MB',
    maintenance_work_mem: large ? '256MB' : '64MB',
    dynamic_shared_memory_type: dynamicSharedMemory(),
    max_worker_processes: 8,
    max_parallel_workers_per_gather: 2,
    jit: 'off',
    random_page_cost: 1.1,
    // There are no replicas of the embedded database: bulk loads into new tables need no log.
    wal_level: 'minimal',
    max_wal_senders: 0,
    wal_compression: 'on',
    max_wal_size: '2GB',
    min_wal_size: '160MB',
    checkpoint_timeout: '15min',
    synchronous_commit: 'on',
    fsync: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    datestyle: 'iso, ymd',
    lc_messages: 'C',
    lc_monetary: 'C',
    lc_numeric: 'C',
    lc_time: 'C',
    default_text_search_config: 'pg_catalog.simple',
    log_line_prefix: '%m [%p] %u ',
    log_lock_waits: 'on',
    log_min_duration_statement: '2s',
    // Rows hold personal data: no values in the log.
    log_error_verbosity: 'terse',
    log_parameter_max_length: 0,
    log_parameter_max_length_on_error: 0,
    autovacuum_vacuum_scale_factor: 0.05,
    autovacuum_analyze_scale_factor: 0.05,
    ...(durability === 'scratch'
      ? { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '64MB', autovacuum: 'off' }
      : {}),
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value}'`)
  return [
    '# Written by daiwei at every start. Your own settings go into ../extra.conf, which is read last.',
    ...lines,
    "include_if_exists = '../extra.conf'",
    '',
  ].join('\n')
}

const dynamicSharedMemory = (): string => {
  if (process.platform === 'win32') return 'windows'
  if (process.platform !== 'linux') return 'posix'
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return blocks * bsize >= SMALL_SHARED_MEMORY ? 'posix' : 'mmap'
  } catch {
    return 'mmap'
  }
}

/** `pg_hba.conf`: this machine only, and nobody without a password. */
export const hostAccess = ['# Written by daiwei at every start.', 'host all all 127.0.0.1/32 scram-sha-256', ''].join(
  '\n',
)

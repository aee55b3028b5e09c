import pg from 'pg'

/**
 * One connection of its own for the length of the work, without scope and pool: for migrations, roles and backups. A connection
 * that is lost fails the work's next statement.
 */
export const withConnection = async <T>(
  url: string,
  applicationName: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({ connectionString: url, application_name: applicationName })
  // Without a listener a connection that is lost between two statements would end the process.
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

type Setting = {
  readonly default: string | undefined
  /** Never shown back. */
  readonly isSecret?: true
  /** What to write, as the end of a sentence. */
  readonly zh: string
  readonly en: string
}

/** Every environment variable that the program reads; how they become a `Config` is in `config.ts`. */
export const settings = {
  PORT: {
    default: '8080',
    zh: '0 到 65535 的端口号，例如 8080',
    en: 'a port number from 0 to 65535, for example 8080',
  },
  HOST: {
    default: '0.0.0.0',
    zh: '监听地址，例如 0.0.0.0（所有网卡）或 127.0.0.1（仅本机）',
    en: 'the address to listen on, for example 0.0.0.0 (every interface) or 127.0.0.1 (this machine only)',
  },
  PUBLIC_URL: {
    default: undefined,
    zh: '用户访问的网址，例如 https://daiwei.example.cn',
    en: 'the address that people use, for example https://daiwei.example.cn',
  },
  DATA_DIR: {
    default: undefined,
    zh: '保存数据的目录，例如 /var/lib/daiwei',
    en: 'the directory that keeps the data, for example /var/lib/daiwei',
  },
  DATABASE_URL: {
    default: undefined,
    isSecret: true,
    zh: '服务角色的数据库地址，例如 postgresql://daiwei_serving:密码@主机:5432/daiwei；不填则使用内置数据库',
    en: 'the database address of the serving role, for example postgresql://daiwei_serving:PASSWORD@HOST:5432/daiwei; nothing for the built-in database',
  },
  DATABASE_OWNER_URL: {
    default: undefined,
    isSecret: true,
    zh: '迁移角色的数据库地址，例如 postgresql://daiwei_owner:密码@主机:5432/daiwei，并与 DATABASE_URL 一起使用',
    en: 'the database address of the migrating role, for example postgresql://daiwei_owner:PASSWORD@HOST:5432/daiwei, together with DATABASE_URL',
  },
  DATABASE_POOL_SIZE: {
    default: '20',
    zh: '2 到 200 的连接数，例如 20',
    en: 'a number of connections from 2 to 200, for example 20',
  },
  DEMO: {
    default: 'small',
    zh: 'small（首次启动时建立演示数据）或 none（只建立基础数据和一个管理员）',
    en: 'small (demo data on the first start) or none (reference data and one administrator only)',
  },
  CLOCK_START: {
    default: undefined,
    zh: '演示时钟的起点，例如 2026-11-22 08:30（北京时间）或 2026-11-22T00:30:00Z',
    en: "where the demo's clock begins, for example 2026-11-22 08:30 (China) or 2026-11-22T00:30:00Z",
  },
  LOG_LEVEL: {
    default: 'info',
    zh: 'trace、debug、info、warn、error、fatal 或 silent',
    en: 'trace, debug, info, warn, error, fatal or silent',
  },
  FILES_DRIVER: {
    default: 'disk',
    zh: 'disk（保存在 DATA_DIR/files）或 s3（并填写 S3_BUCKET）',
    en: 'disk (kept in DATA_DIR/files) or s3 (then with S3_BUCKET)',
  },
  S3_BUCKET: {
    default: undefined,
    zh: '存储桶名称，例如 daiwei-files',
    en: 'the name of the bucket, for example daiwei-files',
  },
  S3_REGION: {
    default: 'us-east-1',
    zh: '区域名称，例如 us-east-1',
    en: 'the name of the region, for example us-east-1',
  },
  S3_ENDPOINT: {
    default: undefined,
    zh: '对象存储的网址，例如 https://s3.example.cn；AWS 不用填',
    en: 'the address of the object store, for example https://s3.example.cn; nothing for AWS',
  },
  S3_PREFIX: { default: '', zh: '对象名的前缀，例如 daiwei/', en: 'a prefix of object names, for example daiwei/' },
  S3_PATH_STYLE: {
    default: 'no',
    zh: 'yes（网址为 主机/桶/对象）或 no（网址为 桶.主机/对象）',
    en: 'yes (addresses are host/bucket/object) or no (bucket.host/object)',
  },
  S3_ACCESS_KEY_ID: {
    default: undefined,
    zh: '访问密钥编号，与 S3_SECRET_ACCESS_KEY 一起填写',
    en: 'the id of the access key, together with S3_SECRET_ACCESS_KEY',
  },
  S3_SECRET_ACCESS_KEY: {
    default: undefined,
    isSecret: true,
    zh: '访问密钥，与 S3_ACCESS_KEY_ID 一起填写',
    en: 'the access key, together with S3_ACCESS_KEY_ID',
  },
  OIDC_ISSUER: {
    default: undefined,
    zh: '统一登录的颁发者网址，例如 https://sso.example.cn/realms/maintenance',
    en: 'the issuer of single sign-on, for example https://sso.example.cn/realms/maintenance',
  },
  OIDC_CLIENT_ID: {
    default: undefined,
    zh: '在统一登录中登记的客户端编号，例如 daiwei',
    en: 'the client id registered there, for example daiwei',
  },
  OIDC_CLIENT_SECRET: {
    default: undefined,
    isSecret: true,
    zh: '该客户端的密钥',
    en: 'the secret of that client',
  },
  CALLS_URL: {
    default: undefined,
    zh: '隐私号平台的网址，例如 https://axb.example.cn，并填写 CALLS_KEY；不填则人工拨号',
    en: 'the address of the number-privacy provider, for example https://axb.example.cn, with CALLS_KEY; nothing for dialling by hand',
  },
  CALLS_KEY: {
    default: undefined,
    isSecret: true,
    zh: '隐私号平台的密钥',
    en: 'the key of that provider',
  },
  SESSION_IDLE_MINUTES: {
    default: '120',
    zh: '1 到 1440 的分钟数：多久不操作就退出登录，例如 120',
    en: 'minutes from 1 to 1440 without any action after which a session ends, for example 120',
  },
  SESSION_MAX_HOURS: {
    default: '12',
    zh: '1 到 720 的小时数：登录最长有效时间，例如 12',
    en: 'hours from 1 to 720 after which a session ends in any case, for example 12',
  },
  TRUSTED_PROXY: {
    default: '',
    zh: '反向代理的地址或网段，用逗号分隔，例如 127.0.0.1, 10.0.0.0/8',
    en: 'addresses or networks of reverse proxies, separated by commas, for example 127.0.0.1, 10.0.0.0/8',
  },
  UPLOAD_MAX_BYTES: {
    default: '64MB',
    zh: '单个上传文件的最大字节数，例如 67108864 或 64MB',
    en: 'the greatest size of one uploaded file in bytes, for example 67108864 or 64MB',
  },
  REQUESTS_PER_MINUTE: {
    default: '600000',
    zh: '同一地址每分钟的请求上限（60 到 10000000 的整数）',
    en: 'requests from one address in a minute at most, a whole number from 60 to 10000000',
  },
} as const satisfies Readonly<Record<string, Setting>>

export type SettingName = keyof typeof settings
export const settingOf = (name: SettingName): Setting => settings[name]

package dev.signalbox.settings;

import java.util.Locale;

/** The environment variables of Signalbox, with their descriptions in README.md. */
public enum EnvironmentVariable {
  DATABASE_URL(
      "spring.datasource.url",
      "jdbc:postgresql://db.acme.example:5432/signalbox",
      "JDBC URL of the PostgreSQL database (versions 14 to 18)."),
  DATABASE_USERNAME("spring.datasource.username", "signalbox", "Database user."),
  DATABASE_PASSWORD("spring.datasource.password", "(secret)", "Password of the database user."),
  DATABASE_OWNER(
      "spring.flyway.user",
      "signalbox_owner",
      "Second database user, which owns the tables and runs migrations; the first one then can't"
          + " change the audit log. Default: one user for both."),
  DATABASE_OWNER_PASSWORD(
      "spring.flyway.password", "(secret)", "Password of the second database user."),
  PUBLIC_URL(
      "signalbox.public-url",
      "https://signalbox.acme.example",
      "URL of the console: scheme, host and port, no path. With https the session cookie is Secure"
          + " and has the prefix __Host-."),
  SECRET_KEY(
      "signalbox.secret-key",
      "generate with `openssl rand -base64 32`",
      "32 random bytes in base64. Encrypts GitHub tokens in the database; back it up separately."),
  GITHUB_CLIENT_ID(
      "signalbox.github.client-id", "Iv1.8a61f9b3a7aba766", "Client id of the OAuth App."),
  GITHUB_CLIENT_SECRET(
      "signalbox.github.client-secret", "(secret)", "Client secret of the OAuth App."),
  GITHUB_URL(
      "signalbox.github.url",
      "https://github.acme.example",
      "Base URL of GitHub Enterprise Server. Default: https://github.com."),
  GITHUB_PROXY(
      "signalbox.github.proxy",
      "http://proxy.acme.example:3128",
      "HTTP proxy for requests to GitHub. Default: none."),
  GITHUB_CA_FILE(
      "signalbox.github.ca-file",
      "/etc/signalbox/ca.pem",
      "PEM file with CA certificates to trust for GitHub in addition to Java's. Default: none."),
  GITHUB_WEBHOOK_SECRET(
      "signalbox.github.webhook-secret",
      "(secret)",
      "Secret of the webhook POST /webhooks/github, which revokes access seconds after a user"
          + " leaves the organization. Default: webhook off."),
  GITHUB_REQUIRED_FOR_REAUTHENTICATION(
      "signalbox.github.required-for-reauthentication",
      "true",
      "Whether users can't re-authenticate while GitHub is down. Otherwise they confirm with their"
          + " login and a reason, which is audited. Default: false."),
  ONE_TIME_CODES(
      "signalbox.one-time-codes",
      "true",
      "Whether admins can create one-time codes, with which they sign in while GitHub is down."
          + " Default: false."),
  REQUIRED_ORGANIZATIONS(
      "signalbox.required-organizations",
      "acme, acme-labs",
      "GitHub organizations; members of any one of them can sign in. Initial value; overridden once"
          + " saved under Settings."),
  ANYONE_WHO_CAN_SIGN_IN(
      "signalbox.anyone-who-can-sign-in",
      "true",
      "Whether anyone with a GitHub account can sign in, instead of the members of organizations."
          + " Initial value; overridden once saved under Settings. Default: false."),
  ADMINS(
      "signalbox.admins",
      "octocat, 583231",
      "Initial admins: GitHub logins or (preferred) numeric ids. An entry of digits only is an"
          + " id."),
  SUSPEND_NEW_USERS(
      "signalbox.suspend-new-users",
      "true",
      "Whether new users need approval by an admin. Initial value; overridden once saved under"
          + " Settings. Default: false."),
  SEATS(
      "signalbox.seats",
      "350",
      "Number of licensed seats; each active user takes one. The users page warns from 80%."
          + " Default: no limit."),
  RATE_LIMIT(
      "signalbox.rate-limit",
      "120",
      "Maximum number of sign-ins and of requests with an invalid API token, webhook signature or"
          + " Prometheus token, per minute and IP address, on all instances together. Also limits"
          + " the sign-ins per user. 0 turns it off. Default: 60."),
  SHUTDOWN_DELAY_SECONDS(
      "signalbox.shutdown-delay-seconds",
      "10",
      "Seconds for which an instance that was asked to stop keeps serving while its readiness check"
          + " fails, from 0 to 300, so that a load balancer stops sending requests to it. Default:"
          + " 0."),
  ACCESS_HOSTS(
      "signalbox.access.hosts",
      "ci.acme.example",
      "Hosts of the CI server to which users can be redirected after sign-in, if its ingress uses"
          + " GET /access. Default: none; users are redirected to the console."),
  ACCESS_COOKIE_DOMAIN(
      "signalbox.access.cookie-domain",
      "acme.example",
      "Common parent domain of the console and the CI server, so that its ingress receives the"
          + " cookie for GET /access. Default: the console's host only."),
  INSTALLATION(
      "signalbox.installation", "acme-ci", "Display name of the installation. Default: CI server."),
  ENVIRONMENT(
      "signalbox.environment", "production", "Shown next to the name. Default: production."),
  STORAGE_FOLDER(
      "signalbox.storage.folder",
      "/var/lib/signalbox",
      "Folder shared by all instances, where completed months of the audit log are archived."
          + " Default: none; nothing is archived."),
  STORAGE_S3_BUCKET(
      "signalbox.storage.s3-bucket",
      "acme-signalbox",
      "Bucket of Amazon S3 or an S3-compatible service, instead of the folder."),
  STORAGE_S3_REGION(
      "signalbox.storage.s3-region", "eu-central-1", "Region of the bucket. Default: us-east-1."),
  STORAGE_S3_URL(
      "signalbox.storage.s3-url",
      "https://minio.acme.example",
      "Endpoint of an S3-compatible service. Default: AWS in the configured region."),
  STORAGE_S3_ACCESS_KEY(
      "signalbox.storage.s3-access-key",
      "AKIAEXAMPLE",
      "Access key id. Default: the AWS default credentials provider chain."),
  STORAGE_S3_SECRET_KEY("signalbox.storage.s3-secret-key", "(secret)", "Secret access key."),
  ARTIFACTS_FOLDER(
      "signalbox.artifacts.folder",
      "/var/lib/artifacts",
      "Folder with the build artifacts of the CI server, shared by all instances. Default: none;"
          + " artifact pages are disabled."),
  ARTIFACTS_S3_BUCKET(
      "signalbox.artifacts.s3-bucket",
      "acme-ci-artifacts",
      "Bucket with the build artifacts, in Amazon S3 or an S3-compatible service, instead of the"
          + " folder."),
  ARTIFACTS_S3_PREFIX(
      "signalbox.artifacts.s3-prefix",
      "artifacts/",
      "Prefix of all build artifacts in the bucket; other objects are not served. Default: none"
          + " (the whole bucket)."),
  ARTIFACTS_S3_REGION(
      "signalbox.artifacts.s3-region",
      "eu-central-1",
      "Region of the artifact bucket. Default: us-east-1."),
  ARTIFACTS_S3_URL(
      "signalbox.artifacts.s3-url",
      "https://minio.acme.example",
      "Endpoint of an S3-compatible service for artifacts. Default: AWS in the configured region."),
  ARTIFACTS_S3_ACCESS_KEY(
      "signalbox.artifacts.s3-access-key",
      "AKIAEXAMPLE",
      "Access key id for artifacts; s3:GetObject and s3:ListBucket suffice. Default: the AWS"
          + " default credentials provider chain."),
  ARTIFACTS_S3_SECRET_KEY(
      "signalbox.artifacts.s3-secret-key", "(secret)", "Secret access key for artifacts."),
  ARTIFACTS_ORIGIN(
      "signalbox.artifacts.origin",
      "https://artifacts.acme.example",
      "Second origin of the console, from which artifacts are served by signed links that expire:"
          + " scheme, host and port, with a host other than the console's. Recommended if unsafe"
          + " types are allowed. Default: none; artifacts are served by the console's origin."),
  AUDIT_RETENTION_MONTHS(
      "signalbox.audit.retention-months",
      "24",
      "Number of months kept in the database in addition to the current one; older months are"
          + " removed once their archive is verified. Default: all."),
  NOMAD_ADDRESS(
      "nomad.addr",
      "http://nomad.acme.example:4646",
      "Address of the Nomad servers, as for the nomad CLI. Default: none (build pages are"
          + " disabled)."),
  NOMAD_TOKEN("nomad.token", "(secret)", "ACL token. Default: none."),
  NOMAD_NAMESPACE("nomad.namespace", "default", "Namespace to show. Default: `*` (all)."),
  NOMAD_REGION("nomad.region", "global", "Region. Default: the region of the servers."),
  NOMAD_HTTP_AUTH(
      "nomad.http.auth",
      "(secret)",
      "`user:password` for a proxy in front of Nomad. Default: none."),
  NOMAD_CA_FILE(
      "nomad.cacert",
      "/etc/signalbox/nomad-ca.pem",
      "PEM file with CA certificates to trust for Nomad. Default: Java's trust store."),
  NOMAD_CA_FOLDER(
      "nomad.capath",
      "/etc/signalbox/nomad-ca",
      "Folder of such files, used if NOMAD_CACERT is not set. Default: none."),
  NOMAD_CLIENT_CERT(
      "nomad.client.cert",
      "/etc/signalbox/nomad-cert.pem",
      "PEM file with the client certificate for mTLS. Default: none."),
  NOMAD_CLIENT_KEY(
      "nomad.client.key",
      "/etc/signalbox/nomad-key.pem",
      "PEM file with the private key of the client certificate."),
  NOMAD_CLIENT_KEY_PASSWORD(
      "nomad.client.key.password",
      "(secret)",
      "Password of the private key. Default: none; the key is not encrypted."),
  NOMAD_TLS_SERVER_NAME(
      "nomad.tls.server.name",
      "server.global.nomad",
      "Name in Nomad's server certificate. Default: the host of NOMAD_ADDR."),
  NOMAD_SKIP_VERIFY(
      "nomad.skip.verify", "true", "Disables verification of Nomad's certificate. Default: false."),
  NOMAD_CLASSES(
      "signalbox.nomad.classes",
      "medium=2000/4096, large=4000/8192",
      "Names of resource classes by CPU (MHz) and memory (MiB). Default: none; sizes are shown."),
  NOMAD_BUILD_NAMES(
      "signalbox.nomad.build-names",
      "{project} #{build}",
      "Names of builds by the metadata of their Nomad job: text with metadata keys in braces,"
          + " separated by commas. The first one of which a job has all keys is used. Default, an"
          + " assumption about CircleCI server: `{job_name},"
          + " {CIRCLE_PROJECT_USERNAME}/{CIRCLE_PROJECT_REPONAME} #{CIRCLE_BUILD_NUM}`."),
  NOMAD_KEEP_READY(
      "signalbox.nomad.keep-ready",
      "2",
      "Minimum number of ready clients of the same class, node pool and datacenter that must remain"
          + " when a machine is released. Default: 1."),
  NOMAD_HISTORY_DAYS(
      "signalbox.nomad.history-days",
      "365",
      "Number of days that builds, drains and client events are kept. Default: 90."),
  NOMAD_MAX_DOWNTIME_MINUTES(
      "signalbox.nomad.max-downtime-minutes",
      "60",
      "Downtime of all instances in minutes after which rolling drains and releases are paused"
          + " until an admin resumes them, because the database may be a restored backup. Default:"
          + " 15."),
  KUBECONFIG(
      "kubeconfig",
      "/etc/signalbox/kubeconfig",
      "kubeconfig file of the cluster that the CI server runs in, as for kubectl. Default: the"
          + " service account of the pod; outside a cluster none (Kubernetes pages are disabled)."),
  KUBERNETES_NAMESPACE(
      "signalbox.kubernetes.namespace",
      "ci",
      "Kubernetes namespace of the CI server. Default: circleci-server."),
  VELERO_NAMESPACE(
      "signalbox.velero.namespace",
      "backup",
      "Kubernetes namespace of Velero. Set it if the cluster has more than one Velero. Default:"
          + " velero."),
  ARTIFACTS_CONFIG_MAP(
      "signalbox.artifacts.config-map",
      "ci-artifact-policy",
      "ConfigMap in the namespace of the CI server to which the content-type policy of artifacts is"
          + " written for other front ends. Default: signalbox-artifact-policy."),
  SNAPSHOT_OBJECTIVE(
      "signalbox.snapshot-objective",
      "12h",
      "Recovery point objective: highest age of the last good snapshot, in days, hours and minutes"
          + " such as 7d, 24h or 1h30m. Default: 24h."),
  TRUSTED_PROXIES(
      "signalbox.trusted-proxies",
      "10.42.0.0/16",
      "CIDR ranges of the ingress whose X-Forwarded headers are trusted. Default: none."),
  PROMETHEUS_TOKENS(
      "signalbox.prometheus-tokens",
      "(secret), (secret)",
      "Bearer token for /actuator/prometheus on port 9090 (two during rotation). Default: scraping"
          + " disabled.");

  private final String property;
  private final String example;
  private final String description;

  EnvironmentVariable(String property, String example, String meaning) {
    this.property = property;
    this.example = example;
    this.description = meaning;
  }

  /** The Spring property that the variable sets. */
  public String property() {
    return property;
  }

  /** The name of the environment variable. */
  public String environmentName() {
    return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  public String example() {
    return example;
  }

  public String description() {
    return description;
  }
}

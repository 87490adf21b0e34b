package dev.signalbox.settings;

import java.util.Locale;

/** Every environment variable of the console, with the words of the README's table. */
public enum Variable {
  DATABASE_URL(
      "spring.datasource.url",
      "jdbc:postgresql://db.acme.example:5432/signalbox",
      "The PostgreSQL database (14 to 18), as a JDBC address."),
  DATABASE_USERNAME("spring.datasource.username", "signalbox", "The database role."),
  DATABASE_PASSWORD("spring.datasource.password", "(secret)", "Its password."),
  DATABASE_OWNER(
      "spring.flyway.user",
      "signalbox_owner",
      "A second database role, which owns the tables and only migrates them at the start; the first"
          + " one then cannot change the audit log. Default: one role for both."),
  DATABASE_OWNER_PASSWORD("spring.flyway.password", "(secret)", "The owner's password."),
  PUBLIC_URL(
      "signalbox.public-url",
      "https://signalbox.acme.example",
      "Where people open the console: scheme, host and port, no path. With https the session"
          + " cookie is Secure and __Host-."),
  SECRET_KEY(
      "signalbox.secret-key",
      "made by `openssl rand -base64 32`",
      "32 random bytes in base64. Seals GitHub tokens in the database; back it up apart from it."),
  GITHUB_CLIENT_ID(
      "signalbox.github.client-id", "Iv1.8a61f9b3a7aba766", "The OAuth App's client id."),
  GITHUB_CLIENT_SECRET(
      "signalbox.github.client-secret", "(secret)", "The OAuth App's client secret."),
  GITHUB_URL(
      "signalbox.github.url",
      "https://github.acme.example",
      "GitHub Enterprise Server's base address. Default: https://github.com."),
  GITHUB_PROXY(
      "signalbox.github.proxy",
      "http://proxy.acme.example:3128",
      "An HTTP proxy for calls to GitHub. Default: none."),
  GITHUB_CA_FILE(
      "signalbox.github.ca-file",
      "/etc/signalbox/ca.pem",
      "Certificates to trust for GitHub besides Java's own, as PEM. Default: none."),
  GITHUB_WEBHOOK_SECRET(
      "signalbox.github.webhook-secret",
      "(secret)",
      "Turns on POST /webhooks/github, which cuts access seconds after GitHub tells that somebody"
          + " left. Default: off."),
  REQUIRED_ORGANIZATIONS(
      "signalbox.required-organizations",
      "acme, acme-labs",
      "GitHub organisations; an active member of any one of them may sign in. A first"
          + " value: once saved, the page System settings holds."),
  ANYONE_WHO_CAN_SIGN_IN(
      "signalbox.anyone-who-can-sign-in",
      "true",
      "Lets everybody with an account at that GitHub in; instead of a list of organisations."
          + " A first value, too. Default: false."),
  ADMINS(
      "signalbox.admins",
      "octocat, 583231",
      "Who is an admin from the first sign-in on: GitHub logins or, better, numeric ids."),
  SUSPEND_NEW_USERS(
      "signalbox.suspend-new-users",
      "true",
      "Whether new people wait for an admin to activate them. A first value, too. Default:"
          + " false."),
  SEATS(
      "signalbox.seats",
      "350",
      "How many active people the licence allows; the users page warns from 80 % on. Default: no"
          + " limit is known."),
  ACCESS_HOSTS(
      "signalbox.access.hosts",
      "ci.acme.example",
      "Hosts of the installation that the sign-in may lead back to when its ingress asks"
          + " GET /access. Default: none, then people land on the console."),
  ACCESS_COOKIE_DOMAIN(
      "signalbox.access.cookie-domain",
      "acme.example",
      "The domain above the console and the installation, so that the installation's ingress sees"
          + " the cookie for GET /access. Default: the console's host alone."),
  INSTALLATION("signalbox.installation", "acme-ci", "The installation's name. Default: CI server."),
  ENVIRONMENT("signalbox.environment", "production", "Shown beside the name. Default: production."),
  STORAGE_FOLDER(
      "signalbox.storage.folder",
      "/var/lib/signalbox",
      "A folder, the same for all instances, that keeps closed months of the audit log as files."
          + " Default: none, nothing is archived."),
  STORAGE_S3_BUCKET(
      "signalbox.storage.s3-bucket",
      "acme-signalbox",
      "A bucket of Amazon S3, or of what speaks its protocol, instead of the folder."),
  STORAGE_S3_REGION(
      "signalbox.storage.s3-region", "eu-central-1", "The bucket's region. Default: us-east-1."),
  STORAGE_S3_URL(
      "signalbox.storage.s3-url",
      "https://minio.acme.example",
      "Where another S3 than Amazon's answers. Default: Amazon's of the region."),
  STORAGE_S3_ACCESS_KEY(
      "signalbox.storage.s3-access-key",
      "AKIAEXAMPLE",
      "The id of the key. Default: what the machine or its service account may do."),
  STORAGE_S3_SECRET_KEY("signalbox.storage.s3-secret-key", "(secret)", "The key itself."),
  AUDIT_RETENTION_MONTHS(
      "signalbox.audit.retention-months",
      "24",
      "How many whole months stay in the database beside the current one; older ones are dropped"
          + " once their files are verified. Default: all of them."),
  NOMAD_ADDRESS(
      "nomad.addr",
      "http://nomad.acme.example:4646",
      "Where the Nomad servers answer, as for Nomad's own command. Default: none, then the pages of"
          + " builds say so."),
  NOMAD_TOKEN("nomad.token", "(secret)", "An ACL token. Default: none."),
  NOMAD_NAMESPACE(
      "nomad.namespace", "default", "The namespace to look at. Default: `*`, all of them."),
  NOMAD_REGION("nomad.region", "global", "The region. Default: that of the servers asked."),
  NOMAD_HTTP_AUTH(
      "nomad.http.auth",
      "(secret)",
      "`name:password` for a proxy in front of Nomad. Default: none."),
  NOMAD_CA_FILE(
      "nomad.cacert",
      "/etc/signalbox/nomad-ca.pem",
      "Certificates to trust for Nomad instead of Java's own, as PEM. Default: Java's own."),
  NOMAD_CA_FOLDER(
      "nomad.capath",
      "/etc/signalbox/nomad-ca",
      "A folder of such files, where NOMAD_CACERT is not set. Default: none."),
  NOMAD_CLIENT_CERT(
      "nomad.client.cert",
      "/etc/signalbox/nomad-cert.pem",
      "The console's certificate, as PEM, where Nomad asks for one. Default: none."),
  NOMAD_CLIENT_KEY("nomad.client.key", "/etc/signalbox/nomad-key.pem", "Its key, as PEM."),
  NOMAD_TLS_SERVER_NAME(
      "nomad.tls.server.name",
      "server.global.nomad",
      "The name that Nomad's certificate is for. Default: the address's host."),
  NOMAD_SKIP_VERIFY(
      "nomad.skip.verify", "true", "Trusts whatever certificate Nomad shows. Default: false."),
  NOMAD_CLASSES(
      "signalbox.nomad.classes",
      "medium=2000/4096, large=4000/8192",
      "What builds ask for by name: MHz and MiB. Default: sizes are named by themselves."),
  NOMAD_KEEP_READY(
      "signalbox.nomad.keep-ready",
      "2",
      "How many ready clients of its class, pool and datacenter a release must leave. Default: 1."),
  NOMAD_HISTORY_DAYS(
      "signalbox.nomad.history-days",
      "365",
      "How long builds, drains and clients' events are remembered. Default: 90 days."),
  TRUSTED_PROXIES(
      "signalbox.trusted-proxies",
      "10.42.0.0/16",
      "Addresses of the ingress, as CIDR, whose X-Forwarded headers count. Default: none."),
  PROMETHEUS_TOKENS(
      "signalbox.prometheus-tokens",
      "(secret), (secret)",
      "One bearer token for /actuator/prometheus on port 9090, or two while rotating. Default:"
          + " nobody may scrape.");

  private final String property;
  private final String example;
  private final String meaning;

  Variable(String property, String example, String meaning) {
    this.property = property;
    this.example = example;
    this.meaning = meaning;
  }

  /** The Spring property of the same meaning. */
  public String property() {
    return property;
  }

  /** The name to set in the environment. */
  public String environmentName() {
    return property.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  public String example() {
    return example;
  }

  public String meaning() {
    return meaning;
  }
}

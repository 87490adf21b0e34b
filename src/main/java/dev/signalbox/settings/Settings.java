package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The validated settings from environment variables.
 *
 * @param publicUrl URL of the console, without a path
 * @param secretKey the 32-byte encryption key, in base64
 * @param prometheusTokens at most two bearer tokens; if empty, scraping is disabled
 * @param seats number of licensed seats, or null if it is not configured
 */
public record Settings(
    String installation,
    String environment,
    URI publicUrl,
    GitHub github,
    RegistrationSettings registration,
    Access access,
    Secret secretKey,
    List<Secret> prometheusTokens,
    @Nullable Integer seats,
    Archive archive,
    Nomad nomad,
    Kubernetes kubernetes,
    Snapshots snapshots,
    Artifacts artifacts) {

  /**
   * Whether the console is served over TLS, so that cookies can be Secure and bound to the host.
   */
  public boolean isSecure() {
    return "https".equals(publicUrl.getScheme());
  }

  /**
   * The GitHub instance for sign-in.
   *
   * @param url its base URL, {@code https://github.com} or that of GitHub Enterprise Server
   * @param webhookSecret null if the webhook is off
   * @param authorities CA certificates to trust in addition to Java's
   * @param requiredForReauthentication whether users can't re-authenticate while GitHub is down
   * @param oneTimeCodes whether admins can sign in with one-time codes instead of GitHub
   */
  public record GitHub(
      URI url,
      String clientId,
      Secret clientSecret,
      @Nullable Secret webhookSecret,
      @Nullable URI proxy,
      List<X509Certificate> authorities,
      boolean requiredForReauthentication,
      boolean oneTimeCodes) {}

  /**
   * The initial registration rules.
   *
   * @param requiredOrganizations empty only if {@code anyone} is true
   * @param admins logins or numeric ids; an entry of digits only is an id
   */
  public record RegistrationSettings(
      List<String> requiredOrganizations,
      boolean anyone,
      List<String> admins,
      boolean suspendNewUsers) {}

  /**
   * Settings of the access check for the CI server's ingress.
   *
   * @param hosts allowed redirect targets after sign-in, with the port if it is not the default
   * @param cookieDomain common parent domain of the console and the CI server, or null for the
   *     console's host only
   */
  public record Access(List<String> hosts, @Nullable String cookieDomain) {

    /** No redirect targets, and a cookie for the console's host only. */
    public static final Access NONE = new Access(List.of(), null);
  }

  /**
   * The archive of the audit log's completed months.
   *
   * @param storage where the files are stored, or null if nothing is archived
   * @param retentionMonths number of months kept in the database, or null for all; never set
   *     without a storage
   */
  public record Archive(@Nullable StorageSettings storage, @Nullable Integer retentionMonths) {

    /** No archive; everything stays in the database. */
    public static final Archive NONE = new Archive(null, null);
  }

  /**
   * The connection to Nomad, with the variables of the nomad CLI.
   *
   * @param address scheme, host and port, or null if Nomad is not configured
   * @param namespace {@code *} for all
   * @param region null for the region of the servers
   * @param httpAuth {@code user:password} for a proxy in front of Nomad
   * @param authorities CA certificates to trust; empty for Java's trust store
   * @param identity the client certificate for mTLS, or null
   * @param serverName the name in the servers' certificate, or null for the host of the address
   * @param classes the resource classes, smallest first
   * @param keepReady minimum number of ready clients that must remain after a release
   * @param historyDays number of days that history is kept
   * @param maxDowntime downtime of the console after which rolling drains and releases are paused
   */
  public record Nomad(
      @Nullable URI address,
      @Nullable Secret token,
      String namespace,
      @Nullable String region,
      @Nullable Secret httpAuth,
      List<X509Certificate> authorities,
      @Nullable Identity identity,
      @Nullable String serverName,
      boolean skipVerify,
      List<ResourceClass> classes,
      List<String> buildNames,
      int keepReady,
      int historyDays,
      Duration maxDowntime) {

    /** Nomad is not configured. */
    public static final Nomad NONE =
        new Nomad(
            null,
            null,
            "*",
            null,
            null,
            List.of(),
            null,
            null,
            false,
            List.of(),
            List.of(),
            1,
            90,
            Duration.ofMinutes(15));
  }

  /**
   * The snapshots of the installation.
   *
   * @param objective the recovery point objective: highest age of the last good snapshot
   */
  public record Snapshots(Duration objective) {

    /** A snapshot each day. */
    public static final Snapshots DEFAULT = new Snapshots(Duration.ofHours(24));
  }

  /**
   * The build artifacts of the CI server.
   *
   * @param storage where they are stored, or null if they are not served
   * @param prefix prefix of their names in a bucket; empty, or ends with a slash
   * @param origin the second origin that serves them by signed links, or null for the console's
   */
  public record Artifacts(@Nullable StorageSettings storage, String prefix, @Nullable URI origin) {

    /** Artifacts are not served. */
    public static final Artifacts NONE = new Artifacts(null, "", null);
  }

  /**
   * The connection to Kubernetes.
   *
   * @param kubeconfig the kubeconfig file, or several ones separated as in {@code PATH}; null to
   *     use the service account of the pod, if there is one
   * @param namespace the namespace of the installation
   * @param chosenVeleroNamespace the namespace of Velero; null if it is not set, which means the
   *     default one
   * @param policyConfigMap the ConfigMap with the content-type policy of artifacts
   */
  public record Kubernetes(
      @Nullable String kubeconfig,
      String namespace,
      @Nullable String chosenVeleroNamespace,
      String policyConfigMap) {

    /** The default namespaces, and the service account of the pod. */
    public static final Kubernetes DEFAULT = new Kubernetes(null, "circleci-server", null);

    /** A connection with the default name of the ConfigMap. */
    public Kubernetes(
        @Nullable String kubeconfig, String namespace, @Nullable String chosenVeleroNamespace) {
      this(kubeconfig, namespace, chosenVeleroNamespace, "signalbox-artifact-policy");
    }

    /** Returns the namespace of Velero. */
    public String veleroNamespace() {
      return chosenVeleroNamespace == null ? "velero" : chosenVeleroNamespace;
    }
  }

  /** A certificate chain with its private key. */
  public record Identity(List<X509Certificate> chain, PrivateKey key) {

    @Override
    public String toString() {
      return "Identity[" + chain.size() + " certificates]";
    }
  }

  /** The resources that builds of a class request: CPU in MHz and memory in MiB. */
  public record ResourceClass(String name, long cpu, long memory) {}
}

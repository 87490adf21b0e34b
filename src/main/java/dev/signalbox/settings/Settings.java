package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import java.net.URI;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The installation as its environment describes it; complete and free of contradictions.
 *
 * @param publicUrl where people open the console, without a path
 * @param secretKey the 32 bytes that seal what is kept, in base64
 * @param prometheusTokens up to two; none means nobody may scrape
 * @param seats how many active people the licence allows, or null where that is not known
 */
public record Settings(
    String installation,
    String environment,
    URI publicUrl,
    GitHub github,
    Door door,
    Access access,
    Secret secretKey,
    List<Secret> prometheusTokens,
    @Nullable Integer seats,
    Archive archive,
    Nomad nomad) {

  /** Whether people come through TLS, so that cookies can be Secure and bound to the host. */
  public boolean secure() {
    return "https".equals(publicUrl.getScheme());
  }

  /**
   * The GitHub that people sign in with.
   *
   * @param url its web address, {@code https://github.com} or an Enterprise Server's
   * @param webhookSecret null when webhooks are off
   * @param authorities certificates to trust for GitHub besides Java's own
   */
  public record GitHub(
      URI url,
      String clientId,
      Secret clientSecret,
      @Nullable Secret webhookSecret,
      @Nullable URI proxy,
      List<X509Certificate> authorities) {}

  /**
   * Who may enter.
   *
   * @param requiredOrganizations empty only when {@code anyone} is set
   * @param admins logins or numeric ids
   */
  public record Door(
      List<String> requiredOrganizations,
      boolean anyone,
      List<String> admins,
      boolean suspendNewUsers) {}

  /**
   * The gate for the installation itself.
   *
   * @param hosts where the sign-in may lead back to, each with its port where it is not the usual
   *     one
   * @param cookieDomain the domain above the console and the installation, or null for the
   *     console's host alone
   */
  public record Access(List<String> hosts, @Nullable String cookieDomain) {

    /** The console's host alone, and nowhere to lead back to. */
    public static final Access NONE = new Access(List.of(), null);
  }

  /**
   * What becomes of the audit log's closed months.
   *
   * @param storage where their files are kept, or null where nothing is archived
   * @param retentionMonths how many whole months stay in the database, or null for all; never
   *     without a storage
   */
  public record Archive(@Nullable Storage storage, @Nullable Integer retentionMonths) {

    /** Everything stays in the database and nowhere else. */
    public static final Archive NONE = new Archive(null, null);
  }

  /**
   * The Nomad servers, by the variables of Nomad's own command.
   *
   * @param address scheme, host and port, or null where there is no Nomad to look at
   * @param namespace {@code *} for all of them
   * @param region null for that of the servers asked
   * @param httpAuth {@code name:password} for a proxy in front
   * @param authorities certificates to trust instead of Java's own; empty for those
   * @param identity what the console shows of itself, or null
   * @param serverName what the servers' certificate is for, or null for the address's host
   * @param classes what builds ask for by name, smallest first
   * @param keepReady how many ready clients of its kind a release must leave
   * @param historyDays how long history is kept
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
      List<BuildClass> classes,
      int keepReady,
      int historyDays) {

    /** No Nomad to look at. */
    public static final Nomad NONE =
        new Nomad(null, null, "*", null, null, List.of(), null, null, false, List.of(), 1, 90);
  }

  /** A certificate chain with its key. */
  public record Identity(List<X509Certificate> chain, PrivateKey key) {

    @Override
    public String toString() {
      return "Identity[" + chain.size() + " certificates]";
    }
  }

  /** What builds of a class ask for: MHz and MiB. */
  public record BuildClass(String name, long cpu, long memory) {}
}

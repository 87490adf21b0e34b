package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import java.net.URI;
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
    Archive archive) {

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
}

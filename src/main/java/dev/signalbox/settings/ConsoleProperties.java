package dev.signalbox.settings;

import dev.signalbox.secrets.Secret;
import jakarta.validation.constraints.NotNull;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.security.web.util.matcher.IpAddressMatcher;
import org.springframework.validation.Errors;
import org.springframework.validation.annotation.Validated;

/**
 * The console: its addresses, its name and its key.
 *
 * @param publicUrl URL of the console: scheme, host and port, no path. With https the session
 *     cookie is Secure and has the prefix __Host-.
 * @param secretKey 32 random bytes in base64. Encrypts GitHub tokens in the database; back it up
 *     separately.
 * @param installation Display name of the installation. Default: CI server.
 * @param environment Shown next to the name. Default: production.
 * @param trustedProxies CIDR ranges of the ingress whose X-Forwarded headers are trusted. Default:
 *     none.
 * @param artifactsOrigin Second origin of the console, from which artifacts are served by signed
 *     links that expire: scheme, host and port, with a host other than the console's. Recommended
 *     if unsafe types are allowed. Default: none; artifacts are served by the console's origin.
 */
@Validated
@ConfigurationProperties("signalbox")
public record ConsoleProperties(
    @NotNull(message = "is not set") Origin publicUrl,
    @NotNull(message = "is not set") Secret secretKey,
    @DefaultValue("CI server") String installation,
    @DefaultValue("production") String environment,
    @DefaultValue Access access,
    @DefaultValue List<String> trustedProxies,
    @Name("artifacts.origin") @Nullable Origin artifactsOrigin)
    implements SelfValidating {

  private static final Pattern HOST =
      Pattern.compile("[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\\d{1,5})?");

  private static final String OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

  /** Literals only, so that no host name is resolved. */
  private static final Pattern NETWORK =
      Pattern.compile(
          "(?:%1$s(?:\\.%1$s){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*)/\\d{1,3}".formatted(OCTET));

  /**
   * Whether the console is served over TLS, so that cookies can be Secure and bound to the host.
   */
  public boolean isSecure() {
    return publicUrl.isSecure();
  }

  @Override
  public void validate(Errors errors) {
    if (secretKey != null) {
      SelfValidating.check(errors, "secretKey", this::decodedKey);
    }
    for (String host : access.hosts()) {
      if (!HOST.matcher(host).matches()) {
        SelfValidating.reject(errors, "access.hosts", "has an invalid host: " + host);
      }
    }
    for (String range : trustedProxies) {
      if (!isNetwork(range)) {
        SelfValidating.reject(errors, "trustedProxies", "has an invalid CIDR range: " + range);
      }
    }
    if (publicUrl != null) {
      validateHosts(publicUrl.host(), errors);
    }
  }

  private void validateHosts(String console, Errors errors) {
    @Nullable String domain = access.cookieDomain();
    // browsers reject cookies for a top-level domain and for other domains
    if (domain != null && !(domain.contains(".") && ("." + console).endsWith("." + domain))) {
      SelfValidating.reject(
          errors, "access.cookieDomain", "is not a parent domain of " + console + ": " + domain);
    }
    // browsers send cookies to every port of a host
    if (artifactsOrigin != null && artifactsOrigin.host().equals(console)) {
      SelfValidating.reject(
          errors,
          "artifactsOrigin",
          "must have another host than SIGNALBOX_PUBLIC_URL: " + console);
    }
  }

  private static boolean isNetwork(String range) {
    try {
      String address = range.replaceFirst("/.*", "");
      // the constructor rejects invalid addresses and prefixes
      return NETWORK.matcher(range).matches() && new IpAddressMatcher(range).matches(address);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  byte[] decodedKey() {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(secretKey.reveal());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not valid base64");
    }
    if (key.length != 32) {
      throw new IllegalArgumentException("must have 32 bytes, not " + key.length);
    }
    return key;
  }

  /**
   * The access check for the CI server's ingress.
   *
   * @param hosts Hosts of the CI server to which users can be redirected after sign-in, if its
   *     ingress uses GET /access. Default: none; users are redirected to the console.
   * @param cookieDomain Common parent domain of the console and the CI server, so that its ingress
   *     receives the cookie for GET /access. Default: the console's host only.
   */
  public record Access(@DefaultValue List<String> hosts, @Nullable String cookieDomain) {

    /** Hosts and domains are lowercase. */
    public Access {
      hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).distinct().toList();
      cookieDomain =
          cookieDomain == null
              ? null
              : cookieDomain.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
    }
  }
}

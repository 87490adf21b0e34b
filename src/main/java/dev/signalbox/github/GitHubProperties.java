package dev.signalbox.github;

import dev.signalbox.secrets.Secret;
import dev.signalbox.settings.Origin;
import dev.signalbox.settings.PemFiles;
import dev.signalbox.settings.SelfValidating;
import jakarta.validation.constraints.NotNull;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.Errors;
import org.springframework.validation.annotation.Validated;

/**
 * The GitHub instance for sign-in.
 *
 * @param clientId Client id of the OAuth App.
 * @param clientSecret Client secret of the OAuth App.
 * @param url Base URL of GitHub Enterprise Server. Default: https://github.com.
 * @param proxy HTTP proxy for requests to GitHub. Default: none.
 * @param caFile PEM file with CA certificates to trust for GitHub in addition to Java's. Default:
 *     none.
 * @param webhookSecret Secret of the webhook POST /webhooks/github, which revokes access seconds
 *     after a user leaves the organization. Default: webhook off.
 * @param requiredForReauthentication Whether users can't re-authenticate while GitHub is down.
 *     Otherwise they confirm with their login and a reason, which is audited. Default: false.
 */
@Validated
@ConfigurationProperties("signalbox.github")
public record GitHubProperties(
    @NotNull(message = "is not set") String clientId,
    @NotNull(message = "is not set") Secret clientSecret,
    @DefaultValue("https://github.com") Origin url,
    @Nullable Origin proxy,
    @Nullable String caFile,
    @Nullable Secret webhookSecret,
    boolean requiredForReauthentication)
    implements SelfValidating {

  /** Returns the address of the instance. */
  public GitHubAddress address() {
    return GitHubAddress.of(url.uri());
  }

  /** Returns the CA certificates to trust in addition to Java's. */
  List<X509Certificate> authorities() {
    return PemFiles.certificates(caFile);
  }

  @Override
  public void validate(Errors errors) {
    SelfValidating.check(errors, "caFile", this::authorities);
  }
}
